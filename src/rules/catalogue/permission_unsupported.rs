//! `permission-unsupported`: a kind of caller that the page calls not supported.

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::{Row, by, place_of, row_of, steady_answer};
use crate::rules::{Control, Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped, undecided};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "permission-unsupported",
    level: Level::May,
    profile: Profile::Page,
    summary: "refuse a kind of caller that the page calls not supported",
    clause: "the page's permission table",
    explain: include_str!("permission_unsupported.md"),
    subjects: &[Subject::Permission],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let Some(identity) = evidence.identity else { return skipped("the caller is the run itself") };
    let Some(Row::Unsupported(row)) = row_of(evidence.contract, identity) else {
        return skipped("the page does not call this kind of caller not supported");
    };
    let status = steady_answer(evidence)?.status;
    match status {
        200..=299 => {
            let message = format!("{}, which the page calls not supported, works", by(evidence, identity));
            decide([Observation::at(place_of(evidence, identity), "works", message).expected_actual(403, status).line(row.line)])
        }
        _ if evidence.control == Control::Refused => undecided("the control beside it was not accepted"),
        401 | 403 | 404 => decide(None),
        _ => undecided("the request was refused for something else than its caller"),
    }
}
