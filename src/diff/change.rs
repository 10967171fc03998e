//! One change between two editions.

use std::fmt;

/// Whether a client that keeps to the old edition still works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Impact {
    /// It does.
    Compatible,
    /// It may not.
    Breaking,
}

impl fmt::Display for Impact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Compatible => "compatible",
            Self::Breaking => "breaking",
        })
    }
}

/// A change of the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Stable kebab-case name of the kind of change.
    pub code: &'static str,
    /// What it means for clients.
    pub impact: Impact,
    /// What changed, with both sides.
    pub message: String,
    /// Line on the old page (1-based); `None` for what it does not have.
    pub old_line: Option<u32>,
    /// Line on the new page (1-based); `None` for what it does not have.
    pub new_line: Option<u32>,
}

impl Change {
    /// A change that no client notices to its harm.
    pub(super) fn compatible(code: &'static str, message: String) -> Self {
        Self { code, impact: Impact::Compatible, message, old_line: None, new_line: None }
    }

    /// A change that may break a client.
    pub(super) fn breaking(code: &'static str, message: String) -> Self {
        Self { impact: Impact::Breaking, ..Self::compatible(code, message) }
    }

    /// A whole page that only one edition has.
    #[must_use]
    pub fn page(code: &'static str, impact: Impact, message: String) -> Self {
        Self { code, impact, message, old_line: None, new_line: None }
    }

    /// A change that breaks when `is_breaking`.
    pub(super) fn of(is_breaking: bool, code: &'static str, message: String) -> Self {
        if is_breaking { Self::breaking(code, message) } else { Self::compatible(code, message) }
    }

    /// The change with its lines on both pages.
    pub(super) fn at(self, old_line: impl Into<Option<u32>>, new_line: impl Into<Option<u32>>) -> Self {
        Self { old_line: old_line.into(), new_line: new_line.into(), ..self }
    }
}
