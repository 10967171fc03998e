//! Why a run cannot begin.

use crate::generate::GenerateError;
use crate::journal::JournalError;
use crate::schema::SchemaError;
use crate::target::ClientError;

/// A run that cannot begin. What happens after it began is an event, not an error.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let mock = docproof::Mock::start(docproof::MockOptions::new(docproof::shipped_contract())).await?;
/// use docproof::{Check, CheckError, RunError};
///
/// let nothing = Check::new(mock.url()).token(mock.token()).case("no-such-case").run().await;
/// assert!(matches!(nothing, Err(CheckError::Run(RunError::NothingSelected(_)))));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// A placeholder has no value.
    #[error("the path {path} needs a value for `{name}`; give --param {name}=VALUE")]
    MissingParam {
        /// The placeholder.
        name: String,
        /// The path template.
        path: String,
    },
    /// The collection shows no entity.
    #[error("no entity found at {url} to test on; give --param {name}=VALUE")]
    NothingDiscovered {
        /// The placeholder.
        name: String,
        /// The collection that was read.
        url: String,
    },
    /// The contract has no case to start from.
    #[error(
        "the contract `{0}` has no case with a body, and a run starts from a request that must be accepted: its page shows none that can be \
         sent, and no property of a known type to make one of; write one by hand as cases/{0}/NAME.json (schemas/case.schema.json is its format)"
    )]
    NoCase(String),
    /// Nothing fits the given patterns.
    #[error("no case and no input fits {0}; list them with `docproof generate`")]
    NothingSelected(String),
    /// A seed that makes no input.
    #[error(transparent)]
    Generate(#[from] GenerateError),
    /// The contract's schemas do not compile.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// The original values cannot be kept, or another run has the object.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// No client.
    #[error(transparent)]
    Client(#[from] ClientError),
}
