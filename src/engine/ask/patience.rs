//! When a request is sent again, and after how long.

use std::time::Duration;

use crate::model::{Exchange, Outcome, Role, TransportFailure};

/// Tries of one request when the target throttles.
const THROTTLED_TRIES: u32 = 6;
/// Tries of one request when no whole answer comes: pooled connections may die between two requests.
const BROKEN_TRIES: u32 = 3;
/// First wait without a Retry-After.
const FIRST_WAIT: Duration = Duration::from_millis(200);
/// Longest wait that an answer may ask for.
const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// How long to wait before the same request is sent again; `None` when the exchange stands.
///
/// `attempt` counts from 1.
pub fn wait_before_retry(exchange: &Exchange, attempt: u32, now: jiff::Timestamp) -> Option<Duration> {
    match &exchange.outcome {
        Outcome::Response(response) if is_throttle(response.status) && attempt < THROTTLED_TRIES => {
            let asked = response.header("retry-after").and_then(|value| retry_after(value, now));
            Some(asked.unwrap_or(FIRST_WAIT * 2_u32.pow(attempt - 1)).min(LONGEST_WAIT))
        }
        Outcome::Failure(TransportFailure::Timeout { .. }) if attempt > 1 => None,
        _ if is_broken_off(exchange) && attempt < BROKEN_TRIES => Some(Duration::from_millis(5)),
        _ => None,
    }
}

/// Whether the next try of a broken-off exchange reads the octets itself: a pooled connection may end between two
/// requests, which another one of the library's shows; everything else the library hides.
pub fn needs_octets(exchange: &Exchange, attempt: u32) -> bool {
    let closed = matches!(exchange.outcome, Outcome::Failure(TransportFailure::Closed { .. }));
    is_broken_off(exchange) && (attempt > 1 || !closed)
}

/// Whether an answer began, or was due, and did not come whole or not as HTTP.
///
/// Before anything is known of the target, silence counts too: a wrong length keeps a client library waiting.
fn is_broken_off(exchange: &Exchange) -> bool {
    match &exchange.outcome {
        Outcome::Response(response) => response.is_cut_short(),
        Outcome::Failure(TransportFailure::Closed { .. } | TransportFailure::Malformed { .. }) => true,
        Outcome::Failure(TransportFailure::Timeout { .. }) => exchange.role == Role::Preflight,
        Outcome::Failure(_) => false,
    }
}

/// Whether the status asks the client to come back later.
pub fn is_throttle(status: u16) -> bool {
    matches!(status, 429 | 502 | 503 | 504)
}

/// A Retry-After as seconds (Graph documents fractions) or as an HTTP date (RFC 9110 10.2.3).
fn retry_after(value: &str, now: jiff::Timestamp) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let at = jiff::fmt::rfc2822::parse(value.trim()).ok()?.timestamp();
    Some(Duration::try_from(at.duration_since(now)).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{needs_octets, retry_after};
    use crate::model::{Body, Exchange, Outcome, Request, Role, TransportFailure};

    fn failed(role: Role, failure: TransportFailure) -> Exchange {
        let request = Request { method: String::new(), url: String::new(), headers: Vec::new(), body: Body::default() };
        Exchange { role, request, outcome: Outcome::Failure(failure), duration_us: 0 }
    }

    #[test]
    fn octets_are_read_where_a_library_gives_up() {
        let closed = || TransportFailure::Closed { detail: String::new() };
        let malformed = || TransportFailure::Malformed { detail: String::new() };
        let timeout = || TransportFailure::Timeout { after_ms: 1 };
        for (role, failure, attempt, expected) in [
            (Role::Subject, closed(), 1, false),
            (Role::Subject, closed(), 2, true),
            (Role::Subject, malformed(), 1, true),
            (Role::Subject, timeout(), 1, false),
            (Role::Preflight, timeout(), 1, true),
            (Role::Subject, TransportFailure::TooLarge { limit: 1 }, 2, false),
        ] {
            let exchange = failed(role, failure);
            assert_eq!(needs_octets(&exchange, attempt), expected, "{:?} {role:?} {attempt}", exchange.outcome);
        }
    }

    #[test]
    fn retry_after_is_seconds_fraction_or_date() {
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        for (value, wait) in [
            ("2", Some(Duration::from_secs(2))),
            ("0", Some(Duration::ZERO)),
            ("2.128", Some(Duration::from_millis(2128))),
            ("Thu, 01 Jan 2026 00:00:10 GMT", Some(Duration::from_secs(10))),
            ("Wed, 31 Dec 2025 00:00:00 GMT", Some(Duration::ZERO)),
            ("-1", None),
            ("soon", None),
        ] {
            assert_eq!(retry_after(value, now), wait, "{value}");
        }
    }
}
