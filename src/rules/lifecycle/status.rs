//! The status of a sibling against its page.

use crate::model::{Observation, Sibling};
use crate::rules::Evidence;
use crate::rules::judging::{Decision, decide, undecided};
use crate::rules::wire::{steady_answer, why_unrelated};

/// Whether the status is one that the sibling's page documents, or `usual` where the page documents none; `what` names
/// the operation in messages.
///
/// # Errors
/// Undecided for a refusal that says nothing of the operation.
pub fn documented_status(evidence: &Evidence<'_>, sibling: &Sibling, usual: &[u16], what: &str) -> Decision {
    let status = steady_answer(evidence)?.status;
    let documented: Vec<u16> = sibling.success.iter().map(|fact| fact.code).collect();
    let right = if documented.is_empty() { usual.to_vec() } else { documented };
    if right.contains(&status) {
        return decide(None);
    }
    let (cause, message) = match status {
        200..=299 => {
            ("undocumented-success", format!("the {what} is answered {status}, which its page does not document"))
        }
        _ => match why_unrelated(status) {
            Some(reason) => return undecided(reason),
            None => ("refused", format!("the documented {what} is refused with {status}")),
        },
    };
    let line = sibling.success.first().map_or(sibling.operation.line, |fact| fact.line);
    decide([Observation::at("status", cause, message).expected_actual(right, status).line(line).on(&sibling.page)])
}
