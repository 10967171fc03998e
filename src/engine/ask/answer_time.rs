//! How long an answer is awaited.

use std::time::Duration;

use crate::model::{Exchange, Outcome, Role, TransportFailure};

/// Least wait, however fast the target is.
const LEAST: Duration = Duration::from_secs(1);
/// Least wait at the end of the budget; what does not come until then is not judged.
const LAST: Duration = Duration::from_millis(50);
/// How many times longer than the slowest answer so far is waited.
const TIMES: u32 = 10;

/// As long as the limit says, until the target has left a request without an answer: a budget would not last for many
/// such waits. From then on inputs, and what goes back, wait some times as long as the slowest answer took; reads and
/// controls, whose silence says something of the whole target, wait as long as before.
#[derive(Debug)]
pub struct AnswerTime {
    most: Duration,
    slowest: Duration,
    silence_seen: bool,
}

impl AnswerTime {
    /// Waits of at most `most`.
    pub fn new(most: Duration) -> Self {
        Self { most, slowest: Duration::ZERO, silence_seen: false }
    }

    /// How long the answer to a request of this role is awaited, with so much left of the budget.
    pub fn wait(&self, role: Role, left: Duration) -> Duration {
        let wait = match role {
            Role::Subject | Role::Shrink | Role::Restore if self.silence_seen => (self.slowest * TIMES).max(LEAST),
            _ => self.most,
        };
        wait.min(left.max(LAST)).min(self.most)
    }

    /// Whether a whole answer was waited for in vain: not for the little that a budget had left.
    pub fn is_silence(&self, exchange: &Exchange) -> bool {
        match &exchange.outcome {
            Outcome::Failure(TransportFailure::Timeout { after_ms }) => {
                Duration::from_millis(*after_ms) >= (self.slowest * 2).max(LEAST).min(self.most)
            }
            _ => false,
        }
    }

    /// Takes in how an exchange went.
    pub fn learn(&mut self, exchange: &Exchange) {
        match &exchange.outcome {
            Outcome::Response(_) => self.slowest = self.slowest.max(Duration::from_micros(exchange.duration_us)),
            Outcome::Failure(TransportFailure::Timeout { .. }) => self.silence_seen = true,
            Outcome::Failure(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::AnswerTime;
    use crate::model::{Body, Exchange, Outcome, Request, Role, TransportFailure};

    fn silent(after_ms: u64) -> Exchange {
        let request =
            Request { method: "PATCH".to_owned(), url: String::new(), headers: Vec::new(), body: Body::default() };
        let outcome = Outcome::Failure(TransportFailure::Timeout { after_ms });
        Exchange { role: Role::Subject, request, outcome, duration_us: 1000 * after_ms }
    }

    #[test]
    fn only_a_silent_target_is_waited_for_less_and_never_for_reads() {
        let (limit, left) = (Duration::from_secs(5), Duration::from_secs(60));
        let mut time = AnswerTime::new(limit);
        assert_eq!(time.wait(Role::Subject, left), limit);
        time.learn(&silent(5000));
        assert_eq!(
            [Role::Subject, Role::Read, Role::Control].map(|role| time.wait(role, left)),
            [Duration::from_secs(1), limit, limit]
        );
        assert_eq!(time.wait(Role::Control, Duration::from_secs(2)), Duration::from_secs(2));
        assert_eq!([50, 999, 1000].map(|ms| time.is_silence(&silent(ms))), [false, false, true]);
    }
}
