//! Valid requests that state a preference.

use super::{Preferences, unrouted, why_refusable, why_unrelated};
use crate::model::{Judgement, Strength};
use crate::rules::Evidence;
use crate::rules::judging::{skipped, undecided};

/// The preferences of a valid request.
///
/// # Errors
/// Skipped when the request is not valid, states none, or has no route.
pub fn preferring(evidence: &Evidence<'_>) -> Result<Preferences, Judgement> {
    if !matches!(evidence.input.strength, Strength::Valid | Strength::MustAccept) {
        return skipped("the input is no valid patch");
    }
    if unrouted(evidence).is_some() {
        return skipped("the endpoint is not routed; route-exists judges that");
    }
    Preferences::of(&evidence.exchange.request).map_or_else(|| skipped("the request states no preference"), Ok)
}

/// Whether the target refused the request, and only its preference can be the reason.
///
/// # Errors
/// Undecided when the refusal may have another reason.
pub fn refused_for_preference(evidence: &Evidence<'_>, status: u16) -> Result<bool, Judgement> {
    if (200..300).contains(&status) {
        return Ok(false);
    }
    if let Some(reason) = why_unrelated(status) {
        return undecided(reason);
    }
    match why_refusable(evidence.contract, &evidence.input.patch) {
        Some(_) => undecided("the patch may be refused for its values"),
        None => Ok(true),
    }
}
