//! `readback`: a read shows what was sent and answered.

use serde_json::{Map, Value};

use crate::model::{Access, Judgement, Level, Observation, Profile, Property};
use crate::rules::entity::{Demand, Expectation, accepted_update, answered_entity, difference, differences, documented, expectations, is_volatile, lookup};
use crate::rules::{Evidence, Rule, Subject};
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
    accepted_update(evidence)?;
    let Some(after) = evidence.after else { return skipped("no state was read after the write") };
    let answer = answered_entity(evidence);
    // What the answer shows is compared with the answer: whether that is what was sent is echo-sent's business.
    let unshown = |one: &Expectation<'_>| !answer.as_ref().is_ok_and(|answer| lookup(answer, &one.property.name).is_some());
    let stored = expectations(evidence).map(|expected| {
        let unshown: Vec<Expectation<'_>> = expected.into_iter().filter(unshown).collect();
        differences(&unshown, after, evidence.before)
    });
    match (stored, answer) {
        (Err(reason), Err(_)) => Err(reason),
        (stored, Err(_)) => stored,
        (stored, Ok(answer)) => {
            let mut seen = contradictions(evidence, answer, after);
            seen.extend(stored.unwrap_or_default());
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

/// What the target changes by itself may change between the two; some services return a value to reads only.
fn level_of(evidence: &Evidence<'_>, property: &Property, answered: &Value) -> Level {
    let sent = evidence.input.patch.contains_key(&property.name);
    if answered.is_null() || (is_volatile(property) && !sent) { Level::Should } else { Level::Must }
}
