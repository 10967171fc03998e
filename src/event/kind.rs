//! The kinds of event.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::model::{Exchange, Finding, Level, Property, StaleWaiver, Verdict};

/// Version of the event format; raised when a reader of the old one would go wrong.
pub const VERSION: u32 = 1;

/// The case under which controls are told: they belong to no plan and are not counted as inputs.
pub const CONTROL: &str = "control";

/// One fact about a run.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let mock = docproof::Mock::start(docproof::MockOptions::new(docproof::shipped_contract())).await?;
/// let mut last = None;
/// let check = docproof::Check::new(mock.url()).token(mock.token()).cases(5);
/// check.run_and_tell(&mut |event: &docproof::Event| last = Some(event.seq)).await?;
/// assert!(last.is_some_and(|seq| seq > 5));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Position in the run, from 0.
    pub seq: u64,
    /// Microseconds since the run started.
    pub at_us: u64,
    /// What happened.
    #[serde(flatten)]
    pub kind: EventKind,
}

/// What happened.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let mock = docproof::Mock::start(docproof::MockOptions::new(docproof::shipped_contract())).await?;
/// let mut requests = 0;
/// let check = docproof::Check::new(mock.url()).token(mock.token()).cases(5);
/// let mut count = |event: &docproof::Event| requests += u32::from(matches!(event.kind, docproof::EventKind::Exchanged { .. }));
/// check.run_and_tell(&mut count).await?;
/// assert!(requests > 5);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum EventKind {
    /// The first event: what is run against what.
    RunStarted(RunFacts),
    /// A phase begins.
    PhaseStarted {
        /// Which one.
        phase: Phase,
        /// How many inputs it plans.
        planned: u64,
    },
    /// A request and how it ended.
    Exchanged {
        /// Case or input that it belongs to.
        case: String,
        /// The exchange, redacted.
        exchange: Exchange,
    },
    /// The rules have spoken on one input.
    Judged(Judged),
    /// A promise is broken for the first time; `occurrences` is 1 here.
    FindingFound {
        /// The finding as first seen, possibly before shrinking.
        finding: Box<Finding>,
    },
    /// The same finding again.
    FindingRepeated {
        /// [`Finding::id`].
        id: String,
        /// Case or input that showed it again.
        case: String,
    },
    /// Shrinking is done: the finding with its minimal input replaces the first one.
    FindingShrunk {
        /// The finding with `minimal`, `request`, `response` of the smallest input.
        finding: Box<Finding>,
        /// Tries it took.
        tries: u64,
    },
    /// A property that belongs to the service, the key or one that the page calls read-only, was written on purpose.
    ServiceOwned {
        /// The property.
        property: String,
        /// Case or input that wrote it.
        case: String,
        /// What came of it.
        outcome: OwnedOutcome,
    },
    /// Something a reader should know: discovered ids, what was not exercised and why, what could not be put back.
    Note {
        /// One sentence.
        text: String,
    },
    /// The run could not decide something as a whole: unreachable, not authorised, budget spent.
    Obstacle {
        /// Stable name: `unreachable`, `unauthorised`, `throttled`, `time-budget`, `write-budget`, `interrupted`, `control-refused`.
        cause: String,
        /// One sentence: what happened, where, what to do.
        text: String,
    },
    /// A read behind an update showed the state before it, and was tried again.
    ReadBack(ReadBack),
    /// A waiver is over, or what it describes is not found any more.
    WaiverStale(StaleWaiver),
    /// The last event.
    RunFinished {
        /// What the run says.
        verdict: Verdict,
        /// Counters.
        stats: Stats,
        /// Promises of the page and how often each was exercised.
        promises: Vec<PromiseUse>,
    },
}

/// What a target did with a value for a property that belongs to the service.
///
/// ```
/// assert_eq!(serde_json::to_string(&docproof::OwnedOutcome::Ignored)?, "\"ignored\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OwnedOutcome {
    /// It refused the request.
    Refused,
    /// It accepted the request and left the property as it was (OData 4.01 Protocol 11.4.3).
    Ignored,
    /// It took the value.
    Overwritten,
}

/// What is run against what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunFacts {
    /// Version of the format; 1 today.
    pub version: u32,
    /// Version of docproof.
    pub docproof: String,
    /// Start in RFC 3339, UTC.
    pub started: String,
    /// Name of the contract.
    pub contract: String,
    /// File name of the page.
    pub page: String,
    /// Method and path template of the operation.
    pub operation: String,
    /// Service root, or `mock`.
    pub target: String,
    /// Values of the path's placeholders.
    pub params: Vec<(String, String)>,
    /// Seed of the run.
    pub seed: u64,
    /// Inputs planned.
    pub planned: u64,
    /// The part of the plan that is run, as in `2/8`; absent for all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shard: Option<String>,
    /// Rules that are judged, in registry order.
    pub rules: Vec<RuleEntry>,
    /// Rows of the page's property table, with what metadata added.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<Property>,
    /// The page's own example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<ExampleFacts>,
    /// Kinds of change in the catalogue.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ChangeEntry>,
}

