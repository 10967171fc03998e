//! `head-empty`: an answer to HEAD has no content.

use crate::model::{Judgement, Level, Observation, Profile};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "head-empty",
    level: Level::Must,
    profile: Profile::Page,
    summary: "send no content in an answer to HEAD",
    clause: "RFC 9110 §9.3.2",
    explain: include_str!("head_empty.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    if evidence.exchange.request.method != "HEAD" {
        return skipped("the method is not HEAD");
    }
    let Some(response) = evidence.response() else { return skipped("no answer came") };
    let octets = response.octets_received.max(response.body.octets);
    if octets == 0 {
        return Ok(Vec::new());
    }
    let message = format!("an answer to HEAD carries {octets} octets of content");
    Ok(vec![Observation::at("body", "content", message).expected_actual(0, octets)])
}
