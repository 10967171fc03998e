//! `echo-id`: the entity keeps its id.

use serde_json::Value;

use crate::model::{Access, Judgement, Level, Observation, Profile};
use crate::rules::entity::{answered_entity, documented, lookup, pointer, settle, skipped};
use crate::rules::{Evidence, Rule, Subject};
use crate::value::Guid;

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "echo-id",
    level: Level::Must,
    profile: Profile::Page,
    summary: "return the id of the entity that the URL addresses",
    clause: "OData 4.01 Protocol §11.4.3",
    explain: include_str!("echo_id.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    let entity = answered_entity(evidence)?;
    let key = documented(evidence.contract).find(|property| property.access == Access::Key);
    let (name, line) = key.map_or(("id", None), |property| (property.name.as_str(), Some(property.line)));
    let addressed = evidence.entity_id;
    if addressed.is_empty() {
        return skipped("the path ends without an id");
    }
    let returned = match lookup(entity, name) {
        None | Some(Value::Null) => return skipped("the answer shows no id"),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    if returned == addressed || is_same_guid(&returned, addressed) {
        return Ok(Vec::new());
    }
    let message = format!("the answer has the id `{returned}`, the URL addresses `{addressed}`");
    let seen = Observation::at(pointer(name), "other-id", message).expected_actual(addressed, returned);
    Ok(vec![Observation { line, ..seen }])
}

fn is_same_guid(one: &str, other: &str) -> bool {
    Guid::parse(one).is_some_and(|guid| Guid::parse(other) == Some(guid))
}
