//! How long a run may take and how often it may write.

use std::time::Duration;

/// What is left of a run's allowance.
#[derive(Debug, Clone, Copy)]
pub struct Budget {
    time: Duration,
    writes: Option<u64>,
}

/// What ran out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spent {
    Time,
    Writes,
}

/// Fewest writes kept back so that the original values can go back: a patch and one more try.
const LEAST_RESERVED: u64 = 2;
/// Most writes kept back: a target that throttles refuses several tries.
const MOST_RESERVED: u64 = 8;
/// Share of the time that is kept back for the same: one in so many.
const RESERVED_TIME: u32 = 20;
/// Most time that is kept back.
const MOST_RESERVED_TIME: Duration = Duration::from_secs(2);

impl Budget {
    pub fn new(time: Duration, writes: Option<u64>) -> Self {
        Self { time, writes }
    }

    /// What is spent, if anything, keeping a reserve for putting back.
    pub fn spent(&self, elapsed: Duration, writes: u64) -> Option<Spent> {
        if elapsed + self.reserved_time() >= self.time {
            Some(Spent::Time)
        } else if self.writes.is_some_and(|most| writes + reserved(most) >= most) {
            Some(Spent::Writes)
        } else {
            None
        }
    }

    fn reserved_time(&self) -> Duration {
        (self.time / RESERVED_TIME).min(MOST_RESERVED_TIME)
    }

    /// Time left, without the reserve.
    pub fn time_left(&self, elapsed: Duration) -> Duration {
        self.time.saturating_sub(elapsed + self.reserved_time())
    }
}

/// Writes of `most` that are kept back.
fn reserved(most: u64) -> u64 {
    (most / 16).clamp(LEAST_RESERVED, MOST_RESERVED)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Budget, Spent};

    #[test]
    fn writes_and_time_for_putting_back_are_kept() {
        let budget = Budget::new(Duration::from_secs(10), Some(10));
        assert_eq!(budget.spent(Duration::ZERO, 7), None);
        assert_eq!(budget.spent(Duration::ZERO, 8), Some(Spent::Writes));
        assert_eq!(budget.spent(Duration::from_secs(9), 0), None);
        assert_eq!(budget.spent(Duration::from_millis(9500), 0), Some(Spent::Time));
        let live = Budget::new(Duration::from_secs(9), Some(200));
        assert_eq!((live.spent(Duration::ZERO, 191), live.spent(Duration::ZERO, 192)), (None, Some(Spent::Writes)));
    }
}
