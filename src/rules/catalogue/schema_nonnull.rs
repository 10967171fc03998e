//! `schema-nonnull`: a property that is not nullable is not null.

use serde_json::Value;

use crate::model::{Access, Judgement, Level, Observation, Profile, Property};
use crate::rules::entity::{answered_entity, documented};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{pointer, settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "schema-nonnull",
    level: Level::Must,
    profile: Profile::Csdl,
    summary: "never return null for a property that metadata calls not nullable",
    clause: "OData CSDL XML 4.01 §7.2.1",
    explain: include_str!("schema_nonnull.md"),
    subjects: &[Subject::Write, Subject::Read, Subject::Create],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    let entity = answered_entity(evidence)?;
    let is_strict = |property: &&Property| property.nullable == Some(false) && property.access != Access::Key;
    let strict: Vec<_> = documented(evidence.contract).filter(is_strict).collect();
    if strict.is_empty() {
        return skipped("no metadata says which properties are not nullable");
    }
    let nulls = strict.iter().filter(|property| entity.get(&property.name) == Some(&Value::Null));
    let seen = nulls.map(|property| {
        let message = format!("`{}` is null, which its metadata forbids", property.name);
        let seen = Observation::at(pointer(&property.name), "null", message).line(property.line);
        seen.expected_actual("a value", Value::Null)
    });
    Ok(seen.collect())
}
