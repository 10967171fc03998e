//! The state before and after.

use crate::model::Judgement;
use crate::rules::judging::skipped;
use crate::rules::{Evidence, States};

/// The state of the entity before and after the write.
///
/// # Errors
/// Skipped when a read is missing.
pub fn states<'a>(evidence: &Evidence<'a>) -> Result<States<'a>, Judgement> {
    match (evidence.before, evidence.after) {
        (Some(before), Some(after)) => Ok((before, after)),
        (None, _) => skipped("no state was read before the write"),
        (_, None) => skipped("no state was read after the write"),
    }
}
