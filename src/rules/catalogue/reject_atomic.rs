//! `reject-atomic`: a refused request changes nothing.

use crate::equality::compare;
use crate::model::{Judgement, Level, Observation, Profile, Property};
use crate::rules::entity::{changes, documented, is_volatile, lookup, states};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "reject-atomic",
    level: Level::Must,
    profile: Profile::Page,
    summary: "leave the entity as it was when it answers with an error",
    clause: "OData 4.01 Protocol §9.2; RFC 5789 §2",
    explain: include_str!("reject_atomic.md"),
    subjects: &[Subject::Write, Subject::Permission],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    let Some(response) = evidence.response() else { return skipped("no answer came") };
    match response.status {
        ..400 => return skipped("the answer is no error"),
        429 | 502..=504 => return Err(Judgement::Undecided("the target was throttling or a gateway failed")),
        400.. => {}
    }
    if evidence.retried {
        return Err(Judgement::Undecided("an earlier attempt without an answer may have been applied"));
    }
    let states = states(evidence)?;
    let sent = &evidence.input.patch;
    let level = |property: &Property| {
        let is_own = is_volatile(property) && !sent.contains_key(&property.name);
        is_own.then_some(Level::Should)
    };
    let words = |property: &Property| {
        let now = lookup(states.1, &property.name);
        let applied = sent.get(&property.name).is_some_and(|sent| compare(&property.value_type, sent, now).is_silent());
        let (cause, what) = if applied { ("applied", "has the sent value") } else { ("changed", "has another value") };
        (cause, format!("the request was refused with {} and `{}` {what} now", response.status, property.name))
    };
    Ok(changes(documented(evidence.contract), states, level, words))
}
