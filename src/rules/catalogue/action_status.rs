//! `action-status`: an action is answered as its page says.

use crate::model::{Level, Profile};
use crate::rules::judging::{Decision, settle, skipped};
use crate::rules::lifecycle::{documented_status, performed_action};
use crate::rules::wire::steady_answer;
use crate::rules::{Evidence, Rule, Subject};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "action-status",
    level: Level::Must,
    profile: Profile::Page,
    summary: "answer a documented action that is done with the status that its page documents",
    clause: "the action page's Response section; OData 4.01 Protocol §11.5.5",
    explain: include_str!("action_status.md"),
    subjects: &[Subject::Action],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let action = performed_action(evidence)?;
    if steady_answer(evidence)?.status >= 400 {
        return skipped("the action is refused, as the state of the object may demand");
    }
    documented_status(evidence, action, &[200, 204], "action")
}
