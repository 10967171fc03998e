//! The way in: what a user wants.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use secrecy::SecretString;

use crate::auth::Tokens;
use crate::cases::{CasesError, ContractBundle};
use crate::engine::plan::{Caller, Journal, Shard};
use crate::model::{Identity, Level, Profile, SeedToken};
use crate::target::Connection;
use crate::value::Glob;
use crate::waivers::Waivers;

/// Contract that is checked when none is named.
pub const DEFAULT_CONTRACT: &str = "update-remoteassistancepartner";
/// Patches that a run generates when no number is given.
const DEFAULT_INPUTS: u64 = 800;
/// The lowest level that makes a run fail when nothing else is asked for.
const DEFAULT_DENY: Level = Level::Must;

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
    pub(super) target: String,
    pub(super) label: Option<String>,
    pub(super) contract: Result<ContractBundle, CasesError>,
    pub(super) params: Vec<(String, String)>,
    pub(super) tokens: Option<Arc<Tokens>>,
    pub(super) callers: Vec<Caller>,
    pub(super) connection: Connection,
    pub(super) write_rate: Option<u32>,
    pub(super) seed: u64,
    pub(super) only: Option<SeedToken>,
    pub(super) inputs: u64,
    pub(super) rules: Vec<String>,
    pub(super) profiles: Vec<Profile>,
    pub(super) globs: Vec<Glob>,
    pub(super) shard: Option<Shard>,
    pub(super) waivers: Waivers,
    pub(super) deny: Level,
    pub(super) max_time: Option<Duration>,
    pub(super) budget_writes: Option<u64>,
    pub(super) allow_writes: bool,
    pub(super) read_only: bool,
    pub(super) throwaway: bool,
    pub(super) eventual: bool,
    pub(super) journal: Option<Arc<dyn Journal>>,
    pub(super) timeout: Option<Duration>,
    pub(super) first_only: bool,
    pub(super) invocation: Option<String>,
    pub(super) cancelled: Arc<AtomicBool>,
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
            tokens: None,
            callers: Vec::new(),
            connection: Connection::default(),
            write_rate: None,
            seed: 0,
            only: None,
            inputs: DEFAULT_INPUTS,
            rules: Vec::new(),
            profiles: vec![Profile::Page, Profile::Csdl],
            globs: Vec::new(),
            shard: None,
            waivers: Waivers::default(),
            deny: DEFAULT_DENY,
            max_time: None,
            budget_writes: None,
            allow_writes: false,
            read_only: false,
            throwaway: false,
            eventual: false,
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
        self.contract = ContractBundle::find(name_or_dir);
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
        self.tokens = Some(Arc::new(Tokens::fixed(SecretString::from(token.into()), "DOCPROOF_TOKEN")));
        self
    }

    /// Where the bearer token of each request comes from.
    #[must_use]
    pub(crate) fn tokens(mut self, tokens: Arc<Tokens>) -> Self {
        self.tokens = Some(tokens);
        self
    }

    /// Bearer token of another caller: it proves a row of the page's permission table, or that somebody without any of the
    /// permissions is refused. It is shown nowhere.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use docproof::{Check, Identity, Mock, MockOptions, shipped_contract};
    ///
    /// let poor = Identity::WithoutPermission;
    /// let mock = Mock::start(MockOptions::new(shipped_contract()).identity(poor, "poor")).await?;
    /// let check = Check::new(mock.url()).token(mock.token()).identity(poor, "poor");
    /// check.rule("permission-required").run().await?.assert_held();
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn identity(self, identity: Identity, token: impl Into<String>) -> Self {
        let tokens = Arc::new(Tokens::fixed(SecretString::from(token.into()), identity.name()));
        self.caller(Caller { identity, tokens })
    }

    /// Another caller, from wherever its token comes.
    #[must_use]
    pub(crate) fn caller(mut self, caller: Caller) -> Self {
        self.callers.push(caller);
        self
    }

    /// How the target is reached.
    #[must_use]
    pub(crate) fn connection(mut self, connection: Connection) -> Self {
        self.connection = connection;
        self
    }

    /// Most writes in a second.
    #[must_use]
    pub(crate) fn write_rate(mut self, writes: u32) -> Self {
        self.write_rate = Some(writes);
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

    /// Longest duration of the run. One minute on loopback, ten elsewhere when not given.
    #[must_use]
    pub fn max_time(mut self, time: Duration) -> Self {
        self.max_time = Some(time);
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

    /// Make an object of the run's own by the documented create, test that one, and delete it at the end. No other object is
    /// written to. A check that only reads makes none.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let mock = docproof::Mock::start(docproof::MockOptions::new(docproof::shipped_contract())).await?;
    /// let check = docproof::Check::new(mock.url()).token(mock.token()).seed(1).cases(20);
    /// check.throwaway().run().await?.assert_held();
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn throwaway(mut self) -> Self {
        self.throwaway = true;
        self
    }

    /// Give the target a while to show an update before a read is judged. It always is where it is not on this machine.
    #[must_use]
    pub fn eventual(mut self) -> Self {
        self.eventual = true;
        self
    }

    /// Only one part of the plan.
    #[must_use]
    pub(crate) fn shard(mut self, shard: Shard) -> Self {
        self.shard = Some(shard);
        self
    }

    /// Findings that are expected.
    #[must_use]
    pub(crate) fn waivers(mut self, waivers: Waivers) -> Self {
        self.waivers = waivers;
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
}
