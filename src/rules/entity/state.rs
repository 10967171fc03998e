//! The state before and after.

use serde_json::{Map, Value};

use super::answer::skipped;
use crate::model::Judgement;
use crate::rules::Evidence;

/// The documented and undocumented members before a request, and after it.
pub type States<'a> = (&'a Map<String, Value>, &'a Map<String, Value>);

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
