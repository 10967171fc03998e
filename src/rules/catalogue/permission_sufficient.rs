//! `permission-sufficient`: the least privileged documented permission is enough.

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::{NO_TABLE, Row, by, place_of, row_of, steady_answer, why_unrelated};
use crate::rules::{Control, Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped, undecided};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "permission-sufficient",
    level: Level::Must,
    profile: Profile::Page,
    summary: "let in a caller who has the least privileged permission of a row and no other",
    clause: "the page's permission table",
    explain: include_str!("permission_sufficient.md"),
    subjects: &[Subject::Permission],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let Some(identity) = evidence.identity else { return skipped("the caller is the run itself") };
    let row = match row_of(evidence.contract, identity) {
        Some(Row::Supported(row)) => row,
        Some(Row::Unsupported(_)) => return skipped("the page calls this kind of caller not supported"),
        None => return skipped(NO_TABLE),
    };
    let reads = evidence.exchange.request.method == "GET";
    if reads && !row.permissions.iter().all(|name| may_read(name)) {
        return skipped("the permission does not say that it lets anybody read");
    }
    let status = steady_answer(evidence)?.status;
    match status {
        200..=299 => decide(None),
        _ if evidence.control == Control::Refused => undecided("the control beside it was not accepted"),
        401 => undecided("the token of the caller is not accepted; it may be over"),
        403 | 404 => {
            let enough = row.permissions.join(" or ");
            let message = format!("{}, for which {enough} is enough, is refused with {status}", by(evidence, identity));
            decide([Observation::at(place_of(evidence, identity), "refused", message).expected_actual(200, status).line(row.line)])
        }
        _ => undecided(why_unrelated(status).unwrap_or("the request was refused for something else than its caller")),
    }
}

/// Whether the name of a permission says that it covers reads, as in `Things.ReadWrite.All`.
fn may_read(permission: &str) -> bool {
    permission.split('.').any(|part| part.starts_with("Read"))
}
