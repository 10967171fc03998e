//! The result of a run: the object of `schemas/report.schema.json`.

use serde::{Deserialize, Serialize};

use super::LiveProperty;
use crate::event::{Phase, PromiseUse, RunFacts, Stats};
use crate::model::{Finding, Level, StaleWaiver, Verdict};

/// Version of the result format; raised when a reader of the old one would go wrong.
pub const VERSION: u32 = 1;

/// What a run found: one fold of the event log.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let mock = docproof::Mock::start(docproof::MockOptions::new(docproof::shipped_contract())).await?;
/// let report = docproof::Check::new(mock.url()).token(mock.token()).cases(5).run().await?;
/// assert_eq!(report.verdict, docproof::Verdict::Held);
/// assert_eq!(report.findings_of(docproof::Level::Must).count(), 0);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Version of the format; 1 today.
    pub version: u32,
    /// What the run says as a whole.
    pub verdict: Verdict,
    /// Seed of the run.
    pub seed: u64,
    /// Name of the contract.
    pub contract: String,
    /// Service root, or `mock`.
    pub target: String,
    /// What was run, as the first event told it.
    pub run: RunFacts,
    /// Counters.
    pub stats: Stats,
    /// Counts by rule, in registry order.
    pub rules: Vec<RuleCount>,
    /// Broken promises: must before should before may, then registry order, then the order of discovery.
    pub findings: Vec<Finding>,
    /// Promises of the page and how often each was exercised.
    pub promises: Vec<PromiseUse>,
    /// Planned and judged inputs by phase, in the order run.
    pub phases: Vec<PhaseCount>,
    /// Property by kind of change: what the target did.
    pub matrix: Vec<MatrixCell>,
    /// What the target showed of each property.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub live: Vec<LiveProperty>,
    /// What became of values for properties that belong to the service.
    #[serde(default)]
    pub service_owned: Vec<OwnedCount>,
    /// What refusals of one wrong property said.
    #[serde(default)]
    pub refusals: RefusalCount,
    /// Why rules did not apply.
    pub skips: Vec<ReasonCount>,
    /// Why rules could not decide.
    pub undecided: Vec<ReasonCount>,
    /// What kept the run as a whole from deciding.
    pub obstacles: Vec<Obstacle>,
    /// Updates that a read showed late or not at all, where the target was given time.
    pub read_backs: ReadBackCount,
    /// Waivers that are over, or describe nothing that is found any more.
    pub stale_waivers: Vec<StaleWaiver>,
    /// What a reader should know beside.
    pub notes: Vec<String>,
}

/// How often one rule said what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleCount {
    /// Id, as in `echo-sent`.
    pub id: String,
    /// How binding it is.
    pub level: Level,
    /// Inputs on which it held.
    pub held: u64,
    /// Inputs on which it was broken.
    pub broken: u64,
    /// Inputs it does not apply to.
    pub skipped: u64,
    /// Inputs on which it could not decide.
    pub undecided: u64,
}

/// How far a phase came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseCount {
    /// Which one.
    pub phase: Phase,
    /// Inputs planned.
    pub planned: u64,
    /// Inputs judged.
    pub judged: u64,
}

/// What the target did with one kind of change to one property.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatrixCell {
    /// Property; empty for inputs that are about the request as a whole.
    pub property: String,
    /// Class of the catalogue (`D06`), or the stream of valid inputs (`valid`, `case`).
    pub change: String,
    /// Inputs judged.
    pub inputs: u64,
    /// Answered with a 2xx.
    pub accepted: u64,
    /// Answered with a 4xx.
    pub refused: u64,
    /// No answer, or any other status.
    pub other: u64,
    /// Inputs on which a promise about the property was broken, or one about the request as a whole.
    pub broken: u64,
    /// Accepted, and the property is shown as it was sent.
    #[serde(default)]
    pub echoed: u64,
    /// Accepted, and shown in another form that the rules call equal.
    #[serde(default)]
    pub normalised: u64,
    /// Accepted, and shown as it was before: dropped without a word.
    #[serde(default)]
    pub ignored: u64,
    /// Accepted, and shown with a value that was neither sent nor there before.
    #[serde(default)]
    pub changed: u64,
}

/// What became of values for one property that belongs to the service.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnedCount {
    /// The property.
    pub property: String,
    /// Requests that were refused.
    pub refused: u64,
    /// Requests that were accepted without touching the property.
    pub ignored: u64,
    /// Requests whose value was taken.
    pub overwritten: u64,
}

/// Refusals of inputs with one wrong property, beside accepted controls.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let mock = docproof::Mock::start(docproof::MockOptions::new(docproof::shipped_contract())).await?;
/// let refusals = docproof::Check::new(mock.url()).token(mock.token()).cases(80).run().await?.refusals;
/// assert!(refusals.naming > 0 && refusals.naming <= refusals.refused);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalCount {
    /// How many there were.
    pub refused: u64,
    /// Those whose error names the property.
    pub naming: u64,
}

/// Why a rule gave no decision, and how often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonCount {
    /// Id of the rule.
    pub rule: String,
    /// Why.
    pub reason: String,
    /// Inputs.
    pub count: u64,
}

/// Updates that the first read behind them did not show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadBackCount {
    /// Shown late, and they stayed.
    pub converged: u64,
    /// Never shown.
    pub lost: u64,
    /// Shown, and then the state before them again.
    pub reverted: u64,
    /// Longest time until one was shown, in milliseconds.
    pub slowest_ms: u64,
}

/// Something that kept the run from deciding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obstacle {
    /// Stable name, as in `unreachable`.
    pub cause: String,
    /// One sentence: what happened, where, what to do.
    pub text: String,
}

impl Report {
    /// Findings of `level`.
    pub fn findings_of(&self, level: Level) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.level == level)
    }

    /// Whether the run stopped before it had tried everything, or its log ends before it did.
    #[must_use]
    pub fn is_interrupted(&self) -> bool {
        self.obstacles.iter().any(|obstacle| obstacle.cause == "interrupted")
    }

    /// Findings that somebody expects: shown, and no reason to fail.
    pub fn waived(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.waived.is_some())
    }
}
