//! What is wrong in a file that a user wrote, and where.

use miette::{Diagnostic, NamedSource, SourceSpan};

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
            text: NamedSource::new(file, text.to_owned()),
            span: range.into(),
        })
    }
}
