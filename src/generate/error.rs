//! Why no input was made.

use crate::value::did_you_mean;

/// A seed that makes no input for this contract.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GenerateError {
    /// The stream of the seed does not exist.
    #[error("no stream of inputs is called `{stream}`{}", did_you_mean(.suggestion.as_deref()))]
    UnknownStream {
        /// The name that was given.
        stream: String,
        /// The nearest name, when one is near.
        suggestion: Option<String>,
    },
    /// The stream is a list, and the number lies behind its end.
    #[error("stream `{stream}` lists {listed} inputs for this contract, there is no number {number}")]
    BehindTheEnd {
        /// Name of the stream.
        stream: String,
        /// The number of the seed.
        number: u64,
        /// How many the stream lists.
        listed: usize,
    },
    /// The contract has nothing that the stream could use: no collection, no enum, no range.
    #[error("stream `{stream}` makes no input for this contract: no property or fact that it needs")]
    NothingToUse {
        /// Name of the stream.
        stream: String,
    },
    /// A strategy could not make a value.
    #[error("stream `{stream}` could not make a value: {reason}")]
    Strategy {
        /// Name of the stream.
        stream: String,
        /// What proptest said.
        reason: String,
    },
}

#[cfg(test)]
mod tests {
    use super::GenerateError;

    #[test]
    fn a_near_name_is_offered() {
        let error =
            GenerateError::UnknownStream { stream: "bondary".to_owned(), suggestion: Some("boundary".to_owned()) };
        assert_eq!(error.to_string(), "no stream of inputs is called `bondary` (did you mean `boundary`?)");
    }
}
