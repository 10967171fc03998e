//! The way in: from what a user wants to a validated plan and a report.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use secrecy::SecretString;

use super::journal::Journal;
use super::plan::{Glob, Plan};
use super::run::{DEFAULT_DENY, RunError, run};
use crate::cases::{CasesError, ContractBundle};
use crate::event::Event;
use crate::model::{Level, Profile, SeedToken};
use crate::report::{Report, ReportFold};
use crate::rules::{RULES, Rule, UnknownRule, rule_named};
use crate::target::{Address, AddressError, Limits};

/// Contract that is checked when none is named.
pub const DEFAULT_CONTRACT: &str = "update-remoteassistancepartner";
/// Patches that a run generates when no number is given.
const DEFAULT_INPUTS: u64 = 800;
/// Longest duration of a run when none is given.
const DEFAULT_TIME: Duration = Duration::from_secs(60);
/// Most writes to a target that is not on this machine.
const LIVE_WRITES: u64 = 200;
/// Most writes per second to a target that is not on this machine: half of what Graph allows one application.
const LIVE_RATE: u32 = 4;
/// Longest wait for one answer of a target that is not on this machine.
const LIVE_TIMEOUT: Duration = Duration::from_secs(30);

/// What is in the way of a check.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use docproof::{Check, CheckError};
///
/// let refused = Check::new("https://graph.microsoft.com/v1.0").run().await;
/// assert!(matches!(refused, Err(CheckError::WritesNotAllowed { .. })));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// The target is no service root.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// The contract or a case cannot be loaded.
    #[error(transparent)]
    Cases(#[from] CasesError),
    /// No rule has this id.
    #[error(transparent)]
    Rule(#[from] UnknownRule),
    /// Writing to somebody's service needs consent.
    #[error("{root} is not on this machine; a run writes to it, so say --allow-writes, or --read-only")]
    WritesNotAllowed {
        /// The service root.
        root: String,
    },
    /// The path has no such placeholder.
    #[error("the path {path} has no placeholder `{name}`; it has {known}")]
    UnknownParam {
        /// What was given.
        name: String,
        /// The path template.
        path: String,
        /// The placeholders that there are.
        known: String,
    },
    /// The run cannot begin.
    #[error(transparent)]
    Run(#[from] RunError),
}

/// Checks one endpoint against one contract.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let mock = docproof::Mock::start(docproof::MockOptions::new(docproof::shipped_contract())).await?;
/// let report = docproof::Check::new(mock.url()).token(mock.token()).seed(1).cases(20).run().await?;
/// report.assert_held();
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Check {
    target: String,
    label: Option<String>,
    contract: Result<ContractBundle, CasesError>,
    params: Vec<(String, String)>,
    token: Option<SecretString>,
    seed: u64,
    only: Option<SeedToken>,
    inputs: u64,
    rules: Vec<String>,
    profiles: Vec<Profile>,
    globs: Vec<Glob>,
    deny: Level,
    max_time: Duration,
    budget_writes: Option<u64>,
    allow_writes: bool,
    read_only: bool,
    journal: Option<Arc<dyn Journal>>,
    timeout: Option<Duration>,
    first_only: bool,
    invocation: Option<String>,
    cancelled: Arc<AtomicBool>,
}

impl Check {
    /// A check of the service root `target` against the contract that ships inside.
    #[must_use]
    pub fn new(target: impl Into<String>) -> Self {
        Self {
            target: target.into(),
            label: None,
            contract: ContractBundle::embedded(DEFAULT_CONTRACT),
            params: Vec::new(),
            token: None,
            seed: 0,
            only: None,
            inputs: DEFAULT_INPUTS,
            rules: Vec::new(),
            profiles: vec![Profile::Page, Profile::Csdl],
            globs: Vec::new(),
            deny: DEFAULT_DENY,
            max_time: DEFAULT_TIME,
            budget_writes: None,
            allow_writes: false,
            read_only: false,
            journal: None,
            timeout: None,
            first_only: false,
            invocation: None,
            cancelled: Arc::default(),
        }
    }

    /// The contract: a name that ships inside, or a folder that an import wrote.
    #[must_use]
    pub fn contract(mut self, name_or_dir: &str) -> Self {
        let path = Path::new(name_or_dir);
        self.contract = if path.is_dir() { ContractBundle::load(path) } else { ContractBundle::embedded(name_or_dir) };
        self
    }

    /// A contract that is already loaded.
    #[must_use]
    pub(crate) fn bundle(mut self, bundle: ContractBundle) -> Self {
        self.contract = Ok(bundle);
        self
    }

    /// Value of a placeholder of the path. On loopback a missing last one is read from the collection.
    #[must_use]
    pub fn param(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.params.push((name.into(), value.into()));
        self
    }

    /// Bearer token for the target. It is shown nowhere.
    #[must_use]
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(SecretString::from(token.into()));
        self
    }

    /// Seed of the run: the same seed sends the same requests in the same order. 0 when not given.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Only the input that this seed makes.
    #[must_use]
    pub fn only(mut self, seed: SeedToken) -> Self {
        self.only = Some(seed);
        self
    }

    /// How many patches to generate beside the authored cases.
    #[must_use]
    pub fn cases(mut self, inputs: u64) -> Self {
        self.inputs = inputs;
        self
    }

    /// Judge only this rule; may be given several times.
    #[must_use]
    pub fn rule(mut self, id: impl Into<String>) -> Self {
        self.rules.push(id.into());
        self
    }

    /// Judge the strict OData rules too, which Graph itself does not keep.
    #[must_use]
    pub fn strict_odata(mut self) -> Self {
        self.profiles.push(Profile::StrictOdata);
        self
    }

    /// Only cases and inputs whose id fits the pattern (`*` stands for any text); may be given several times.
    #[must_use]
    pub fn case(mut self, glob: impl Into<String>) -> Self {
        self.globs.push(Glob::new(glob));
        self
    }

    /// Broken promises of `level` and stronger fail the run. [`Level::Must`] when not given.
    #[must_use]
    pub fn deny(mut self, level: Level) -> Self {
        self.deny = level;
        self
    }

    /// Longest duration of the run. One minute when not given.
    #[must_use]
    pub fn max_time(mut self, time: Duration) -> Self {
        self.max_time = time;
        self
    }

    /// Most requests that may change something. Unlimited on loopback, 200 elsewhere when not given.
    #[must_use]
    pub fn budget_writes(mut self, writes: u64) -> Self {
        self.budget_writes = Some(writes);
        self
    }

    /// Consent to write to a target that is not on this machine.
    #[must_use]
    pub fn allow_writes(mut self) -> Self {
        self.allow_writes = true;
        self
    }

    /// Send nothing that may change something: reads, and requests that must be refused.
    #[must_use]
    pub fn read_only(mut self) -> Self {
        self.read_only = true;
        self
    }

    /// Where the original values are kept, so that they go back even when the process is killed.
    #[must_use]
    pub(crate) fn journal(mut self, journal: Arc<dyn Journal>) -> Self {
        self.journal = Some(journal);
        self
    }

    /// Longest wait for one answer. 5 s on loopback, 30 s elsewhere when not given.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Stop at the first finding that fails the run.
    #[must_use]
    pub fn first_only(mut self) -> Self {
        self.first_only = true;
        self
    }

    /// What reports call the target, and how a reader starts the same run.
    #[must_use]
    pub fn named(mut self, label: impl Into<String>, invocation: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self.invocation = Some(invocation.into());
        self
    }

    /// A flag that ends the run early when set; values are put back even then.
    #[must_use]
    pub fn cancelled_by(mut self, flag: Arc<AtomicBool>) -> Self {
        self.cancelled = flag;
        self
    }

    /// Runs the check.
    ///
    /// # Errors
    /// When it cannot begin. Whatever goes wrong later is in the report.
    pub async fn run(self) -> Result<Report, CheckError> {
        self.run_and_tell(&mut |_| ()).await
    }

    /// Runs the check and tells `listener` each event as it happens.
    ///
    /// # Errors
    /// When it cannot begin.
    pub async fn run_and_tell(self, listener: &mut dyn FnMut(&Event)) -> Result<Report, CheckError> {
        let plan = self.plan()?;
        prove(&plan, listener).await
    }

    /// The validated plan.
    ///
    /// # Errors
    /// When a setting does not fit: the contract, the target, a parameter, a rule.
    pub(crate) fn plan(self) -> Result<Plan, CheckError> {
        let bundle = self.contract?;
        let address = Address::parse(&self.target)?;
        if !address.is_loopback() && !self.allow_writes && !self.read_only {
            return Err(CheckError::WritesNotAllowed { root: address.root().to_owned() });
        }
        let path = &bundle.contract.operation.path;
        if let Some((name, _)) = self.params.iter().find(|(name, _)| !path.placeholders().contains(&name.as_str())) {
            let known = path.placeholders().join(", ");
            return Err(CheckError::UnknownParam { name: name.clone(), path: path.0.clone(), known });
        }
        let live = !address.is_loopback();
        let limits = Limits::default();
        let timeout = self.timeout.unwrap_or(if live { LIVE_TIMEOUT } else { limits.timeout });
        let invocation = self.invocation.unwrap_or_else(|| format!("docproof run --target {}", address.root()));
        Ok(Plan {
            target: self.label.unwrap_or_else(|| address.root().to_owned()),
            rules: select(&self.rules, &self.profiles)?,
            limits: Limits { timeout, ..limits },
            budget_writes: self.budget_writes.or(live.then_some(LIVE_WRITES)),
            write_rate: live.then_some(LIVE_RATE),
            read_only: self.read_only,
            journal: self.journal,
            bundle,
            address,
            params: self.params,
            token: self.token,
            seed: self.seed,
            only: self.only,
            inputs: self.inputs,
            globs: self.globs,
            deny: self.deny,
            max_time: self.max_time,
            first_only: self.first_only,
            invocation,
            cancelled: self.cancelled,
        })
    }
}

/// Runs a plan, tells `listener` each event as it happens, and reports.
///
/// # Errors
/// When the run cannot begin.
pub async fn prove(plan: &Plan, listener: &mut dyn FnMut(&Event)) -> Result<Report, CheckError> {
    let mut fold = ReportFold::default();
    let mut both = |event: &Event| {
        fold.event(event);
        listener(event);
    };
    run(plan, &mut both).await?;
    Ok(fold.finish())
}

/// The named rules, or all of the profiles when none is named.
fn select(ids: &[String], profiles: &[Profile]) -> Result<Vec<&'static Rule>, UnknownRule> {
    if ids.is_empty() {
        return Ok(RULES.iter().copied().filter(|rule| profiles.contains(&rule.profile)).collect());
    }
    let mut named = ids.iter().map(|id| rule_named(id)).collect::<Result<Vec<_>, _>>()?;
    named.sort_by_key(|rule| rule.id);
    named.dedup_by_key(|rule| rule.id);
    Ok(named)
}
