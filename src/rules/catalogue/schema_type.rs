//! `schema-type`: documented properties have the documented type.

use serde_json::Value;

use crate::model::{Contract, Judgement, Level, Observation, Profile, ValueType};
use crate::rules::entity::{answered_document, property_at};
use crate::rules::{Evidence, Rule, Subject};
use crate::schema::SchemaFault;
use crate::value::MediaType;
use crate::rules::judging::settle;

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "schema-type",
    level: Level::Must,
    profile: Profile::Page,
    summary: "return every documented property with its documented JSON type",
    clause: "the page's property table; OData JSON Format 4.01 §7.1",
    explain: include_str!("schema_type.md"),
    subjects: &[Subject::Write, Subject::Read, Subject::Create],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    let entity = answered_document(evidence)?;
    let faults = evidence.schemas.entity_faults(entity);
    let numbers_as_text = declares_numbers_as_text(evidence);
    let seen = faults.iter().filter_map(|fault| {
        let actual = entity.pointer(&fault.pointer)?;
        observe(evidence.contract, fault, actual, numbers_as_text)
    });
    Ok(seen.collect())
}

/// Nulls and times have rules of their own.
fn observe(contract: &Contract, fault: &SchemaFault, actual: &Value, numbers_as_text: bool) -> Option<Observation> {
    let (property, value_type) = property_at(contract, &fault.pointer)?;
    let is_text_number = numbers_as_text && actual.is_string() && is_long(value_type);
    let is_format = fault.keyword == "format";
    let is_own_format = matches!(value_type, ValueType::Guid | ValueType::Binary);
    if actual.is_null() || is_text_number || (is_format && !is_own_format) {
        return None;
    }
    let cause = if is_format { "malformed" } else { "ill-typed" };
    let message = format!("`{}` does not have its documented type: {}", property.name, fault.message);
    let seen = Observation::at(&fault.pointer, cause, message).line(property.line);
    let expected = serde_json::to_value(value_type).unwrap_or_default();
    let seen = seen.expected_actual(expected, actual.clone());
    Some(if is_format { seen.level(Level::Should) } else { seen })
}

/// Whether the answer declares that long numbers are written as text.
fn declares_numbers_as_text(evidence: &Evidence<'_>) -> bool {
    let declared = evidence.response().and_then(|response| response.header("content-type")).and_then(MediaType::parse);
    let parameter = declared.as_ref().and_then(|kind| kind.parameter("ieee754compatible"));
    parameter.is_some_and(|value| value.eq_ignore_ascii_case("true"))
}

fn is_long(value_type: &ValueType) -> bool {
    matches!(value_type, ValueType::Int64 | ValueType::Decimal)
}
