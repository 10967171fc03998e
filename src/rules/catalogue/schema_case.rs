//! `schema-case`: names have their documented case.

use crate::model::{Judgement, Level, Observation, Profile};
use crate::rules::entity::{answered_entity, documented};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{pointer, settle};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "schema-case",
    level: Level::Should,
    profile: Profile::Page,
    summary: "write names of properties in their documented case",
    clause: "OData CSDL XML 4.01 §3.1",
    explain: include_str!("schema_case.md"),
    subjects: &[Subject::Write, Subject::Read, Subject::Create],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    let entity = answered_entity(evidence)?;
    let absent = documented(evidence.contract).filter(|property| !entity.contains_key(&property.name));
    let seen = absent.filter_map(|property| {
        let member = entity.keys().find(|member| member.eq_ignore_ascii_case(&property.name))?;
        let message = format!("`{}` is returned as `{member}`", property.name);
        let seen = Observation::at(pointer(member), "other-case", message).line(property.line);
        Some(seen.expected_actual(property.name.as_str(), member.as_str()))
    });
    Ok(seen.collect())
}
