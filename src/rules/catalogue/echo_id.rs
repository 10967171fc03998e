//! `echo-id`: the entity keeps its id.

use serde_json::Value;

use crate::model::{Access, Judgement, Level, Observation, Profile};
use crate::rules::entity::{answered_entity, asks_for_little, documented, lookup};
use crate::rules::{Evidence, Rule, Subject};
use crate::value::Guid;
use crate::rules::judging::{pointer, settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "echo-id",
    level: Level::Must,
    profile: Profile::Page,
    summary: "return the id of the entity that the URL addresses",
    clause: "OData 4.01 Protocol §11.4.3; CSDL XML 4.01 §6.5",
    explain: include_str!("echo_id.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    let entity = answered_entity(evidence)?;
    let key = documented(evidence.contract).find(|property| property.access == Access::Key);
    let (name, line) = key.map_or(("id", None), |property| (property.name.as_str(), Some(property.line)));
    let addressed = evidence.entity_id;
    let returned = match lookup(entity, name) {
        None if is_lost(evidence, name) => {
            let message = format!("`{name}` is missing, although a read right after the write shows it");
            let seen = Observation::at(pointer(name), "missing", message).level(Level::Should);
            return Ok(vec![Observation { line, ..seen }]);
        }
        None => return skipped("the answer shows no id"),
        Some(_) if addressed.is_empty() => return skipped("the path ends without an id"),
        Some(Value::Null) => {
            let seen = Observation::at(pointer(name), "null", format!("`{name}` is null, which a key never is"));
            return Ok(vec![Observation { line, ..seen.expected_actual(addressed, Value::Null) }]);
        }
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

/// Whether the answer to an update leaves out the key that a read shows.
fn is_lost(evidence: &Evidence<'_>, name: &str) -> bool {
    let is_shown = evidence.after.and_then(|state| lookup(state, name)).is_some_and(|value| !value.is_null());
    evidence.subject == Subject::Write && is_shown && !asks_for_little(evidence)
}

fn is_same_guid(one: &str, other: &str) -> bool {
    Guid::parse(one).is_some_and(|guid| Guid::parse(other) == Some(guid))
}
