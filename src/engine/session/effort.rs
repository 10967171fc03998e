//! What is spent to make findings small, not to find more.

use std::time::Duration;

/// Inputs that may be sent again in one run.
const SENDS_OF_RUN: usize = 4000;
/// Tries of the shrinker in one run: a target that is broken everywhere must not take forever.
const TRIES_OF_RUN: u64 = 900;
/// Share of the run's time that may go to all findings, one in so many; slow targets must have time to show more.
const TIME_OF_RUN: u32 = 4;
/// Share that may go to one finding.
const TIME_OF_ONE: u32 = 12;

/// What was spent on findings so far.
#[derive(Debug)]
pub struct Effort {
    whole: Duration,
    tries: u64,
    sent_again: usize,
    time: Duration,
    /// Time that was spent before the present finding.
    before: Duration,
}

impl Effort {
    /// Nothing spent yet, in a run of this duration.
    pub fn new(whole: Duration) -> Self {
        Self { whole, tries: 0, sent_again: 0, time: Duration::ZERO, before: Duration::ZERO }
    }

    /// Turns to another finding.
    pub fn begin(&mut self) {
        self.before = self.time;
    }

    /// Counts a try of the shrinker.
    pub fn try_smaller(&mut self) {
        self.tries += 1;
    }

    /// Counts inputs that were sent again, and the time it took.
    pub fn sent_again(&mut self, inputs: usize, time: Duration) {
        self.sent_again += inputs;
        self.time += time;
    }

    /// Inputs that were sent again so far.
    pub fn sent(&self) -> usize {
        self.sent_again
    }

    /// Whether enough was sent and waited.
    pub fn is_over(&self) -> bool {
        self.tries >= TRIES_OF_RUN
            || self.sent_again >= SENDS_OF_RUN
            || self.time >= self.whole / TIME_OF_RUN
            || self.time - self.before >= self.whole / TIME_OF_ONE
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Effort;

    #[test]
    fn one_finding_may_take_a_part_of_what_all_may_take() {
        let mut effort = Effort::new(Duration::from_secs(60));
        for _ in 0..3 {
            effort.begin();
            assert!(!effort.is_over());
            effort.sent_again(9, Duration::from_secs(5));
            assert!(effort.is_over());
        }
        effort.begin();
        assert!(effort.is_over(), "a quarter of the run is spent");
    }
}
