//! `echo-sent`: the answer shows what was sent.

use crate::model::{Judgement, Level, Observation, Profile};
use crate::rules::entity::{accepted_update, answered_entity, asks_for_little, differences, expectations};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "echo-sent",
    level: Level::Must,
    profile: Profile::Page,
    summary: "return each sent property with an equal value",
    clause: "the page's Response section: the updated object; OData 4.01 Protocol §11.4.3, §11.4.1.5",
    explain: include_str!("echo_sent.md"),
    subjects: &[Subject::Write],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    accepted_update(evidence)?;
    let entity = answered_entity(evidence)?;
    if asks_for_little(evidence) {
        return skipped("the caller asked for less than the whole entity");
    }
    Ok(differences(&expectations(evidence)?, entity, evidence.before))
}
