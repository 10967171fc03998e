//! A broken promise: as a rule observes it, and as a run reports it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Body, Level, PageRef, Request, Response, Waived};

/// What a rule saw; the engine adds case, request and replay to make it a [`Finding`].
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// Level when it differs from the rule's own (a tolerated form is a warning).
    pub level: Option<Level>,
    /// Where: a JSON pointer (`/displayName`), `header:content-type`, `status`, or `body`.
    pub place: String,
    /// Stable name of the deviation. Observations of one rule with one cause and place are one finding.
    pub cause: &'static str,
    /// One sentence, lower case, no final period.
    pub message: String,
    /// What was promised.
    pub expected: Value,
    /// What was seen.
    pub actual: Value,
    /// Page line of the promise, when a property or row of the page made it.
    pub line: Option<u32>,
    /// Page of that line, when it is not the contract's own.
    pub page: Option<String>,
    /// Whether a read after the request shows it, and not the answer.
    pub read_back: bool,
}

impl Observation {
    /// An observation at `place` with the rule's own level.
    pub fn at(place: impl Into<String>, cause: &'static str, message: impl Into<String>) -> Self {
        Self {
            level: None,
            place: place.into(),
            cause,
            message: message.into(),
            expected: Value::Null,
            actual: Value::Null,
            line: None,
            page: None,
            read_back: false,
        }
    }

    /// Adds what was promised and what was seen.
    #[must_use]
    pub fn expected_actual(mut self, expected: impl Into<Value>, actual: impl Into<Value>) -> Self {
        self.expected = expected.into();
        self.actual = actual.into();
        self
    }

    /// Replaces the rule's level.
    #[must_use]
    pub fn level(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }

    /// Says that the line is on another page than the contract's own.
    #[must_use]
    pub fn on(mut self, page: &PageRef) -> Self {
        self.page = Some(page.file.clone());
        self
    }

    /// Says that a read after the request shows it, and not the answer.
    #[must_use]
    pub fn read_back(mut self) -> Self {
        self.read_back = true;
        self
    }

    /// Adds the page line of the promise.
    #[must_use]
    pub fn line(mut self, line: u32) -> Self {
        self.line = Some(line);
        self
    }
}

/// Where a promise is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// File name of the page.
    pub page: String,
    /// Line on the page (1-based).
    pub line: u32,
    /// Clause of the page or standard.
    pub clause: String,
}

/// One request of a sequence that shows a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SequenceStep {
    /// Input as the run named it.
    pub id: String,
    /// HTTP method.
    pub method: String,
    /// Body as sent, whole.
    pub body: Body,
    /// Seed of the input.
    pub seed: String,
    /// Whether it is sent together with the step before it, without waiting for the answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub parallel: bool,
}

/// A broken promise with everything needed to understand and repeat it.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use docproof::{Check, Mock, MockOptions, shipped_contract};
///
/// let mock = Mock::start(MockOptions::new(shipped_contract()).fault("text-cut-at-255")?).await?;
/// let report = Check::new(mock.url()).token(mock.token()).seed(1).cases(200).rule("echo-sent").run().await?;
/// let finding = &report.findings[0];
/// assert_eq!((finding.rule.as_str(), finding.place.as_str()), ("echo-sent", "/displayName"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Short stable name of the finding inside its run: hash of rule, place and cause.
    pub id: String,
    /// Rule that is broken.
    pub rule: String,
    /// How binding it is.
    pub level: Level,
    /// Case or input that showed it.
    pub case: String,
    /// One sentence.
    pub message: String,
    /// Where in the exchange.
    pub place: String,
    /// Name of the deviation.
    pub cause: String,
    /// What was promised.
    pub expected: Value,
    /// What was seen.
    pub actual: Value,
    /// Where the promise is written.
    pub source: Source,
    /// Request that shows it (after shrinking).
    pub request: Request,
    /// Answer that shows it; absent when none came.
    pub response: Option<Response>,
    /// The shrunken input: the body that still shows it.
    pub minimal: Body,
    /// The fewest requests that show it, in order; empty when the input alone does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sequence: Vec<SequenceStep>,
    /// Whether a read of the entity after the requests shows it, and not the answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub read_back: bool,
    /// How often it came again from the same state: `3 of 3`, `1 of 3, flaky`; absent when it was not tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reproduced: Option<String>,
    /// Who expects it and why, when somebody does: then it does not fail the run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waived: Option<Waived>,
    /// How often the run saw it.
    pub occurrences: u64,
    /// Seed of the input, enough to generate it again.
    pub seed: String,
    /// Command that replays it.
    pub replay: String,
    /// `curl` line that sends the minimal request.
    pub curl: String,
}

impl Finding {
    /// Whether it fails a run in which broken promises of `deny` and stronger do.
    #[must_use]
    pub fn fails(&self, deny: Level) -> bool {
        self.waived.is_none() && self.level <= deny
    }

    /// What names the finding in every run: the broken rule, the place and the deviation.
    #[must_use]
    pub fn identity(&self) -> (&str, &str, &str) {
        (&self.rule, &self.place, &self.cause)
    }
}
