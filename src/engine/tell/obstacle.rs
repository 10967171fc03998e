//! What keeps a run from deciding.

use std::time::Duration;

use super::budget::Spent;
use crate::model::{Identity, Outcome, TransportFailure};

/// A reason why the run as a whole is undecided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// Stable name.
    pub cause: &'static str,
    /// One sentence: what happened, where, what to do.
    pub text: String,
}

impl Obstacle {
    pub fn new(cause: &'static str, text: impl Into<String>) -> Self {
        Self { cause, text: text.into() }
    }

    pub fn spent(what: Spent, time: Duration) -> Self {
        match what {
            Spent::Time => Self::new(
                "time-budget",
                format!(
                    "the time budget of {} s ended before every kind of input came to its turn; raise --max-time",
                    time.as_secs()
                ),
            ),
            Spent::Writes => Self::new(
                "write-budget",
                "the write budget ended before every kind of input came to its turn; raise --budget-writes",
            ),
        }
    }

    pub fn not_put_back() -> Self {
        Self::new(
            "not-put-back",
            "the object is not as it was before the run; its values are in the journal, `docproof restore` tries again",
        )
    }

    pub fn not_removed(why: &str) -> Self {
        Self::new(
            "not-removed",
            format!("the object that this run made could not be removed: {why}; `docproof restore` tries again"),
        )
    }

    pub fn interrupted() -> Self {
        Self::new("interrupted", "the run was interrupted; what was seen so far is in the log")
    }

    pub fn unauthorised(status: u16, url: &str, credentials: &str) -> Self {
        Self::new(
            "unauthorised",
            format!("the target answered {status} to an authorised request for {url}; check {credentials}"),
        )
    }

    pub fn no_identity(identity: Identity) -> Self {
        let name = identity.name();
        Self::new("no-identity", format!("this takes the token of `{name}`; give one in [target.NAME.identities]"))
    }

    pub fn not_accepted(identity: Identity) -> Self {
        let name = identity.name();
        Self::new(
            "identity-not-accepted",
            format!(
                "the target answers 401 to the token of `{name}`: its row is not proven; see [target.NAME.identities]"
            ),
        )
    }

    pub fn fell_silent(url: &str, case: &str) -> Self {
        Self::new(
            "no-answer",
            format!(
                "the target stopped answering: neither {case} nor two reads of {url} behind it got an answer; look at its log, start it anew"
            ),
        )
    }

    pub fn no_answer(url: &str, outcome: &Outcome) -> Option<Self> {
        let Outcome::Failure(failure) = outcome else { return None };
        Some(match failure {
            TransportFailure::Unreachable { detail } => Self::new(
                "unreachable",
                format!("cannot reach the target at {url}: {detail}; is it running, is --target right?"),
            ),
            TransportFailure::Timeout { after_ms } => Self::new(
                "no-answer",
                format!("the target at {url} did not answer within {after_ms} ms; raise --timeout if it is only slow"),
            ),
            TransportFailure::Closed { detail } => Self::new(
                "no-answer",
                format!("the target at {url} closed the connection before its answer was whole: {detail}"),
            ),
            TransportFailure::TooLarge { limit } => Self::new(
                "no-answer",
                format!("the answer of {url} is larger than {limit} octets; docproof reads no further"),
            ),
            TransportFailure::Malformed { detail } => {
                Self::new("no-answer", format!("what {url} answers is not HTTP: {detail}; is --target right?"))
            }
        })
    }
}
