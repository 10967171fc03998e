//! Which refusals say nothing about the fault that was sent.

use super::TRANSIENT;

/// Classes judged by `auth-required`.
pub const AUTHENTICATION_CLASSES: &[&str] = &["A01", "A02", "A03"];
/// Classes judged by `unknown-id-rejected`.
pub const UNKNOWN_ID_CLASSES: &[&str] = &["P01", "P02"];
/// Classes judged by `method-not-allowed`.
pub const METHOD_CLASSES: &[&str] = &["P03", "P04"];
/// Classes judged by `etag-412`.
pub const PRECONDITION_CLASSES: &[&str] = &["H07", "H08"];

/// Why a status refuses something else than the fault of the request: the caller, the entity, the moment.
///
/// `None` for every status that may be an answer to the fault.
#[must_use]
pub fn why_unrelated(status: u16) -> Option<&'static str> {
    match status {
        401..=403 => Some("the target refused the caller, which says nothing of the request"),
        404 | 410 => Some("the target did not find the entity, which says nothing of the request"),
        408 | 423 => Some("the target could not serve the request at this moment"),
        412 | 428 => Some("the target requires If-Match"),
        429 | 502..=504 => Some(TRANSIENT),
        500..=599 => Some("the target failed; status-5xx judges that"),
        300..=399 => Some("the target redirected the request; give the address it redirects to"),
        _ => None,
    }
}
