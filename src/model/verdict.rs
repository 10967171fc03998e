//! What a rule says of one piece of evidence.

use serde::{Deserialize, Serialize};

use super::Observation;

/// What a rule decides, or why it does not.
#[derive(Debug, Clone, PartialEq)]
pub enum Judgement {
    /// The promise was kept.
    Held,
    /// The promise was broken; at least one observation.
    Broken(Vec<Observation>),
    /// The rule does not apply; the reason is counted, never silent.
    Skipped(&'static str),
    /// The evidence does not allow a decision.
    Undecided(&'static str),
}

/// Verdict of a rule on a case, or of a whole run.
///
/// ```
/// assert_eq!(serde_json::to_value(docproof::Verdict::Held).unwrap(), "held");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Every promise that was exercised held.
    Held,
    /// At least one promise was broken.
    Broken,
    /// No promise was seen broken, but the run could not decide.
    Undecided,
}
