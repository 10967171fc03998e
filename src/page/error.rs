//! Why a file cannot be imported at all.

/// The file is no documentation page of an operation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// Not text.
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
    /// Neither a method line nor an example request.
    #[error(
        "{file} has {fences} code fence(s), but none starts with a request line such as `PATCH /things/{{id}}`; \
         give the page of one operation, with its method line under \"HTTP request\" or an example request"
    )]
    NoOperation {
        /// File name of the page.
        file: String,
        /// How many code fences were looked at.
        fences: usize,
    },
}
