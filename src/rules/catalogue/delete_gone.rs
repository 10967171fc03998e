//! `delete-gone`: what was deleted is no longer there.

use crate::model::{Level, Observation, Profile, SiblingRole};
use crate::rules::judging::{Decision, decide, settle, skipped, undecided};
use crate::rules::lifecycle::performed;
use crate::rules::{Control, Evidence, Rule, Subject};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "delete-gone",
    level: Level::Must,
    profile: Profile::Page,
    summary: "no longer show an object after answering that it is deleted",
    clause: "the delete page; OData 4.01 Protocol §11.4.5; RFC 9110 §9.3.5",
    explain: include_str!("delete_gone.md"),
    subjects: &[Subject::Delete],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let delete = performed(evidence, SiblingRole::Delete)?;
    match evidence.response().map(|response| response.status) {
        Some(202) => return skipped("the delete is accepted for later"),
        Some(200..=299) => {}
        _ => return skipped("nothing was deleted"),
    }
    if evidence.control == Control::Refused {
        return undecided("the target gave no answer to a read of it");
    }
    let message = format!("a read still shows the object `{}` after its delete", evidence.entity_id);
    let seen = Observation::at("body", "still-there", message).expected_actual("404 or 410", "the object");
    decide(evidence.after.map(|_| seen.line(delete.operation.line).on(&delete.page)))
}
