//! What is in the way of a check.

use crate::cases::CasesError;
use crate::engine::plan::RunError;
use crate::rules::UnknownRule;
use crate::target::AddressError;

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
    /// No page says how to make or remove an object.
    #[error(
        "the contract `{contract}` has no documented {missing}, so a run can make no object of its own; import all pages of the resource together"
    )]
    NoThrowaway {
        /// The contract.
        contract: String,
        /// What is missing.
        missing: &'static str,
    },
    /// The run makes the object that this parameter names.
    #[error("a run with --throwaway makes its own object; leave out --param {name}")]
    OwnId {
        /// The placeholder of the id.
        name: String,
    },
    /// The run cannot begin.
    #[error(transparent)]
    Run(#[from] RunError),
}
