//! Why a file cannot be imported at all.

/// The file is no documentation page of an operation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// No text, or one in another encoding.
    #[error(
        "{file} is not UTF-8: the byte at offset {offset} (line {line}) starts no character; save the page as UTF-8"
    )]
    NotUtf8 {
        /// File name of the page.
        file: String,
        /// Offset of the first bad byte.
        offset: usize,
        /// Line of that byte (1-based).
        line: usize,
    },
    /// Nothing but blanks.
    #[error("{file} is empty; give the page of one operation")]
    Empty {
        /// File name of the page.
        file: String,
    },
    /// No method line, and no example request among the parts of an operation's page.
    #[error(
        "{file} {}; give the page of one operation, with its method line such as `PATCH /things/{{id}}` under \"HTTP request\", or an example request",
        lacks(*.fences)
    )]
    NoOperation {
        /// File name of the page.
        file: String,
        /// How many code fences were looked at.
        fences: usize,
    },
}

fn lacks(fences: usize) -> String {
    match fences {
        0 => "has no code fence, so it documents no operation".to_owned(),
        1 => "has one code fence, which tells of no operation".to_owned(),
        _ => format!("has {fences} code fences, which tell of no operation"),
    }
}
