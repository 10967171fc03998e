//! Why a contract or case cannot be used.

use std::io;
use std::path::PathBuf;

use miette::{Diagnostic, NamedSource, SourceSpan};

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
    #[error(
        "{} holds {} contracts ({}); name one, as in {}",
        .dir.display(), .names.len(), .names.join(", "), .dir.join("cases").join(.names.first().map_or("NAME", String::as_str)).display()
    )]
    Several {
        /// The folder.
        dir: PathBuf,
        /// Names of the contracts in it.
        names: Vec<String>,
    },
    /// The folder holds no contract.
    #[error("{} holds no contract; expected schemas/NAME/contract.json in it, as `docproof import --out` writes it", .dir.display())]
    Missing {
        /// The folder.
        dir: PathBuf,
    },
    /// The contract has no case.
    #[error("{} holds no case file (*.json); import the page again or write one by hand", .dir.display())]
    NoCase {
        /// The folder of cases.
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

/// A place in a file that does not fit, with the file's text to quote.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("{file}:{line}:{column}: {key}: {what}")]
pub struct FileFault {
    /// Path of the file.
    pub file: String,
    /// Line (1-based).
    pub line: usize,
    /// Column in characters (1-based).
    pub column: usize,
    /// Dotted key of the value, `.` for the whole file.
    pub key: String,
    /// What is wrong and what is expected.
    pub what: String,
    /// The file's text.
    #[source_code]
    pub text: NamedSource<String>,
    /// The place in it.
    #[label("here")]
    pub span: SourceSpan,
}

impl FileFault {
    /// A fault at a byte range of `text`.
    #[must_use]
    pub fn new(file: &str, text: &str, range: std::ops::Range<usize>, key: &str, what: impl Into<String>) -> Box<Self> {
        let before = text.get(..range.start).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Box::new(Self {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            key: if key.is_empty() { ".".to_owned() } else { key.to_owned() },
            what: what.into(),
            text: NamedSource::new(file, text.to_owned()).with_language("json"),
            span: range.into(),
        })
    }
}

impl From<Box<FileFault>> for CasesError {
    fn from(fault: Box<FileFault>) -> Self {
        Self::File(fault)
    }
}
