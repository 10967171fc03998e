//! `method-not-allowed`: what the page does not document is not done.

use crate::model::{Level, Observation, Profile, Resource};
use crate::rules::wire::{METHOD_CLASSES, place_with_class, steady_answer, why_unrelated};
use crate::rules::{Control, Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped, undecided};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "method-not-allowed",
    level: Level::Should,
    profile: Profile::Page,
    summary: "refuse methods that the page does not document for the path",
    clause: "the page's HTTP Request section; RFC 9110 §15.5.6",
    explain: include_str!("method_not_allowed.md"),
    subjects: &[Subject::Write],
    judge: |evidence| settle(judge(evidence)),
};

/// Statuses that show the refusal.
const EXPECTED: &[u16] = &[405, 404, 400, 501];

fn judge(evidence: &Evidence<'_>) -> Decision {
    if !evidence.input.class().is_some_and(|class| METHOD_CLASSES.contains(&class)) {
        return skipped("the request uses the documented method and path");
    }
    let method = evidence.exchange.request.method.as_str();
    if matches!(method, "GET" | "HEAD" | "OPTIONS" | "TRACE") {
        return skipped("a safe method changes nothing");
    }
    if is_documented(evidence, method) {
        return skipped("the page documents this method for this path");
    }
    let status = steady_answer(evidence)?.status;
    let line = evidence.contract.operation.line;
    let place = place_with_class(evidence.input, "method");
    let seen = |cause, message| Observation::at(place, cause, message).expected_actual(EXPECTED, status).line(line);
    match status {
        200..=299 => decide([seen("accepted", format!("an undocumented {method} is answered {status}"))]),
        _ if evidence.control == Control::Refused => undecided("the control beside it was not accepted"),
        _ if EXPECTED.contains(&status) => decide(None),
        _ => match why_unrelated(status) {
            Some(reason) => undecided(reason),
            None => decide([seen("unexpected-refusal-status", format!("an undocumented {method} is refused with {status}"))]),
        },
    }
}

fn is_documented(evidence: &Evidence<'_>, method: &str) -> bool {
    let operation = &evidence.contract.operation;
    let paths = || std::iter::once(&operation.path).chain(&operation.alternatives);
    operation.method == method
        && match evidence.input.resource {
            Resource::Collection => operation.path.collection().is_some_and(|own| paths().any(|path| *path == own)),
            _ => true,
        }
}
