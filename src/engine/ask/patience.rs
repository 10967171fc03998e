//! When a request is sent again, and after how long.

use std::time::Duration;

use crate::model::{Exchange, Outcome, Role, TransportFailure};

/// Tries of one request when the target throttles.
const THROTTLED_TRIES: u32 = 6;
/// Tries of one request when no whole answer comes: pooled connections may die between two requests.
const BROKEN_TRIES: u32 = 3;
/// First wait without a Retry-After, at most; the next ones are twice as long each.
const FIRST_WAIT: Duration = Duration::from_millis(200);
/// Longest wait that an answer may ask for: who asks for more is not asked again.
const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// How long to wait before the same request is sent again; `None` when the exchange stands.
///
/// `attempt` is its [`try_number`]; `chance` spreads the waits of clients that were refused at the same moment.
pub fn wait_before_retry(exchange: &Exchange, attempt: u32, now: jiff::Timestamp, chance: u64) -> Option<Duration> {
    match &exchange.outcome {
        Outcome::Response(response) if is_throttle(response.status) && attempt < THROTTLED_TRIES => {
            Some(asked(exchange, now).unwrap_or_else(|| backoff(attempt, chance))).filter(|wait| *wait <= LONGEST_WAIT)
        }
        Outcome::Failure(TransportFailure::Timeout { .. }) if attempt > 1 => None,
        _ if is_broken_off(exchange) && attempt < BROKEN_TRIES => Some(Duration::from_millis(5)),
        _ => None,
    }
}

/// Whether the answer asks to come back later than anybody waits.
pub fn asks_for_too_long(exchange: &Exchange, now: jiff::Timestamp) -> bool {
    asked(exchange, now).is_some_and(|wait| wait > LONGEST_WAIT)
}

/// Which try of its kind an exchange is, after the `tries` before it: being throttled uses up no patience with broken
/// connections.
pub fn try_number(exchange: &Exchange, tries: &[Exchange]) -> u32 {
    let counts = |before: &&Exchange| !is_broken_off(exchange) || is_broken_off(before);
    u32::try_from(tries.iter().filter(counts).count()).unwrap_or(u32::MAX).saturating_add(1)
}

/// Whether an exchange broke off after fewer tries than a connection gets: nothing but the budget kept it from another.
pub fn was_given_up_early(exchange: &Exchange, tries: &[Exchange]) -> bool {
    is_broken_off(exchange) && try_number(exchange, tries) < BROKEN_TRIES
}

/// How long an answer asks to wait.
fn asked(exchange: &Exchange, now: jiff::Timestamp) -> Option<Duration> {
    retry_after(exchange.response()?.header("retry-after")?, now)
}

/// Twice as long each time, of which the second half is left to chance.
fn backoff(attempt: u32, chance: u64) -> Duration {
    let whole = FIRST_WAIT * 2_u32.saturating_pow(attempt.saturating_sub(1));
    let permille = u32::try_from(chance % 1001).unwrap_or_default();
    whole / 2 + whole / 2 * permille / 1000
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

    use super::{needs_octets, retry_after, try_number, wait_before_retry, was_given_up_early};
    use crate::model::{Body, Exchange, Header, Outcome, Request, Response, Role, TransportFailure};

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
    fn being_throttled_uses_up_no_patience_with_broken_connections() {
        let closed = || failed(Role::Subject, TransportFailure::Closed { detail: String::new() });
        let tries = [answered(429, None), answered(401, None), closed()];
        assert_eq!(try_number(&closed(), &tries), 2);
        assert_eq!(try_number(&answered(429, None), &tries), 4);
        assert!(was_given_up_early(&closed(), &tries) && !was_given_up_early(&answered(429, None), &tries));
        assert!(!was_given_up_early(&closed(), &[closed(), answered(429, None), closed()]));
        assert!(wait_before_retry(&closed(), try_number(&closed(), &tries), jiff::Timestamp::UNIX_EPOCH, 0).is_some());
    }

    fn answered(status: u16, retry_after: Option<&str>) -> Exchange {
        let field = |value: &str| Header { name: "retry-after".to_owned(), value: value.to_owned() };
        let response = Response {
            status,
            version: "HTTP/1.1".to_owned(),
            headers: retry_after.map(field).into_iter().collect(),
            body: Body::default(),
            octets_received: 0,
            wire: None,
            content: bytes::Bytes::new(),
        };
        Exchange {
            outcome: Outcome::Response(response),
            ..failed(Role::Subject, TransportFailure::TooLarge { limit: 0 })
        }
    }

    #[test]
    fn a_throttled_request_waits_as_long_as_it_is_asked_to_and_then_gives_up() {
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        for (status, field, attempt, wait_ms) in [
            (429, Some("2"), 1, Some(2000)),
            (503, Some("0.25"), 5, Some(250)),
            (504, Some("Thu, 01 Jan 2026 00:00:10 GMT"), 2, Some(10_000)),
            (429, Some("2"), 6, None),
            (429, Some("3600"), 1, None),
            (200, Some("2"), 1, None),
            (409, None, 1, None),
        ] {
            let wait = wait_before_retry(&answered(status, field), attempt, now, 7);
            assert_eq!(wait, wait_ms.map(Duration::from_millis), "{status} {field:?} {attempt}");
        }
    }

    #[test]
    fn without_retry_after_waits_double_and_differ_by_chance_within_bounds() {
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        let wait = |attempt, chance| wait_before_retry(&answered(503, None), attempt, now, chance).unwrap();
        for (attempt, least, most) in [(1, 100, 200), (2, 200, 400), (3, 400, 800), (4, 800, 1600), (5, 1600, 3200)] {
            assert_eq!([wait(attempt, 0), wait(attempt, 1000)], [least, most].map(Duration::from_millis));
            assert_eq!(wait(attempt, 77), wait(attempt, 77), "the same chance, the same wait");
            assert_ne!(wait(attempt, 77), wait(attempt, 78));
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
