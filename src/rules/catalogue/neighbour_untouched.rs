//! `neighbour-untouched`: a patch changes no other entity.

use serde_json::{Map, Value};

use crate::equality::{Equality, compare};
use crate::model::{Judgement, Level, Observation, Profile, Property};
use crate::rules::{Evidence, Rule, Subject};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "neighbour-untouched",
    level: Level::Must,
    profile: Profile::Page,
    summary: "leave every other entity as it was",
    clause: "RFC 5789 §2 (a patch is for the resource that the URL names); OData 4.01 Protocol §11.4.3",
    explain: include_str!("neighbour_untouched.md"),
    subjects: &[Subject::Write],
    judge,
};

fn judge(evidence: &Evidence<'_>) -> Judgement {
    let Some((before, after)) = evidence.neighbour else { return Judgement::Skipped("no neighbour was looked at") };
    let moved: Vec<Observation> =
        evidence.contract.properties.iter().filter_map(|property| moved(property, before, after, evidence.live)).collect();
    if moved.is_empty() { Judgement::Held } else { Judgement::Broken(moved) }
}

/// What happened to one documented property of the neighbour.
fn moved(property: &Property, before: &Map<String, Value>, after: &Map<String, Value>, live: bool) -> Option<Observation> {
    let was = before.get(&property.name).unwrap_or(&Value::Null);
    let is = after.get(&property.name);
    if !matches!(compare(&property.value_type, was, is), Equality::Differs { .. }) {
        return None;
    }
    let message = format!("`{}` of another entity changed, though only this one was written", property.name);
    // Others may write to a live target meanwhile; on this machine nobody else does.
    let level = if live || !property.is_updatable() { Level::Should } else { Level::Must };
    Some(
        Observation::at(format!("neighbour:/{}", property.name), "neighbour-changed", message)
            .expected_actual(was.clone(), is.cloned().unwrap_or(Value::Null))
            .level(level)
            .line(property.line),
    )
}
