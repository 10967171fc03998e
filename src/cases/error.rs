//! Why a contract or case cannot be used.

use std::io;
use std::path::{Path, PathBuf};

use miette::Diagnostic;

use crate::model::FileFault;
use crate::value::did_you_mean;

/// A contract or case that cannot be loaded or written.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use docproof::{CasesError, Check, CheckError};
///
/// let unknown = Check::new("http://127.0.0.1:8080/v1.0").contract("update-partner").run().await;
/// assert!(matches!(unknown, Err(CheckError::Cases(CasesError::Unknown { .. }))));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum CasesError {
    /// No embedded contract has this name.
    #[error("no contract `{name}` ships with the program{}; there is: {}", did_you_mean(.like.as_deref()), .known.join(", "))]
    Unknown {
        /// The name asked for.
        name: String,
        /// The nearest known name.
        like: Option<String>,
        /// All known names.
        known: Vec<String>,
    },
    /// The folder holds more than one contract.
    #[error("{} holds {} contracts; name one of them, as in --contract {}:{}", .dir.display(), .names.len(), example(.dir, .names), listed(.names))]
    Several {
        /// The folder.
        dir: PathBuf,
        /// Names of the contracts in it.
        names: Vec<String>,
    },
    /// The folder holds contracts, and not this one.
    #[error("{} holds {count} contracts, but none is called `{name}`{}; `ls {}` lists them", .dir.display(), did_you_mean(.like.as_deref()), .dir.join("cases").display())]
    NotThere {
        /// The folder.
        dir: PathBuf,
        /// The name asked for.
        name: String,
        /// The nearest name in it.
        like: Option<String>,
        /// How many contracts it holds.
        count: usize,
    },
    /// The folder holds no contract.
    #[error("{} holds no contract; expected schemas/NAME/contract.json in it, as `docproof import --out` writes it", .dir.display())]
    Missing {
        /// The folder.
        dir: PathBuf,
    },
    /// A file or folder cannot be read or written; the cause names it.
    #[error("cannot access the contract's files")]
    Io(#[from] io::Error),
    /// A file does not hold what it must.
    #[error(transparent)]
    #[diagnostic(transparent)]
    File(Box<FileFault>),
}

/// Names that a message lists.
const LISTED: usize = 10;

fn example(dir: &Path, names: &[String]) -> String {
    dir.join("cases").join(names.first().map_or("NAME", String::as_str)).display().to_string()
}

/// The first names, one a line, and how many more there are.
fn listed(names: &[String]) -> String {
    let more = names.len().saturating_sub(LISTED);
    let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
    let first: String = names.iter().take(LISTED).flat_map(|name| ["\n  ", name]).collect();
    first + &more
}

impl From<Box<FileFault>> for CasesError {
    fn from(fault: Box<FileFault>) -> Self {
        Self::File(fault)
    }
}
