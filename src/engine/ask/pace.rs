//! How often a run writes: a token bucket of one token, so that writes are spread evenly.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// Lets writes through, one at a time.
#[derive(Debug)]
pub struct Pace {
    interval: Duration,
    next: Option<Instant>,
}

impl Pace {
    /// At most `rate` writes per second; as many as there are without a rate.
    pub fn new(rate: Option<u32>) -> Self {
        let interval = rate.map_or(Duration::ZERO, |rate| Duration::from_secs(1) / rate.max(1));
        Self { interval, next: None }
    }

    /// Waits for the turn of the next write.
    pub async fn wait(&mut self) {
        if self.interval.is_zero() {
            return;
        }
        let turn = self.next.map_or_else(Instant::now, |next| next.max(Instant::now()));
        self.next = Some(turn + self.interval);
        sleep_until(turn).await;
    }
}

/// How long so many writes take at a rate.
pub fn duration_of(writes: u64, rate: u32) -> Duration {
    let writes = u32::try_from(writes.saturating_sub(1)).unwrap_or(u32::MAX);
    Duration::from_secs(1) / rate.max(1) * writes
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::{Instant, advance};

    use super::{Pace, duration_of};

    #[tokio::test(start_paused = true)]
    async fn writes_are_spread_evenly_and_a_pause_saves_up_nothing() {
        let mut pace = Pace::new(Some(4));
        let started = Instant::now();
        for number in 0..9 {
            pace.wait().await;
            assert_eq!(started.elapsed(), Duration::from_millis(250) * number);
        }
        assert_eq!(started.elapsed(), duration_of(9, 4));
        advance(Duration::from_secs(10)).await;
        let later = Instant::now();
        for number in 0..3 {
            pace.wait().await;
            assert_eq!(later.elapsed(), Duration::from_millis(250) * number);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_rate_nothing_waits() {
        let mut pace = Pace::new(None);
        let started = Instant::now();
        for _ in 0..100 {
            pace.wait().await;
        }
        assert_eq!(started.elapsed(), Duration::ZERO);
    }
}
