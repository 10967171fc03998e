//! `odata-type`: `@odata.type` names the documented type.

use serde_json::Value;

use crate::model::{Judgement, Level, Observation, Profile};
use crate::rules::entity::answered_entity;
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{settle, skipped};

const PLACE: &str = "/@odata.type";

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "odata-type",
    level: Level::Should,
    profile: Profile::Page,
    summary: "name the documented type, or one derived from it, in `@odata.type`",
    clause: "OData JSON Format 4.01 §4.5.3",
    explain: include_str!("odata_type.md"),
    subjects: &[Subject::Write, Subject::Read, Subject::Create],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    let entity = answered_entity(evidence)?;
    let Some(documented) = evidence.contract.entity_type.as_deref() else {
        return skipped("the page names no entity type");
    };
    let Some(value) = entity.get("@odata.type").or_else(|| entity.get("@type")) else {
        return skipped("the answer names no type");
    };
    let (cause, message) = match value {
        Value::String(text) if type_name(text) == documented => return Ok(Vec::new()),
        Value::String(text) => ("other-type", format!("the answer names the type `{}`", type_name(text))),
        _ => ("not-a-text", "`@odata.type` is no text".to_owned()),
    };
    let seen = Observation::at(PLACE, cause, message).expected_actual(format!("#{documented}"), value.clone());
    // The entity may be of a derived type, and then it was so before: pages do not list derived types.
    let may_be_derived = evidence.before.is_some_and(|before| before.get("@odata.type") == Some(value));
    Ok(vec![match () {
        () if may_be_derived && value.is_string() => seen.level(Level::May),
        () if evidence.strict => seen.level(Level::Must),
        () => seen,
    }])
}

/// The qualified name in `#name`, `name` or `https://host/$metadata#name`.
fn type_name(text: &str) -> &str {
    text.rsplit_once('#').map_or(text, |(_, name)| name)
}
