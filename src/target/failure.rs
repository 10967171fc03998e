//! What the client library says, in our words.

use std::error::Error;
use std::time::Duration;

use crate::model::TransportFailure;

/// Classifies an error of the client library.
pub(super) fn classify(error: &reqwest::Error, waited: Duration) -> TransportFailure {
    let detail = innermost(error);
    if error.is_timeout() {
        TransportFailure::Timeout { after_ms: u64::try_from(waited.as_millis()).unwrap_or(u64::MAX) }
    } else if error.is_connect() || error.is_builder() {
        TransportFailure::Unreachable { detail }
    } else if is_malformed(error) {
        TransportFailure::Malformed { detail }
    } else {
        TransportFailure::Closed { detail }
    }
}

/// Whether the octets that came are not HTTP, as opposed to too few of them.
fn is_malformed(error: &reqwest::Error) -> bool {
    chain(error).any(|text| {
        [
            "invalid HTTP",
            "invalid content-length",
            "invalid chunk",
            "Invalid chunk",
            "message head is too large",
            "parse",
        ]
        .iter()
        .any(|sign| text.contains(sign))
    })
}

/// The last cause: what really happened.
pub(super) fn innermost(error: &reqwest::Error) -> String {
    chain(error).last().unwrap_or_else(|| error.to_string())
}

fn chain(error: &reqwest::Error) -> impl Iterator<Item = String> {
    let first: &(dyn Error + 'static) = error;
    std::iter::successors(Some(first), |error: &&(dyn Error + 'static)| (**error).source()).map(ToString::to_string)
}
