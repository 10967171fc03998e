//! `status-5xx`: nothing that a client sends makes the target fail.

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::{TRANSIENT, place_with_class, steady_answer};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, undecided};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "status-5xx",
    level: Level::Must,
    profile: Profile::Page,
    summary: "not fail with a 5xx status, whatever the request holds",
    clause: "OData 4.01 Protocol §9.2, §9.3; RFC 9110 §15.6",
    explain: include_str!("status_5xx.md"),
    subjects: &[Subject::Write, Subject::Read, Subject::Create, Subject::Delete, Subject::Action],
    judge: |evidence| settle(judge(evidence)),
};

/// Classes of requests that ask for what a service need not implement.
const MAY_BE_UNIMPLEMENTED: &[&str] = &["P03", "P04", "P05", "head"];

fn judge(evidence: &Evidence<'_>) -> Decision {
    let status = steady_answer(evidence)?.status;
    let written = evidence.subject == Subject::Write;
    let cause = match status {
        501 if written && evidence.input.class().is_some_and(|class| MAY_BE_UNIMPLEMENTED.contains(&class)) => {
            return decide(None);
        }
        507 | 509 | 511 => return undecided(TRANSIENT),
        500 => "internal-server-error",
        501 => "not-implemented",
        505..=599 => "other-server-error",
        _ => return decide(None),
    };
    let place = if written { place_with_class(evidence.input, "status") } else { "status".to_owned() };
    let what = match evidence.input.mutation.as_ref().filter(|_| written) {
        Some(mutation) => format!("a request with {}", mutation.what),
        None if written => "a valid request".to_owned(),
        None => "a read".to_owned(),
    };
    let message = format!("{what} makes the target fail with {status}");
    decide([Observation::at(place, cause, message).expected_actual("2xx, or 4xx for the client's fault", status)])
}
