//! What is spent to make findings small, not to find more.

use std::time::Duration;

/// Inputs that may be sent again in one run.
const SENDS_OF_RUN: u64 = 4000;
/// Inputs that may be sent again to make one finding small. Trying how steady it is comes on top.
const SENDS_OF_ONE: u64 = 90;
/// Share of a write budget that may go to the same, one in so many: the rest is for finding more.
const WRITES_OF_RUN: u64 = 4;
/// Tries of the shrinker in one run: a target that is broken everywhere must not take forever.
const TRIES_OF_RUN: u64 = 900;
/// Share of the run's time that may go to all findings, one in so many; slow targets must have time to show more.
const TIME_OF_RUN: u32 = 4;
/// Share that may go to one finding.
const TIME_OF_ONE: u32 = 12;

/// What was spent on findings so far.
#[derive(Debug)]
pub struct Effort {
    /// Updates that were waited for and did not come.
    pub fruitless: u32,
    whole: Duration,
    most_sent: u64,
    tries: u64,
    sent_again: u64,
    time: Duration,
    /// Time that was spent before the present finding.
    before: Duration,
    /// Inputs that were sent before it.
    sent_before: u64,
}

impl Effort {
    /// Nothing spent yet, in a run of this duration and with so many writes.
    pub fn new(whole: Duration, writes: Option<u64>) -> Self {
        let most_sent = writes.map_or(SENDS_OF_RUN, |most| (most / WRITES_OF_RUN).min(SENDS_OF_RUN));
        Self {
            fruitless: 0,
            whole,
            most_sent,
            tries: 0,
            sent_again: 0,
            time: Duration::ZERO,
            before: Duration::ZERO,
            sent_before: 0,
        }
    }

    /// Turns to another finding.
    pub fn begin(&mut self) {
        (self.before, self.sent_before) = (self.time, self.sent_again);
    }

    /// Counts a try of the shrinker.
    pub fn try_smaller(&mut self) {
        self.tries += 1;
    }

    /// Counts inputs that were sent again, and the time it took.
    pub fn sent_again(&mut self, inputs: usize, time: Duration) {
        self.sent_again += inputs as u64;
        self.time += time;
    }

    /// Whether enough was sent for the present finding.
    pub fn is_enough(&self) -> bool {
        self.sent_again - self.sent_before >= SENDS_OF_ONE
    }

    /// Whether enough was sent and waited.
    pub fn is_over(&self) -> bool {
        self.tries >= TRIES_OF_RUN
            || self.sent_again >= self.most_sent
            || self.time >= self.whole / TIME_OF_RUN
            || self.time.saturating_sub(self.before) >= self.whole / TIME_OF_ONE
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Effort;

    #[test]
    fn one_finding_may_take_a_part_of_what_all_may_take() {
        let mut effort = Effort::new(Duration::from_secs(60), None);
        for _ in 0..3 {
            effort.begin();
            assert!(!effort.is_over());
            effort.sent_again(9, Duration::from_secs(5));
            assert!(effort.is_over());
        }
        effort.begin();
        assert!(effort.is_over(), "a quarter of the run is spent");
        let mut live = Effort::new(Duration::from_secs(60), Some(200));
        live.sent_again(50, Duration::ZERO);
        assert!(live.is_over(), "a quarter of the writes is spent");
    }
}
