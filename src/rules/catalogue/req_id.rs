//! `req-id`: an answer can be found in the service's logs.

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::{steady_answer, values};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "req-id",
    level: Level::May,
    profile: Profile::Page,
    summary: "name each answer by request-id and echo the client's own id",
    clause: "Microsoft Graph best practices, reliability and support",
    explain: include_str!("req_id.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let response = steady_answer(evidence)?;
    let mut seen = Vec::new();
    if values(&response.headers, "request-id").all(str::is_empty) {
        let message = "the answer has no request-id";
        seen.push(Observation::at("header:request-id", "request-id-missing", message).expected_actual("an id", "none"));
    }
    let sent = values(&evidence.exchange.request.headers, "client-request-id").next();
    let echoed = values(&response.headers, "client-request-id").next();
    let at = |cause, message: &str| Observation::at("header:client-request-id", cause, message);
    match (sent, echoed) {
        (Some(sent), None) => {
            let message = "the answer does not echo the client-request-id";
            seen.push(at("client-request-id-missing", message).expected_actual(sent, "none"));
        }
        (Some(sent), Some(echoed)) if !sent.eq_ignore_ascii_case(echoed) => {
            let message = "the client-request-id of the answer is not the one sent";
            seen.push(at("other-client-request-id", message).expected_actual(sent, echoed));
        }
        _ => {}
    }
    decide(seen)
}
