//! `schema-extra`: undocumented members are welcome.

use crate::model::{Judgement, Level, Observation, Profile};
use crate::rules::entity::{answered_entity, documented};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "schema-extra",
    level: Level::May,
    profile: Profile::Page,
    summary: "feel free to return members that the page does not document",
    clause: "OData 4.01 Protocol §6.2, §11.4.1.3; OData JSON Format 4.01 §4.5",
    explain: include_str!("schema_extra.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

/// Never broken: the count of answers where it held shows that the freedom was met and respected.
fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    let entity = answered_entity(evidence)?;
    let is_documented = |name: &String| documented(evidence.contract).any(|property| property.name == *name);
    if entity.keys().all(is_documented) {
        return skipped("the answer has no undocumented member");
    }
    Ok(Vec::new())
}
