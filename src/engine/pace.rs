//! How often a run writes: a token bucket of one token, so that writes are spread evenly.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// Lets writes through, one at a time.
#[derive(Debug)]
pub(super) struct Pace {
    interval: Duration,
    next: Option<Instant>,
}

impl Pace {
    /// At most `rate` writes per second; as many as there are without a rate.
    pub(super) fn new(rate: Option<u32>) -> Self {
        let interval = rate.map_or(Duration::ZERO, |rate| Duration::from_secs(1) / rate.max(1));
        Self { interval, next: None }
    }

    /// Waits for the turn of the next write.
    pub(super) async fn wait(&mut self) {
        if self.interval.is_zero() {
            return;
        }
        let turn = self.next.map_or_else(Instant::now, |next| next.max(Instant::now()));
        self.next = Some(turn + self.interval);
        sleep_until(turn).await;
    }
}

/// How long so many writes take at a rate.
pub(super) fn duration_of(writes: u64, rate: u32) -> Duration {
    Duration::from_secs_f64(writes.saturating_sub(1) as f64 / f64::from(rate.max(1)))
}
