//! `schema-datetime`: times are instants.

use crate::model::{Judgement, Level, Observation, Profile, ValueType};
use crate::rules::entity::{answered_document, property_at};
use crate::rules::{Evidence, Rule, Subject};
use crate::value::DateTimeOffset;
use crate::rules::judging::settle;

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "schema-datetime",
    level: Level::Must,
    profile: Profile::Page,
    summary: "write every time so that it names a real instant",
    clause: "OData JSON Format 4.01 §7.1; OData ABNF dateTimeOffsetValue; OData CSDL XML 4.01 §3.3",
    explain: include_str!("schema_datetime.md"),
    subjects: &[Subject::Write, Subject::Read, Subject::Create],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    let entity = answered_document(evidence)?;
    let faults = evidence.schemas.entity_faults(entity);
    let formats = faults.iter().filter(|fault| fault.keyword == "format");
    let seen = formats.filter_map(|fault| {
        let (property, value_type) = property_at(evidence.contract, &fault.pointer)?;
        let actual = entity.pointer(&fault.pointer)?;
        let (cause, why, level) = fault_of(value_type, actual.as_str()?)?;
        let message = format!("`{}` is malformed: {why}", property.name);
        let seen = Observation::at(&fault.pointer, cause, message).line(property.line);
        let expected = serde_json::to_value(value_type).unwrap_or_default();
        Some(Observation { level, ..seen.expected_actual(expected, actual.clone()) })
    });
    Ok(seen.collect())
}

/// Days, times of day and durations are seldom documented with a grammar: a warning.
fn fault_of(value_type: &ValueType, text: &str) -> Option<(&'static str, String, Option<Level>)> {
    match value_type {
        ValueType::DateTimeOffset => {
            let fault = DateTimeOffset::parse(text).err()?;
            Some(("not-an-instant", fault.to_string(), None))
        }
        ValueType::Date | ValueType::TimeOfDay | ValueType::Duration => {
            let why = format!("the text matches no {value_type:?} of the OData ABNF");
            Some(("malformed", why, Some(Level::Should)))
        }
        _ => None,
    }
}
