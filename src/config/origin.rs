//! A value and where it was said.

use std::fmt;

/// Where a value was said; messages about the value name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// On the command line, by this option.
    Argument(String),
    /// In this environment variable.
    Environment(String),
    /// In a file.
    File {
        /// Its path as it was given.
        file: String,
        /// Line (1-based).
        line: usize,
        /// Column in characters (1-based).
        column: usize,
    },
    /// Nowhere: it is the default of the program.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Argument(option) => f.write_str(option),
            Self::Environment(variable) => f.write_str(variable),
            Self::File { file, line, column } => write!(f, "{file}:{line}:{column}"),
            Self::Default => f.write_str("the default"),
        }
    }
}

/// A value that remembers where it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Where it was said.
    pub origin: Origin,
}

impl<T> Setting<T> {
    /// The same origin with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Setting<U> {
        Setting { value: change(self.value), origin: self.origin }
    }
}
