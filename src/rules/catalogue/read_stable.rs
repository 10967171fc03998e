//! `read-stable`: reads without a write between them show the same.

use crate::model::{InputBody, Judgement, Level, Observation, Profile, Property, Resource, Strength};
use crate::rules::entity::{changes, documented, is_volatile, states};
use crate::rules::judging::{settle, skipped};
use crate::rules::{Evidence, Rule, States, Subject};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "read-stable",
    level: Level::Must,
    profile: Profile::Page,
    summary: "show the same in two reads without a write between them",
    clause: "RFC 9110 §9.2.1 (GET is safe); OData 4.01 Protocol §11.2",
    explain: include_str!("read_stable.md"),
    subjects: &[Subject::Write],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    let input = evidence.input;
    let safe = matches!(input.method.as_str(), "GET" | "HEAD") && input.body == InputBody::None;
    if !safe || input.resource != Resource::Entity {
        return skipped("the request is no plain read");
    }
    let (before, after) = states(evidence)?;
    if input.method == "HEAD" {
        return Ok(moved(evidence, (before, after)));
    }
    if input.strength != Strength::Valid {
        return skipped("the request is no plain read");
    }
    if evidence.response().is_none_or(|response| response.status != 200) {
        return skipped("the read shows no entity");
    }
    let Some(shown) = evidence.json.and_then(serde_json::Value::as_object) else {
        return skipped("the read shows no entity");
    };
    let seen = moved(evidence, (before, shown));
    Ok(if seen.is_empty() { moved(evidence, (shown, after)) } else { seen })
}

/// What differs between two reads. Somebody else may write to a live target, and a target may move times and read-only
/// properties by itself.
fn moved(evidence: &Evidence<'_>, states: States<'_>) -> Vec<Observation> {
    let level = |property: &Property| (evidence.live || is_volatile(property)).then_some(Level::Should);
    let words = |property: &Property| {
        ("changed", format!("`{}` reads differently, though nothing was written", property.name))
    };
    changes(documented(evidence.contract), states, level, words)
}
