//! What a freedom is.

use crate::mock::service::Hook;

/// A switchable peculiarity that conforms to the contract.
#[derive(Debug)]
pub struct Freedom {
    /// Stable kebab-case id.
    pub id: &'static str,
    /// Finishes the sentence "the mock …".
    pub summary: &'static str,
    /// Whether only a contract with nested objects can show it.
    pub needs_nested: bool,
    /// Where it reaches into the service.
    pub hooks: &'static [Hook],
}

impl Freedom {
    pub(super) const fn new(id: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Self {
        Self { id, summary, needs_nested: false, hooks }
    }

    /// The same, about nested objects.
    pub(super) const fn inside_nested_objects(self) -> Self {
        Self { needs_nested: true, ..self }
    }
}

/// Id of a freedom, as a user gives it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FreedomId(String);

impl FreedomId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for FreedomId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}
