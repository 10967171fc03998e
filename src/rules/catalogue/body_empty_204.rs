//! `body-empty-204`: 204 is empty.

use crate::model::{Judgement, Level, Observation, Profile};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "body-empty-204",
    level: Level::Must,
    profile: Profile::Page,
    summary: "send a 204 answer without content, Content-Length and Transfer-Encoding",
    clause: "RFC 9110 §8.6, §15.3.5; RFC 9112 §6.1",
    explain: include_str!("body_empty_204.md"),
    subjects: &[Subject::Write, Subject::Read, Subject::Delete, Subject::Action],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    let Some(response) = evidence.response() else { return skipped("no answer came") };
    if response.status != 204 {
        return skipped("the status is not 204");
    }
    let mut seen = Vec::new();
    let octets = response.octets_received.max(response.body.octets);
    if octets > 0 {
        let message = format!("a 204 answer carries {octets} octets of content");
        seen.push(Observation::at("body", "content", message).expected_actual(0, octets));
    }
    for name in ["content-length", "transfer-encoding"] {
        if let Some(value) = response.header(name) {
            let message = format!("a 204 answer carries the header field {name}");
            let place = format!("header:{name}");
            seen.push(Observation::at(place, "framing", message).expected_actual("no such field", value));
        }
    }
    Ok(seen)
}
