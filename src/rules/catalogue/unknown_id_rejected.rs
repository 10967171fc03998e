//! `unknown-id-rejected`: no entity, no update.

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::{UNKNOWN_ID_CLASSES, place_with_class, steady_answer, values, why_unrelated};
use crate::rules::{Control, Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped, undecided};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "unknown-id-rejected",
    level: Level::Must,
    profile: Profile::Page,
    summary: "refuse the update of an entity that does not exist",
    clause: "OData 4.01 Protocol §8.2.4, §11.4.4; RFC 9110 §13.1.1",
    explain: include_str!("unknown_id_rejected.md"),
    subjects: &[Subject::Write],
    judge: |evidence| settle(judge(evidence)),
};

/// Statuses that show the refusal.
const EXPECTED: &[u16] = &[404, 412, 400, 409, 410, 414];

fn judge(evidence: &Evidence<'_>) -> Decision {
    if !evidence.input.class().is_some_and(|class| UNKNOWN_ID_CLASSES.contains(&class)) {
        return skipped("the request addresses the entity under test");
    }
    let status = steady_answer(evidence)?.status;
    let place = place_with_class(evidence.input, "url");
    let seen = |cause, message| {
        Observation::at(place, cause, message).expected_actual(EXPECTED, status).line(evidence.contract.operation.line)
    };
    // An update that creates is legal where clients choose the keys, unless If-Match forbids it.
    let may_create = status == 201 && values(&evidence.exchange.request.headers, "if-match").next().is_none();
    match status {
        200..=299 if may_create => {
            let message = "an update of an unknown id creates an entity";
            decide([seen("created", message.to_owned()).level(Level::Should)])
        }
        200..=299 => decide([seen("accepted", format!("an update of an unknown id is answered {status}"))]),
        _ if evidence.control == Control::Refused => undecided("the control beside it was not accepted"),
        _ if EXPECTED.contains(&status) => decide(None),
        _ => {
            if let Some(reason) = why_unrelated(status) {
                return undecided(reason);
            }
            let message = format!("an update of an unknown id is refused with {status}");
            decide([seen("unexpected-refusal-status", message).level(Level::Should)])
        }
    }
}
