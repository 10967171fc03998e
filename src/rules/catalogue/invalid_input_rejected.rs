//! `invalid-input-rejected`: what breaks the page's types or the formats is refused.

use crate::model::{Input, Level, Mutation, Observation, Profile, Strength};
use crate::rules::wire::{AUTHENTICATION_CLASSES, METHOD_CLASSES, PRECONDITION_CLASSES, UNKNOWN_ID_CLASSES, header_line, place_with_class, property_line, steady_answer, why_unrelated};
use crate::rules::{Control, Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped, undecided};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "invalid-input-rejected",
    level: Level::Must,
    profile: Profile::Page,
    summary: "refuse a request that breaks a documented type or the format itself",
    clause: "the page's property table; OData JSON Format 4.01 §7.1; RFC 5789 §2.2",
    explain: include_str!("invalid_input_rejected.md"),
    subjects: &[Subject::Write],
    judge: |evidence| settle(judge(evidence)),
};

/// Classes that have a rule of their own.
const JUDGED_ELSEWHERE: [&[&str]; 4] = [AUTHENTICATION_CLASSES, UNKNOWN_ID_CLASSES, METHOD_CLASSES, PRECONDITION_CLASSES];
/// The class of a valid token without the permission: refusing the caller is its point.
const NO_PERMISSION: &str = "A04";

fn judge(evidence: &Evidence<'_>) -> Decision {
    let input = evidence.input;
    let Some(mutation) = &input.mutation else { return skipped("the input has no fault") };
    if JUDGED_ELSEWHERE.iter().any(|classes| classes.contains(&mutation.class.as_str())) {
        return skipped("the class of the input has a rule of its own");
    }
    let level = match input.strength {
        Strength::MustReject => Level::Must,
        Strength::ShouldReject => Level::Should,
        Strength::Valid | Strength::Either | Strength::MustAccept => return skipped("the input may be accepted"),
    };
    let status = steady_answer(evidence)?.status;
    let seen = |cause, message| {
        let at = Observation::at(place_with_class(input, "body"), cause, message);
        Observation { line: promise(evidence, input), ..at.expected_actual(mutation.expect.clone(), status) }
    };
    match status {
        200..=299 => decide([seen("accepted", format!("{} is accepted with {status}", mutation.what)).level(level)]),
        _ if evidence.control == Control::Refused => undecided("the control beside it was not accepted"),
        _ if is_expected(mutation, status) => decide(None),
        _ => {
            if let Some(reason) = why_unrelated(status) {
                return undecided(reason);
            }
            let message = format!("{} is refused with {status}", mutation.what);
            decide([seen("unexpected-refusal-status", message).level(Level::Should)])
        }
    }
}

/// Whether the status shows the refusal: as listed, or by a freedom that every service has.
fn is_expected(mutation: &Mutation, status: u16) -> bool {
    let listed = |wanted: u16| mutation.expect.contains(&wanted);
    match status {
        _ if listed(status) => true,
        // The services' gateways answer 400 where HTTP has a finer status.
        400 => listed(415) || listed(422) || listed(405),
        // Too long or too deep is the target's own limit.
        413 | 414 | 431 => true,
        // A missing permission may be hidden as a missing entity.
        401..=404 => mutation.class == NO_PERMISSION,
        _ => false,
    }
}

/// Line of the property that is broken, else of the request header.
fn promise(evidence: &Evidence<'_>, input: &Input) -> Option<u32> {
    let header = || input.headers.iter().find_map(|(name, _)| header_line(evidence.contract, name));
    property_line(evidence.contract, input).or_else(header)
}