/// What the example of the page sends and shows as the answer.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let mock = docproof::Mock::start(docproof::MockOptions::new(docproof::shipped_contract())).await?;
/// let report = docproof::Check::new(mock.url()).token(mock.token()).cases(5).run().await?;
/// let example = report.run.example.ok_or("every contract has a case")?;
/// assert_eq!(example.sent["onboardingStatus"], example.answered["onboardingStatus"]);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExampleFacts {
    /// Line of its request line (1-based).
    pub line: u32,
    /// Body of the request, with what contradicts the table; without what docproof derived itself.
    pub sent: Map<String, Value>,
    /// Body of the answer; empty when the page shows none.
    pub answered: Map<String, Value>,
}

/// A kind of change as the log names it.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let mock = docproof::Mock::start(docproof::MockOptions::new(docproof::shipped_contract())).await?;
/// let report = docproof::Check::new(mock.url()).token(mock.token()).cases(5).run().await?;
/// let change = report.run.changes.iter().find(|change| change.id == "D07");
/// assert!(change.is_some_and(|change| change.summary.contains("no calendar")));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeEntry {
    /// Class of the catalogue, as in `D06`.
    pub id: String,
    /// What it does to a request.
    pub summary: String,
}

/// A rule as the log names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleEntry {
    /// Id, as in `echo-sent`.
    pub id: String,
    /// How binding it is.
    pub level: Level,
    /// Finishes the sentence "the target must …".
    pub summary: String,
    /// Source clause.
    pub clause: String,
}

/// The part of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Is there an endpoint that answers as described?
    Preflight,
    /// Cases of the page, then hand-written ones.
    Cases,
    /// Authentication, methods, unknown ids, media types.
    Protocol,
    /// The permission table, with the tokens of other callers.
    Permissions,
    /// Valid patches: listed boundaries, then random.
    Valid,
    /// Invalid patches by class.
    Invalid,
    /// Valid and invalid patches in turn.
    Mixed,
    /// Random sequences against the model.
    Sequences,
    /// Parallel writers.
    Concurrency,
    /// The original values go back.
    Restore,
}

/// The verdicts of all rules on one input.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// Case or input; `control` for the requests that must be accepted beside negatives.
    pub case: String,
    /// Class of the catalogue, for inputs with a mutation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// Properties that the input sets or mutates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<String>,
    /// Seed of the input.
    pub seed: String,
    /// Status of the answer, when one came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Whether the error names the one property that is wrong; absent unless a negative was refused for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names_property: Option<bool>,
    /// Ids of rules that held.
    pub held: Vec<String>,
    /// Ids of rules that are broken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub broken: Vec<String>,
    /// Rules that did not apply, by reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<SkipCount>,
    /// Rules that could not decide, by reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undecided: Vec<SkipCount>,
}

/// Rules without a decision for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkipCount {
    /// Why.
    pub reason: String,
    /// Ids of the rules.
    pub rules: Vec<String>,
}

/// What came of a read that showed the state before the update.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadBack {
    /// Case or input.
    pub case: String,
    /// What came of it.
    pub outcome: Convergence,
    /// Until the update was shown, or until it was given up, in milliseconds.
    pub after_ms: u64,
    /// Reads, the first one included.
    pub reads: u64,
}

/// How an update came to be seen, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Convergence {
    /// Late, and it stayed.
    Converged,
    /// Never.
    Lost,
    /// It was shown, and then the state before it again.
    Reverted,
}

/// Counters of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stats {
    /// Requests sent, retries included.
    pub requests: u64,
    /// Requests that may have changed something.
    pub writes: u64,
    /// Authored cases judged.
    pub cases: u64,
    /// Generated inputs judged.
    pub inputs: u64,
    /// Duration of the run in milliseconds.
    pub duration_ms: u64,
    /// Requests sent again after throttling or a lost connection.
    pub retries: u64,
}

/// How often a promise of the page was exercised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseUse {
    /// The promise: `property displayName`, `status 200`, `header authorization`, `permission application`.
    pub promise: String,
    /// Line on the page (1-based).
    pub line: u32,
    /// Inputs that exercised it.
    pub exercised: u64,
    /// Why it was not, when it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why_not: Option<String>,
}
