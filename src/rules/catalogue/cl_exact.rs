//! `cl-exact`: Content-Length is the length of the content.

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::{steady_answer, values};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "cl-exact",
    level: Level::Must,
    profile: Profile::Page,
    summary: "send exactly as many octets as Content-Length says",
    clause: "RFC 9112 §6.3; RFC 9110 §8.6",
    explain: include_str!("cl_exact.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let response = steady_answer(evidence)?;
    if evidence.exchange.request.method == "HEAD" || matches!(response.status, 204 | 304) {
        return skipped("the answer has no content by its kind");
    }
    if values(&response.headers, "transfer-encoding").next().is_some() {
        return skipped("the content is delimited by its transfer coding");
    }
    // Equal repetitions, in one field or several, are tolerated by RFC 9112 §6.3.
    let mut stated: Vec<&str> =
        values(&response.headers, "content-length").flat_map(|value| value.split(',')).map(str::trim).collect();
    stated.dedup();
    let place = "header:content-length";
    let received = response.octets_received;
    let (cause, message) = match stated.as_slice() {
        [] => return skipped("the answer has no Content-Length"),
        [one] if one.is_empty() || !one.bytes().all(|octet| octet.is_ascii_digit()) => {
            ("length-malformed", "the Content-Length is no number".to_owned())
        }
        [one] if one.parse() == Ok(received) => return decide(None),
        [one] => ("length-wrong", format!("the Content-Length is {one}, and {received} octets came")),
        _ => ("lengths-differ", "the answer has two different Content-Lengths".to_owned()),
    };
    decide([Observation::at(place, cause, message).expected_actual(received, stated.join(", "))])
}
