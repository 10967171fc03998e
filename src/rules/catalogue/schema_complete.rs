//! `schema-complete`: all documented properties are returned.

use serde_json::{Map, Value};

use crate::model::{Judgement, Level, Observation, Profile, Property};
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
    let absent = documented(evidence.contract).filter(|property| lookup(entity, &property.name).is_none());
    let seen = absent.filter_map(|property| {
        let why = why_present(evidence, property)?;
        let message = format!("`{}` is missing, although {why}", property.name);
        Some(Observation::at(pointer(&property.name), "missing", message).line(property.line))
    });
    Ok(seen.collect())
}

/// Why the property has a value: an absent member may be null.
fn why_present(evidence: &Evidence<'_>, property: &Property) -> Option<&'static str> {
    let shows = |state: Option<&Map<String, Value>>| {
        state.and_then(|state| lookup(state, &property.name)).is_some_and(|value| !value.is_null())
    };
    match evidence.subject {
        _ if property.nullable == Some(false) => Some("its metadata calls it not nullable"),
        Subject::Write if shows(evidence.after) => Some("a read right after the write shows it"),
        Subject::Write | Subject::Read => None,
    }
}
