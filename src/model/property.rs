//! A documented property.

use serde::{Deserialize, Serialize};

use super::ValueType;

/// One row of the property table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Property {
    /// Name as sent on the wire.
    pub name: String,
    /// Documented type.
    #[serde(rename = "type")]
    pub value_type: ValueType,
    /// Whether a client may set it.
    pub access: Access,
    /// Whether null is allowed; absent when nothing says so. Pages never do, metadata does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nullable: Option<bool>,
    /// What the metadata declares; absent when none was joined, or it has no such property.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared: Option<Declaration>,
    /// Smallest and largest value that the page states for a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<(i64, i64)>,
    /// Line on the page (1-based).
    pub line: u32,
}

impl Property {
    /// Whether a patch may carry a new value for it.
    #[must_use]
    pub fn is_updatable(&self) -> bool {
        self.access == Access::Updatable && !matches!(self.value_type, ValueType::Any | ValueType::Stream)
    }
}

/// What the metadata says of a property.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declaration {
    /// The type expression, as in `Edm.String` or `Collection(graph.identity)`.
    #[serde(rename = "type")]
    pub type_name: String,
    /// Where it contradicts the page's row, one sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differs: Vec<String>,
}

/// Who owns the value of a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// The key of the entity: named `id`, never changed by an update.
    Key,
    /// The page calls it read-only.
    ReadOnly,
    /// Everything else.
    Updatable,
}
