//! A validated plan: what to run, against what, within which limits.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use secrecy::SecretString;

use super::journal::Journal;
use crate::cases::ContractBundle;
use crate::model::{Level, SeedToken};
use crate::rules::Rule;
use crate::target::{Address, Limits};

/// Everything a run needs; nothing in it can be wrong any more.
#[derive(Debug)]
pub struct Plan {
    /// The contract and its authored cases.
    pub bundle: ContractBundle,
    /// Service root.
    pub address: Address,
    /// What reports call the target.
    pub target: String,
    /// Values of the path's placeholders; missing ones are discovered on loopback.
    pub params: Vec<(String, String)>,
    /// Bearer token, when there is one.
    pub token: Option<SecretString>,
    /// Seed of the run.
    pub seed: u64,
    /// Only this input, when a replay asks for it.
    pub only: Option<SeedToken>,
    /// How many patches to generate.
    pub inputs: u64,
    /// Rules to judge, in registry order.
    pub rules: Vec<&'static Rule>,
    /// Only cases and inputs whose id fits one of these; empty means all.
    pub globs: Vec<Glob>,
    /// Lowest level that breaks a run.
    pub deny: Level,
    /// Longest duration of the run.
    pub max_time: Duration,
    /// Most requests that may change something.
    pub budget_writes: Option<u64>,
    /// Most writes per second; unlimited when not given.
    pub write_rate: Option<u32>,
    /// Send nothing that may change something.
    pub read_only: bool,
    /// Keeps the original values while the run goes on. Without one they live in memory only.
    pub journal: Option<Arc<dyn Journal>>,
    /// Limits of one answer.
    pub limits: Limits,
    /// Stop at the first finding that fails the run: for scoring.
    pub first_only: bool,
    /// How a reader starts the same run: the beginning of each replay command.
    pub invocation: String,
    /// Set from outside to end the run early and put the object back.
    pub cancelled: Arc<AtomicBool>,
}

/// A pattern for ids of cases and inputs: `*` stands for any text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glob(String);

impl Glob {
    /// A pattern; every text is one.
    #[must_use]
    pub fn new(pattern: impl Into<String>) -> Self {
        Self(pattern.into())
    }

    /// Whether `id` fits. A pattern without `/` also fits the last part of an id, so `documented` finds `case/documented`.
    #[must_use]
    pub fn fits(&self, id: &str) -> bool {
        let last = id.rsplit('/').next().unwrap_or(id);
        fits(&self.0, id) || (!self.0.contains('/') && fits(&self.0, last))
    }
}

impl std::fmt::Display for Glob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}`", self.0)
    }
}

fn fits(pattern: &str, text: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut left) = text.strip_prefix(first) else { return false };
    let mut pieces: Vec<&str> = rest.split('*').collect();
    let end = pieces.pop().unwrap_or_default();
    for piece in pieces {
        let Some(at) = left.find(piece) else { return false };
        left = &left[at + piece.len()..];
    }
    left.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::Glob;

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, id, expected) in [
            ("documented", "case/documented", true),
            ("D06/*", "D06/lastConnectionDateTime/3", true),
            ("D06*", "D07/x", false),
            ("*/onboardingUrl/*", "T01/onboardingUrl/1", true),
            ("*", "anything", true),
            ("case/doc", "case/documented", false),
            ("a*a", "a", false),
        ] {
            assert_eq!(Glob::new(pattern).fits(id), expected, "{pattern} {id}");
        }
    }
}
