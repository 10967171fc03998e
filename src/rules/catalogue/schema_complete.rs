//! `schema-complete`: all documented properties are returned.

use serde_json::{Map, Value};

use crate::model::{Access, Judgement, Level, Observation, Profile, Property};
use crate::rules::entity::{answered_entity, asks_for_little, documented, lookup};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{pointer, settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "schema-complete",
    level: Level::Should,
    profile: Profile::Page,
    summary: "return every documented property that has a value",
    clause: "the page's note that a real call returns all properties",
    explain: include_str!("schema_complete.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    let entity = answered_entity(evidence)?;
    if asks_for_little(evidence) {
        return skipped("the caller asked for less than the whole entity");
    }
    if evidence.subject == Subject::Write && is_wrapped(evidence, entity) {
        let message = "the properties stand inside of `value`, and none in the answer itself";
        return Ok(vec![Observation::at(pointer("value"), "wrapped", message)]);
    }
    let absent = documented(evidence.contract).filter(|property| lookup(entity, &property.name).is_none());
    let seen = absent.filter_map(|property| {
        let why = why_present(evidence, property)?;
        let message = format!("`{}` is missing, although {why}", property.name);
        Some(Observation::at(pointer(&property.name), "missing", message).line(property.line))
    });
    Ok(seen.collect())
}

/// Whether the entity is a member of the answer. Pages of the reading operations show it so, those of updates never do.
fn is_wrapped(evidence: &Evidence<'_>, entity: &Map<String, Value>) -> bool {
    evidence.json.and_then(Value::as_object).is_some_and(|answer| !std::ptr::eq(answer, entity))
}

/// Why the property has a value: an absent member may be null. A lost key is the matter of `echo-id`.
fn why_present(evidence: &Evidence<'_>, property: &Property) -> Option<&'static str> {
    let shows = |state: Option<&Map<String, Value>>| {
        state.and_then(|state| lookup(state, &property.name)).is_some_and(|value| !value.is_null())
    };
    let is_kept = evidence.after.is_none() && !evidence.input.patch.contains_key(&property.name);
    match evidence.subject {
        Subject::Write if property.access == Access::Key && shows(evidence.after) => None,
        _ if property.nullable == Some(false) => Some("its metadata calls it not nullable"),
        Subject::Write if shows(evidence.after) => Some("a read right after the write shows it"),
        Subject::Write if is_kept && shows(evidence.before) => Some("a read before the write shows it"),
        _ => None,
    }
}
