//! Where page and metadata say different things.

use std::fmt;

/// What page and metadata disagree on, or what the page lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DisagreementKind {
    /// The metadata has no such entity type, or the page names none: nothing was joined.
    Entity,
    /// The type of a property.
    Type,
    /// The members of an enumeration.
    Members,
    /// The page lacks a property.
    MissingProperty,
    /// The metadata lacks a property.
    ExtraProperty,
    /// The page does not say that the service owns a property.
    Access,
}

impl DisagreementKind {
    /// Stable code for diagnostics.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Entity => "metadata-entity",
            Self::Type => "metadata-type",
            Self::Members => "metadata-members",
            Self::MissingProperty => "metadata-missing-property",
            Self::ExtraProperty => "metadata-extra-property",
            Self::Access => "metadata-access",
        }
    }

    /// Whether the page merely says less than the metadata: nothing that it says is contradicted.
    #[must_use]
    pub fn is_omission(self) -> bool {
        matches!(self, Self::MissingProperty | Self::Access)
    }
}

/// One difference between page and metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// What it is about.
    pub kind: DisagreementKind,
    /// Name of the property; `None` when it is about the whole entity.
    pub property: Option<String>,
    /// Line on the page (1-based).
    pub line: u32,
    /// What each side says, and which was taken.
    pub message: String,
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: [{}] {}", self.line, self.kind.code(), self.message)
    }
}
