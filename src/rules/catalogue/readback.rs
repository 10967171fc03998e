//! `readback`: a read shows what was sent and answered.

use serde_json::{Map, Value};

use crate::model::{Access, Judgement, Level, Observation, Profile, Property};
use crate::rules::entity::{
    Demand, Expectation, accepted_update, answered_entity, difference, differences, documented, expectations, is_volatile, lookup,
    settle, skipped,
};
use crate::rules::{Evidence, Rule, Subject};

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
    accepted_update(evidence)?;
    let Some(after) = evidence.after else { return skipped("no state was read after the write") };
    let listed = in_collection(evidence, after);
    let stored = expectations(evidence).map(|expected| differences(&expected, after, evidence.before));
    let answered = answered_entity(evidence).map(|answer| contradictions(evidence, answer, after));
    match (stored, answered) {
        (Err(_), Err(_)) if !listed.is_empty() => Ok(listed),
        (Err(reason), Err(_)) => Err(reason),
        (Ok(seen), Err(_)) | (Err(_), Ok(seen)) => Ok(seen.into_iter().chain(listed).collect()),
        (Ok(mut seen), Ok(further)) => {
            let is_new = |one: &Observation| seen.iter().all(|known| known.place != one.place);
            let further: Vec<_> = further.into_iter().filter(is_new).collect();
            seen.extend(further.into_iter().chain(listed));
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
        let seen = difference(&Expectation { property, sent: answered, demand }, after, None)?;
        let message = format!("`{}` reads differently from what the update answered", property.name);
        Some(Observation { cause: "contradicts-answer", message, ..seen })
    });
    seen.collect()
}

/// Documented properties for which the collection and the entity disagree. The collection may leave members out, or
/// show null in their place; on a live target it may lag behind.
fn in_collection(evidence: &Evidence<'_>, after: &Map<String, Value>) -> Vec<Observation> {
    let Some(listed) = evidence.listed else { return Vec::new() };
    let shown = documented(evidence.contract).filter(|property| property.access != Access::Key);
    let both = shown.filter_map(|property| Some((property, lookup(after, &property.name)?)));
    let seen = both.filter_map(|(property, read)| {
        lookup(listed, &property.name).filter(|shown| !shown.is_null())?;
        let level = if evidence.live { Level::Should } else { level_of(evidence, property, read) };
        let seen = difference(&Expectation { property, sent: read, demand: Demand::Equal(level) }, listed, None)?;
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
