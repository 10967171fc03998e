//! `http-framing`: what comes on the wire is one message of HTTP/1.1.

use crate::model::{Level, Observation, Profile, Response, WireFacts};
use crate::rules::judging::{Decision, decide, settle, skipped};
use crate::rules::wire::{steady_answer, values};
use crate::rules::{Evidence, Rule, Subject};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "http-framing",
    level: Level::Must,
    profile: Profile::Page,
    summary: "send each answer as one well-formed HTTP/1.1 message and nothing behind it",
    clause: "RFC 9112 §2 to §7; RFC 9110 §5",
    explain: include_str!("http_framing.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

/// Deviations by the name that the reader of the octets gives them: place, sentence, level.
const DEVIATIONS: &[(&str, &str, &str, Level)] = &[
    ("bare-line-feed", "head", "a line ends with a line feed alone", Level::Should),
    ("chunk-end", "body", "a chunk is longer or shorter than its size", Level::Must),
    ("chunk-size", "body", "the size of a chunk is no hexadecimal number", Level::Must),
    ("coding-in-http-1.0", "header:transfer-encoding", "an HTTP/1.0 answer has a transfer coding", Level::Must),
    ("field-name", "head", "the name of a header field is no token", Level::Must),
    ("field-value", "head", "the value of a header field holds a control character", Level::Must),
    ("field-without-colon", "head", "a line of the header has no colon", Level::Must),
    ("folded-field", "head", "a header field goes on in a second line", Level::Must),
    ("no-space-after-status", "head", "the status line has no space behind the status", Level::Should),
    ("reason-phrase", "head", "the status line holds a control character", Level::Must),
    ("space-before-colon", "head", "a header field has a blank before its colon", Level::Must),
    ("transfer-coding", "header:transfer-encoding", "the answer has a transfer coding that nobody offered", Level::Must),
    ("version", "head", "the status line names a version of HTTP that was not spoken", Level::Must),
];

fn judge(evidence: &Evidence<'_>) -> Decision {
    let response = steady_answer(evidence)?;
    let Some(wire) = &response.wire else { return skipped("the octets of the answer were not watched") };
    let named = |name: &String| DEVIATIONS.iter().find(|(known, ..)| known == name);
    let deviations = wire.irregularities.iter().filter_map(named);
    let seen = deviations.map(|(name, place, message, level)| Observation::at(*place, name, *message).level(*level));
    let is_head = evidence.exchange.request.method == "HEAD";
    decide(seen.chain(surplus(response, wire, is_head)).chain(missing(response, wire)))
}

/// Octets behind a message whose end no length tells; `cl-exact`, `head-empty` and `body-empty-204` judge the others.
fn surplus(response: &Response, wire: &WireFacts, is_head: bool) -> Option<Observation> {
    let octets = wire.surplus_octets;
    let is_judged_here = !is_head && (response.status == 304 || (response.status != 204 && is_coded(response)));
    (octets > 0 && is_judged_here).then(|| {
        let message = format!("{octets} octets follow the end of the message");
        Observation::at("body", "surplus", message).expected_actual(0, octets)
    })
}

/// A message in chunks that lacks its end.
fn missing(response: &Response, wire: &WireFacts) -> Option<Observation> {
    (wire.missing_octets > 0 && is_coded(response))
        .then(|| Observation::at("body", "last-chunk-missing", "the connection ends before the last chunk"))
}

fn is_coded(response: &Response) -> bool {
    values(&response.headers, "transfer-encoding").next().is_some()
}
