//! `create-echo`: a create answers the new object with what was sent and the key.

use serde_json::{Map, Value};

use crate::model::{Access, Level, Observation, Profile, Sibling, SiblingRole};
use crate::rules::entity::{answered_entity, differences, documented, expectations, lookup};
use crate::rules::judging::{Decision, decide, pointer, settle, skipped};
use crate::rules::lifecycle::performed;
use crate::rules::{Evidence, Rule, Subject};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "create-echo",
    level: Level::Must,
    profile: Profile::Page,
    summary: "answer a create with the new object: its key, and each sent property with an equal value",
    clause: "the create page's Response section; OData 4.01 Protocol §11.4.2",
    explain: include_str!("create_echo.md"),
    subjects: &[Subject::Create],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let create = performed(evidence, SiblingRole::Create)?;
    match evidence.response().map(|response| response.status) {
        Some(202 | 204) => return skipped("the answer need not show the object"),
        Some(200..=299) => {}
        _ => return skipped("nothing was created"),
    }
    let Ok(entity) = answered_entity(evidence) else {
        let seen = Observation::at("body", "not-an-object", "the answer to a create shows no object");
        return decide([seen.line(create.operation.line).on(&create.page)]);
    };
    let echoed = expectations(evidence).map(|sent| differences(&sent, entity, None)).unwrap_or_default();
    decide(keyless(evidence, create, entity).into_iter().chain(echoed))
}

/// The key is missing: nobody can address what was created.
fn keyless(evidence: &Evidence<'_>, create: &Sibling, entity: &Map<String, Value>) -> Option<Observation> {
    let key = documented(evidence.contract).find(|property| property.access == Access::Key);
    let name = key.map_or("id", |property| property.name.as_str());
    let is_there = lookup(entity, name).is_some_and(|value| !value.is_null());
    let message = format!("`{name}` is missing, so nobody can address what was created");
    let seen = Observation::at(pointer(name), "missing", message).line(create.operation.line).on(&create.page);
    (!is_there).then_some(seen)
}
