//! `create-readable`: what was created can be read, with what was sent.

use crate::model::{Level, Observation, Profile, SiblingRole};
use crate::rules::entity::{differences, expectations};
use crate::rules::judging::{Decision, decide, settle, skipped, undecided};
use crate::rules::lifecycle::performed;
use crate::rules::{Control, Evidence, Rule, Subject};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "create-readable",
    level: Level::Must,
    profile: Profile::Page,
    summary: "show a created object, with what was sent, to a read of its own URL",
    clause: "OData 4.01 Protocol §11.4.2, §11.2.2",
    explain: include_str!("create_readable.md"),
    subjects: &[Subject::Create],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let create = performed(evidence, SiblingRole::Create)?;
    match evidence.response().map(|response| response.status) {
        Some(202) => return skipped("the create is accepted for later"),
        Some(200..=299) if !evidence.entity_id.is_empty() => {}
        Some(200..=299) => return skipped("the answer names no id to read"),
        _ => return skipped("nothing was created"),
    }
    if evidence.control == Control::Refused {
        return undecided("the target gave no answer to a read of it");
    }
    let Some(after) = evidence.after else {
        let message = format!("a read of the created object `{}` does not find it", evidence.entity_id);
        let seen = Observation::at("body", "not-found", message).expected_actual("the object", "nothing");
        return decide([seen.line(create.operation.line).on(&create.page)]);
    };
    decide(differences(&expectations(evidence)?, after, None))
}
