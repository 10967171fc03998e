//! Why a broken promise does not fail a run.

use serde::{Deserialize, Serialize};

/// A finding that somebody expects: it is shown, and does not fail the run.
///
/// ```
/// let waived: docproof::Waived = serde_json::from_str(
///     r#"{"by": "waivers.toml:4", "reason": "204 by design, ticket 17", "until": "2027-01-31"}"#,
/// ).unwrap();
/// assert_eq!(waived.until.as_deref(), Some("2027-01-31"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waived {
    /// Where it is said: `waivers.toml:4`, or the file of a baseline.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Last day on which it is expected (UTC); absent for a baseline, which has no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// A waiver that waives nothing any more.
///
/// ```
/// let stale: docproof::StaleWaiver =
///     serde_json::from_str(r#"{"by": "waivers.toml:4", "rule": "status-success", "why": "it expired on 2026-01-31"}"#).unwrap();
/// assert_eq!(stale.rule, "status-success");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaleWaiver {
    /// Where it is said.
    pub by: String,
    /// Rule that it is about.
    pub rule: String,
    /// What is stale about it: a day that is over, or a finding that is gone.
    pub why: String,
}
