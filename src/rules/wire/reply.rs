//! The answer that a rule may judge.

use crate::model::{Judgement, Response};
use crate::rules::Evidence;
use crate::rules::judging::{skipped, undecided};

/// Why an answer of a throttling target, or of a gateway before it, says nothing of the target.
pub const TRANSIENT: &str = "the target was throttling or a gateway failed";

/// The answer, whatever its status.
///
/// # Errors
/// Skipped when none came; the rule `answer-given` judges that.
pub fn answer<'a>(evidence: &Evidence<'a>) -> Result<&'a Response, Judgement> {
    evidence.response().map_or_else(|| skipped("no answer came"), Ok)
}

/// The answer, when the target itself gave it and had the capacity to.
///
/// # Errors
/// Skipped when none came, undecided when the status is 429, 502, 503 or 504.
pub fn steady_answer<'a>(evidence: &Evidence<'a>) -> Result<&'a Response, Judgement> {
    let response = answer(evidence)?;
    if is_transient(response.status) { undecided(TRANSIENT) } else { Ok(response) }
}

/// Whether the status says "not now" rather than anything about the request.
#[must_use]
pub fn is_transient(status: u16) -> bool {
    matches!(status, 429 | 502 | 503 | 504)
}

/// Whether the answer carries content: not a reply to HEAD, not 204 or 304, and not empty (RFC 9110 6.4.1).
#[must_use]
pub fn has_content(evidence: &Evidence<'_>, response: &Response) -> bool {
    evidence.exchange.request.method != "HEAD" && !matches!(response.status, 204 | 304) && response.body.octets > 0
}
