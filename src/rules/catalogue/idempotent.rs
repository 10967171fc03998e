//! `idempotent`: the same patch again changes nothing.

use crate::equality::compare;
use crate::model::{Access, Judgement, Level, Observation, Profile, Property, Strength};
use crate::rules::entity::{accepted_update, changes, documented, lookup, states};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "idempotent",
    level: Level::Should,
    profile: Profile::Page,
    summary: "keep the documented state when a patch is sent again",
    clause: "OData 4.01 Protocol §11.4.3: a patch sets values",
    explain: include_str!("idempotent.md"),
    subjects: &[Subject::Write],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    accepted_update(evidence)?;
    let input = evidence.input;
    if input.strength != Strength::Valid || input.patch.is_empty() {
        return skipped("the input is no ordinary patch");
    }
    let states = states(evidence)?;
    let holds = |property: &Property| {
        let sent = input.patch.get(&property.name);
        sent.is_none_or(|sent| compare(&property.value_type, sent, lookup(states.0, &property.name)).is_silent())
    };
    let is_judged = |property: &Property| property.access == Access::Updatable;
    if !documented(evidence.contract).filter(|property| is_judged(property)).all(holds) {
        return skipped("the entity did not hold the sent values before");
    }
    // What was not sent and moves is merge-untouched's business.
    let is_sent = |property: &&Property| property.is_updatable() && input.patch.contains_key(&property.name);
    let stable = documented(evidence.contract).filter(is_sent);
    let words = |property: &Property| {
        ("changed", format!("the patch said what was there already, and `{}` has another value now", property.name))
    };
    Ok(changes(stable, states, |_| None, words))
}
