//! Which sibling an exchange performs.

use crate::model::{Judgement, Sibling, SiblingRole};
use crate::rules::Evidence;
use crate::rules::judging::skipped;

/// The action that the exchange performs, by the end of its URL.
///
/// # Errors
/// Skipped when no page documents it.
pub fn performed_action<'a>(evidence: &Evidence<'a>) -> Result<&'a Sibling, Judgement> {
    let last = |path: &str| path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    let called = last(&evidence.exchange.request.url);
    let is_it = |sibling: &&Sibling| sibling.role == SiblingRole::Action && last(&sibling.operation.path.0) == called;
    evidence.contract.siblings.iter().find(is_it).map_or_else(|| skipped("no page documents this operation"), Ok)
}

/// The sibling that the exchange performs, when its page is known.
///
/// # Errors
/// Skipped when no page documents it.
pub fn performed<'a>(evidence: &Evidence<'a>, role: SiblingRole) -> Result<&'a Sibling, Judgement> {
    evidence.contract.sibling(role).map_or_else(|| skipped("no page documents this operation"), Ok)
}
