//! Every request of a run with its latency: rows for a table, and the distribution over time.

use std::collections::HashMap;

use crate::event::{Event, EventKind};
use crate::model::{Exchange, Outcome, Role, TransportFailure};

/// Requests kept as rows; further ones are only counted.
const KEPT: usize = 50_000;

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Microseconds from the start of the run to the end of the exchange.
    pub at_us: u64,
    /// Latency in microseconds.
    pub duration_us: u64,
    /// HTTP method.
    pub method: String,
    /// Path and query.
    pub path: String,
    /// Status; `None` when no answer came.
    pub status: Option<u16>,
    /// Why no answer came, in one word; empty when one did.
    pub failure: &'static str,
    /// What the exchange was for.
    pub role: &'static str,
    /// Case or input.
    pub case: String,
    /// Which try it is when the one before it was throttled or lost; 0 for the first.
    pub retry: u32,
}

/// The requests of a run, in order.
#[derive(Debug, Default)]
pub struct Timeline {
    /// Rows, at most 50 000.
    pub rows: Vec<Row>,
    /// Requests beyond them.
    pub dropped: u64,
    /// Tries so far of a request that may come again, by case and method.
    unanswered: HashMap<(String, String), u32>,
}

impl Timeline {
    /// Takes in the next event.
    pub fn event(&mut self, event: &Event) {
        let EventKind::Exchanged { case, exchange } = &event.kind else { return };
        if self.rows.len() == KEPT {
            self.dropped += 1;
            return;
        }
        let retry = self.retry(case, exchange);
        self.rows.push(Row {
            at_us: event.at_us,
            duration_us: exchange.duration_us,
            method: exchange.request.method.clone(),
            path: path_of(&exchange.request.url).to_owned(),
            status: exchange.status(),
            failure: failure(exchange),
            role: role(exchange.role),
            case: case.clone(),
            retry,
        });
    }

    /// A request is a retry when the last one of its case and method was throttled or lost.
    fn retry(&mut self, case: &str, exchange: &Exchange) -> u32 {
        let key = (case.to_owned(), exchange.request.method.clone());
        let tries = self.unanswered.remove(&key).unwrap_or(0);
        if matches!(exchange.status(), None | Some(429 | 503)) {
            self.unanswered.insert(key, tries + 1);
        }
        tries
    }

    /// The share `percent` of all latencies is at most this, in microseconds.
    #[must_use]
    pub fn percentile(&self, percent: usize) -> u64 {
        percentile(self.rows.iter().map(|row| row.duration_us).collect(), percent)
    }

    /// The rows in `count` equal parts of the run's time: requests, median and slowest latency, retries, failures.
    #[must_use]
    pub fn buckets(&self, count: usize) -> Vec<Bucket> {
        let end = self.rows.iter().map(|row| row.at_us).max().unwrap_or(0) + 1;
        let mut parts: Vec<Vec<&Row>> = vec![Vec::new(); count];
        for row in &self.rows {
            let at = row.at_us * count as u64 / end;
            parts[usize::try_from(at).unwrap_or(0)].push(row);
        }
        parts.into_iter().map(|rows| Bucket::of(&rows)).collect()
    }
}

/// A part of the run's time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bucket {
    /// Requests that ended in it.
    pub requests: usize,
    /// Their median latency in microseconds.
    pub median_us: u64,
    /// The slowest.
    pub slowest_us: u64,
    /// Requests that were sent again.
    pub retries: usize,
    /// Requests without an answer or with a 5xx.
    pub failures: usize,
}

impl Bucket {
    fn of(rows: &[&Row]) -> Self {
        Self {
            requests: rows.len(),
            median_us: percentile(rows.iter().map(|row| row.duration_us).collect(), 50),
            slowest_us: rows.iter().map(|row| row.duration_us).max().unwrap_or(0),
            retries: rows.iter().filter(|row| row.retry > 0).count(),
            failures: rows.iter().filter(|row| row.status.is_none_or(|status| status >= 500)).count(),
        }
    }
}

fn percentile(mut values: Vec<u64>, percent: usize) -> u64 {
    values.sort_unstable();
    let at = (values.len() * percent).div_ceil(100).saturating_sub(1);
    values.get(at).copied().unwrap_or(0)
}

/// Path and query of an absolute URL.
pub fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or(url, |at| &rest[at..])
}

fn failure(exchange: &Exchange) -> &'static str {
    match &exchange.outcome {
        Outcome::Response(_) => "",
        Outcome::Failure(TransportFailure::Unreachable { .. }) => "unreachable",
        Outcome::Failure(TransportFailure::Closed { .. }) => "closed",
        Outcome::Failure(TransportFailure::Timeout { .. }) => "timeout",
        Outcome::Failure(TransportFailure::TooLarge { .. }) => "too large",
        Outcome::Failure(TransportFailure::Malformed { .. }) => "malformed",
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Preflight => "preflight",
        Role::Subject => "subject",
        Role::Read => "read",
        Role::Control => "control",
        Role::Restore => "restore",
        Role::Shrink => "shrink",
    }
}

#[cfg(test)]
mod tests {
    use super::{Timeline, path_of, percentile};
    use crate::event::{Event, EventKind};
    use crate::model::{Exchange, Outcome, Role};
    use crate::report::sample;

    fn answered(at_us: u64, status: u16, duration_us: u64) -> Event {
        let mut response = sample::response("{}");
        response.status = status;
        let outcome = Outcome::Response(response);
        let exchange = Exchange { role: Role::Subject, request: sample::request("{}"), outcome, duration_us };
        Event { seq: 0, at_us, kind: EventKind::Exchanged { case: "valid/0".to_owned(), exchange } }
    }

    #[test]
    fn a_request_behind_a_throttled_one_is_a_retry() {
        let mut timeline = Timeline::default();
        for event in [answered(1, 429, 1), answered(2, 503, 1), answered(3, 200, 1), answered(4, 200, 1)] {
            timeline.event(&event);
        }
        assert_eq!(timeline.rows.iter().map(|row| row.retry).collect::<Vec<_>>(), [0, 1, 2, 0]);
        let buckets = timeline.buckets(2);
        assert_eq!((buckets[0].requests, buckets[1].requests, buckets[1].retries), (2, 2, 1));
    }

    #[test]
    fn percentiles_are_values_that_were_measured() {
        assert_eq!([0, 50, 95, 100].map(|p| percentile((1..=20).collect(), p)), [1, 10, 19, 20]);
        assert_eq!(percentile(Vec::new(), 50), 0);
    }

    #[test]
    fn the_path_is_shown_without_the_host() {
        assert_eq!(path_of("http://127.0.0.1:80/v1.0/a?b=/c"), "/v1.0/a?b=/c");
        assert_eq!(path_of("http://host"), "http://host");
    }
}
