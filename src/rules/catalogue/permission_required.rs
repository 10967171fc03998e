//! `permission-required`: who has none of the permissions is refused.

use crate::model::{Identity, Level, Observation, Profile};
use crate::rules::wire::{NO_TABLE, by, place_of, steady_answer, why_unrelated};
use crate::rules::{Control, Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped, undecided};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "permission-required",
    level: Level::Must,
    profile: Profile::Page,
    summary: "refuse a caller who has none of the documented permissions with 403",
    clause: "the page's permission table; Microsoft REST API Guidelines for Graph, error responses; RFC 9110 §15.5.4",
    explain: include_str!("permission_required.md"),
    subjects: &[Subject::Permission],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let Some(identity) = evidence.identity.filter(|identity| *identity == Identity::WithoutPermission) else {
        return skipped("the caller has a permission");
    };
    let Some(row) = evidence.contract.permissions.iter().find(|row| !row.permissions.is_empty()) else {
        return skipped(NO_TABLE);
    };
    let status = steady_answer(evidence)?.status;
    match status {
        _ if evidence.control == Control::Refused => undecided("the control beside it was not accepted"),
        200..=299 => {
            let message = format!("{}, who has none of the permissions, is accepted with {status}", by(evidence, identity));
            let seen = Observation::at(place_of(evidence, identity), "accepted", message).expected_actual(403, status);
            decide([Observation { level: level(evidence), ..seen.line(row.line) }])
        }
        401 | 403 | 404 => decide(None),
        _ => undecided(why_unrelated(status).unwrap_or("the request was refused for something else than its caller")),
    }
}

/// The table is about the update; who may read is said by the page of the read.
fn level(evidence: &Evidence<'_>) -> Option<Level> {
    (evidence.exchange.request.method == "GET").then_some(Level::Should)
}
