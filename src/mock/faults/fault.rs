//! What a fault is.

use std::fmt;

use crate::mock::service::Hook;
use crate::model::Profile;

/// What faults have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// Wrong status.
    Status,
    /// Answer of the wrong shape.
    Schema,
    /// Another value than the one sent.
    Echo,
    /// Damage to properties that were not sent.
    Merge,
    /// Stored and answered state differ.
    Persistence,
    /// A refused update leaves traces.
    Atomicity,
    /// Accepts what is invalid.
    Leniency,
    /// Refuses what is valid.
    Strictness,
    /// Error body of the wrong shape.
    ErrorEnvelope,
    /// Lets the wrong callers in, or tells them wrongly.
    Authentication,
    /// Another permission table than the page's.
    Permissions,
    /// Wrong resource or method.
    Paths,
    /// Wrong, missing or malformed header fields.
    Headers,
    /// Broken octets on the connection.
    Wire,
    /// Sends clients elsewhere.
    Redirect,
    /// Only under parallel requests.
    Concurrency,
    /// Only under a rare condition.
    Rare,
    /// The same update again does something else.
    Idempotence,
    /// Creates and deletes otherwise than documented; met only by a run with an object of its own.
    Lifecycle,
    /// Numbers outside their range; met only where a page states one.
    Numbers,
    /// Values inside nested objects and collections of such; met only where a page documents some.
    Nested,
}

impl Family {
    /// Whether only a contract with a range can show faults of this family.
    #[must_use]
    pub fn needs_range(self) -> bool {
        self == Self::Numbers
    }

    /// Whether only a contract with nested objects can show faults of this family.
    #[must_use]
    pub fn needs_nested(self) -> bool {
        self == Self::Nested
    }

    /// Whether only a run with an object of its own can meet faults of this family.
    #[must_use]
    pub fn needs_throwaway(self) -> bool {
        self == Self::Lifecycle
    }

    /// Kebab-case name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Schema => "schema",
            Self::Echo => "echo",
            Self::Merge => "merge",
            Self::Persistence => "persistence",
            Self::Atomicity => "atomicity",
            Self::Leniency => "leniency",
            Self::Strictness => "strictness",
            Self::ErrorEnvelope => "error-envelope",
            Self::Authentication => "authentication",
            Self::Permissions => "permissions",
            Self::Paths => "paths",
            Self::Headers => "headers",
            Self::Wire => "wire",
            Self::Redirect => "redirect",
            Self::Concurrency => "concurrency",
            Self::Rare => "rare",
            Self::Idempotence => "idempotence",
            Self::Lifecycle => "lifecycle",
            Self::Numbers => "numbers",
            Self::Nested => "nested",
        }
    }
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A switchable deviation from the contract.
#[derive(Debug)]
pub struct Fault {
    /// Stable kebab-case id.
    pub id: &'static str,
    /// What it has in common with others.
    pub family: Family,
    /// Finishes the sentence "the mock …".
    pub summary: &'static str,
    /// Id of the rule that is expected to find it.
    pub rule: &'static str,
    /// Facts without which nobody can find it.
    pub profile: Profile,
    /// Where it reaches into the service.
    pub hooks: &'static [Hook],
}

impl Fault {
    /// A fault against the page and HTTP itself.
    pub(super) const fn page(
        family: Family,
        id: &'static str,
        rule: &'static str,
        summary: &'static str,
        hooks: &'static [Hook],
    ) -> Self {
        Self { id, family, summary, rule, profile: Profile::Page, hooks }
    }

    /// The same fault, to be found under `profile` only.
    pub(super) const fn only_in(self, profile: Profile) -> Self {
        Self { profile, ..self }
    }
}

/// Id of a fault, as a user gives it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FaultId(String);

impl FaultId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for FaultId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}
