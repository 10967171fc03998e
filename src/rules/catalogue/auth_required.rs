//! `auth-required`: without a valid token nothing is done.

use crate::model::{Contract, Level, Observation, Profile};
use crate::rules::wire::{AUTHENTICATION_CLASSES, place_with_class, steady_answer};
use crate::rules::{Control, Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped, undecided};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "auth-required",
    level: Level::Must,
    profile: Profile::Page,
    summary: "refuse a request without a valid Bearer token with 401",
    clause: "the page's request headers; RFC 9110 §15.5.2; RFC 6750 §3.1",
    explain: include_str!("auth_required.md"),
    subjects: &[Subject::Write],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let Some(class) = evidence.input.class().filter(|class| AUTHENTICATION_CLASSES.contains(class)) else {
        return skipped("the input has a valid token");
    };
    let Some(line) = promise(evidence.contract) else { return skipped("the page asks for no Authorization") };
    let status = steady_answer(evidence)?.status;
    let place = place_with_class(evidence.input, "header:authorization");
    let seen = |cause, message| Observation::at(place, cause, message).expected_actual(401, status).line(line);
    match status {
        200..=299 => decide([seen("accepted", format!("a request without a valid token is accepted with {status}"))]),
        500..=599 => undecided("the target failed; status-5xx judges that"),
        _ if evidence.control == Control::Refused => undecided("the control beside it was not accepted"),
        401 => decide(None),
        400 if class == "A02" => decide(None),
        _ => {
            let message = format!("a request without a valid token is answered {status} instead of 401");
            decide([seen("unexpected-refusal-status", message).level(Level::Should)])
        }
    }
}

/// Line of the row that asks for a token: the header, or a permission that only a token can carry.
fn promise(contract: &Contract) -> Option<u32> {
    let header = contract.headers.iter().find(|row| row.name == "authorization" && row.required).map(|row| row.line);
    header.or_else(|| contract.permissions.iter().find(|row| !row.permissions.is_empty()).map(|row| row.line))
}
