//! `readback`: a read shows what was sent and answered.

use serde_json::{Map, Value};

use crate::model::{Access, Judgement, Level, Observation, Profile, Property};
use crate::rules::entity::{Demand, Expectation, accepted_update, answered_entity, difference, differences, documented, expectations, is_volatile, lookup};
use crate::rules::{Evidence, Listed, Rule, Subject};
use crate::rules::judging::{settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "readback",
    level: Level::Must,
    profile: Profile::Page,
    summary: "show in a following read what was sent and what was answered",
    clause: "OData 4.01 Protocol §11.4.1.5, §11.4.3",
    explain: include_str!("readback.md"),
    subjects: &[Subject::Write],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    let seen = shown_otherwise(evidence)?;
    // Others may write to a live target, and its reads may lag behind for longer than a run waits.
    let lowered = |one: Observation| Observation { level: one.level.max(Some(Level::Should)), ..one };
    Ok(if evidence.live { seen.into_iter().map(lowered).collect() } else { seen })
}

/// What the read, or the collection, shows otherwise than it was sent or answered.
fn shown_otherwise(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    accepted_update(evidence)?;
    let Some(after) = evidence.after else { return skipped("no state was read after the write") };
    let listed = in_collection(evidence, after);
    let answer = answered_entity(evidence);
    // What the answer shows is compared with the answer: whether that is what was sent is echo-sent's business.
    let unshown = |one: &Expectation<'_>| !answer.as_ref().is_ok_and(|answer| lookup(answer, &one.property.name).is_some());
    let stored = expectations(evidence).map(|expected| {
        let unshown: Vec<Expectation<'_>> = expected.into_iter().filter(unshown).collect();
        let seen = differences(&unshown, after, evidence.before);
        seen.into_iter().map(Observation::read_back).collect::<Vec<_>>()
    });
    match (stored, answer) {
        (Err(_), Err(_)) if !listed.is_empty() => Ok(listed),
        (Err(reason), Err(_)) => Err(reason),
        (stored, Err(_)) => stored.map(|seen| seen.into_iter().chain(listed).collect()),
        (stored, Ok(answer)) => {
            let mut seen = contradictions(evidence, answer, after);
            seen.extend(stored.unwrap_or_default());
            seen.extend(listed);
            Ok(seen)
        }
    }
}

/// Documented properties for which the answer and the read disagree. The answer may leave members out.
fn contradictions(evidence: &Evidence<'_>, answer: &Map<String, Value>, after: &Map<String, Value>) -> Vec<Observation> {
    let shown = documented(evidence.contract).filter(|property| property.access != Access::Key);
    let both = shown.filter_map(|property| Some((property, lookup(answer, &property.name)?)));
    let seen = both.filter_map(|(property, answered)| {
        let demand = Demand::Equal(level_of(evidence, property, answered));
        let seen = difference(&Expectation { property, sent: answered, others: Vec::new(), demand }, after, None)?;
        let message = format!("`{}` reads differently from what the update answered", property.name);
        Some(Observation { cause: "contradicts-answer", message, ..seen }.read_back())
    });
    seen.collect()
}

/// Documented properties for which the collection and the entity disagree. The collection may leave members out.
fn in_collection(evidence: &Evidence<'_>, after: &Map<String, Value>) -> Vec<Observation> {
    let entries = |message: &str| {
        vec![Observation::at("/value", "contradicts-collection", message)]
    };
    let listed = match evidence.listed {
        None => return Vec::new(),
        Some(Listed::Shown(listed)) => listed,
        Some(Listed::Missing) => return entries("the collection no longer shows the entity"),
        Some(Listed::Repeated) => return entries("the collection shows the entity more than once"),
    };
    let shown = documented(evidence.contract).filter(|property| property.access != Access::Key);
    let both = shown.filter_map(|property| Some((property, lookup(after, &property.name)?)));
    let seen = both.filter_map(|(property, read)| {
        lookup(listed, &property.name)?;
        let demand = Demand::Equal(level_of(evidence, property, read));
        let seen = difference(&Expectation { property, sent: read, others: Vec::new(), demand }, listed, None)?;
        let message = format!("`{}` is another one in the collection than in the entity", property.name);
        Some(Observation { cause: "contradicts-collection", place: format!("/value{}", seen.place), message, ..seen })
    });
    seen.collect()
}

/// What the target changes by itself may change between the two; some services return a value to reads only.
fn level_of(evidence: &Evidence<'_>, property: &Property, answered: &Value) -> Level {
    let sent = evidence.input.patch.contains_key(&property.name);
    if answered.is_null() || (is_volatile(property) && !sent) { Level::Should } else { Level::Must }
}
