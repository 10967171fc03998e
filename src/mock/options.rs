//! What a mock is started with.

use serde_json::{Map, Value};

use super::{FaultId, FreedomId, MockError, fault, freedom};
use crate::model::{Contract, Identity};

/// The token of a mock that was given none.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let mock = docproof::Mock::start(docproof::MockOptions::new(docproof::shipped_contract())).await?;
/// assert_eq!(mock.token(), docproof::DEFAULT_TOKEN);
/// # Ok(())
/// # }
/// ```
pub const DEFAULT_TOKEN: &str = "docproof-mock-token";

/// What a mock is started with.
///
/// ```
/// use docproof::{MockOptions, shipped_contract};
///
/// let options = MockOptions::new(shipped_contract()).token("secret").fault("text-cut-at-255")?;
/// assert_eq!((options.port, options.token.as_deref()), (0, Some("secret")));
/// # Ok::<(), docproof::MockError>(())
/// ```
#[derive(Debug, Clone)]
pub struct MockOptions {
    /// The contract to keep.
    pub contract: Contract,
    /// Port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// Accepted bearer token; [`DEFAULT_TOKEN`] when absent.
    pub token: Option<String>,
    /// Tokens of callers who may do only what the page's permission table says of them; none when empty.
    pub identities: Vec<(Identity, String)>,
    /// Deviations to switch on.
    pub(super) faults: Vec<FaultId>,
    /// Conforming peculiarities to switch on.
    pub(super) freedoms: Vec<FreedomId>,
    /// Properties of the initial entities, keys included; empty takes three in the manner of the page's example.
    pub partners: Vec<Map<String, Value>>,
}

impl MockOptions {
    /// A healthy mock of `contract` on a free port.
    #[must_use]
    pub fn new(contract: Contract) -> Self {
        Self { contract, port: 0, token: None, identities: vec![], faults: vec![], freedoms: vec![], partners: vec![] }
    }

    /// Accepts this bearer token.
    #[must_use]
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// Knows this bearer token as that of a caller who may do only what the page's permission table says.
    #[must_use]
    pub fn identity(mut self, identity: Identity, token: impl Into<String>) -> Self {
        self.identities.push((identity, token.into()));
        self
    }

    /// Knows a token of every kind of caller.
    #[must_use]
    pub(crate) fn every_identity(self) -> Self {
        let token = |identity: Identity| format!("{DEFAULT_TOKEN}-{}", identity.name());
        Identity::ALL.into_iter().fold(self, |options, identity| options.identity(identity, token(identity)))
    }

    /// Switches a fault on.
    ///
    /// # Errors
    /// When there is no such fault; the error names the nearest.
    pub fn fault(mut self, id: &str) -> Result<Self, MockError> {
        self.faults.push(fault(id)?.id.into());
        Ok(self)
    }

    /// Switches a freedom on.
    ///
    /// # Errors
    /// When there is no such freedom; the error names the nearest.
    pub fn freedom(mut self, id: &str) -> Result<Self, MockError> {
        self.freedoms.push(freedom(id)?.id.into());
        Ok(self)
    }
}
