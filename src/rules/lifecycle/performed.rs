//! Which sibling an exchange performs.

use crate::model::{Judgement, Sibling, SiblingRole};
use crate::rules::Evidence;
use crate::rules::judging::skipped;

/// The sibling that the exchange performs, when its page is known.
///
/// # Errors
/// Skipped when no page documents it.
pub fn performed<'a>(evidence: &Evidence<'a>, role: SiblingRole) -> Result<&'a Sibling, Judgement> {
    evidence.contract.sibling(role).map_or_else(|| skipped("no page documents this operation"), Ok)
}
