//! `cl-te`: an answer has one length.

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::{steady_answer, values};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "cl-te",
    level: Level::Must,
    profile: Profile::Page,
    summary: "not send Content-Length together with Transfer-Encoding",
    clause: "RFC 9112 §6.2",
    explain: include_str!("cl_te.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let response = steady_answer(evidence)?;
    let first = |name| values(&response.headers, name).next();
    decide(first("content-length").zip(first("transfer-encoding")).map(|(length, coding)| {
        let message = "the answer has both Content-Length and Transfer-Encoding";
        let both = format!("content-length: {length}; transfer-encoding: {coding}");
        Observation::at("header:content-length", "two-lengths", message).expected_actual("one of the two", both)
    }))
}
