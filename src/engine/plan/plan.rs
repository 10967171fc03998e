//! A validated plan: what to run, against what, within which limits.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use secrecy::SecretString;

use super::caller::Caller;
use super::journal::Journal;
use super::shard::Shard;
use super::throwaway::Throwaway;
use crate::auth::Tokens;
use crate::cases::ContractBundle;
use crate::model::{Identity, Level, SeedToken};
use crate::rules::Rule;
use crate::target::{Address, Connection, Limits, Redactor};
use crate::value::Glob;
use crate::waivers::Waivers;

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
    /// Where the bearer token of each request comes from, when there is one.
    pub tokens: Option<Arc<Tokens>>,
    /// Others whose tokens prove the page's permission table.
    pub callers: Vec<Caller>,
    /// Through which proxy the target is reached, and whom to trust.
    pub connection: Connection,
    /// Seed of the run.
    pub seed: u64,
    /// Only this input, when a replay asks for it.
    pub only: Option<SeedToken>,
    /// How many patches to generate.
    pub inputs: u64,
    /// Rules to judge, in registry order.
    pub rules: Vec<&'static Rule>,
    /// Whether the strict OData profile is judged.
    pub strict: bool,
    /// Only cases and inputs whose id fits one of these; empty means all.
    pub globs: Vec<Glob>,
    /// Only this part of the plan; all of it when not given.
    pub shard: Option<Shard>,
    /// Findings that are expected.
    pub waivers: Waivers,
    /// Lowest level that breaks a run.
    pub deny: Level,
    /// Longest duration of the run.
    pub max_time: Duration,
    /// Most requests that may change something.
    pub budget_writes: Option<u64>,
    /// Most writes per second; unlimited when not given.
    pub write_rate: Option<u32>,
    /// Whether the target may take a while to show an update.
    pub eventual: bool,
    /// Send nothing that may change something.
    pub read_only: bool,
    /// Make an object of the run's own, test that one and remove it.
    pub throwaway: Option<Throwaway>,
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

impl Plan {
    /// Whether the case or input with this id is wanted.
    pub fn selects(&self, id: &str) -> bool {
        self.globs.is_empty() || self.globs.iter().any(|glob| glob.fits(id))
    }

    /// The bearer token as it is now.
    pub fn token(&self) -> Option<SecretString> {
        self.tokens.as_ref().map(|tokens| tokens.current())
    }

    /// Masks the secrets of the run.
    pub fn redactor(&self) -> Redactor {
        let all = self.tokens.iter().chain(self.callers.iter().map(|caller| &caller.tokens));
        all.fold(Redactor::default(), |known, tokens| known.and(&tokens.redactor()))
    }

    /// The token source of `identity`, when there is one.
    pub fn tokens_of(&self, identity: Identity) -> Option<&Arc<Tokens>> {
        self.callers.iter().find(|caller| caller.identity == identity).map(|caller| &caller.tokens)
    }

    /// Whose token an input needs and nobody gave.
    pub fn lacks_identity(&self, seed: &SeedToken) -> Option<Identity> {
        Identity::of_seed(seed).filter(|identity| self.tokens_of(*identity).is_none())
    }

    /// What to look at when the target lets nobody in.
    pub fn credentials(&self) -> String {
        let none = || "DOCPROOF_TOKEN (not set)".to_owned();
        self.tokens.as_ref().map_or_else(none, |tokens| tokens.described())
    }

    /// Whether the input with this id is in the part of the plan that is run.
    pub fn has(&self, id: &str) -> bool {
        self.shard.is_none_or(|shard| shard.has(id))
    }

    /// Whether the `number`-th of something counted is in the part of the plan that is run.
    pub fn has_number(&self, number: u64) -> bool {
        self.shard.is_none_or(|shard| shard.has_number(number))
    }

    /// The share of `whole` that the part of the plan has.
    pub fn share(&self, whole: usize) -> usize {
        self.shard.map_or(whole, |shard| shard.share(whole))
    }

    /// Whether the run sees everything that a waiver could be about.
    pub fn is_whole(&self) -> bool {
        self.only.is_none() && self.globs.is_empty() && self.shard.is_none() && !self.read_only && !self.first_only
    }

    /// Whether the run must end because somebody asked for it.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}
