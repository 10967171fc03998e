//! `odata-context`: `@odata.context` is a URL.

use crate::model::{Judgement, Level, Observation, Profile};
use crate::rules::entity::answered_entity;
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "odata-context",
    level: Level::May,
    profile: Profile::StrictOdata,
    summary: "give `@odata.context` as text, when it gives it",
    clause: "OData JSON Format 4.01 §4.5.1",
    explain: include_str!("odata_context.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    let entity = answered_entity(evidence)?;
    match entity.get("@odata.context").or_else(|| entity.get("@context")) {
        None => skipped("the answer has no context"),
        Some(context) if context.as_str().is_some_and(|text| !text.trim().is_empty()) => Ok(Vec::new()),
        Some(context) => {
            let seen = Observation::at("/@odata.context", "not-a-url", "the context is no URL");
            Ok(vec![seen.expected_actual("a URL, absolute or relative", context.clone())])
        }
    }
}
