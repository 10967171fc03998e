//! Other documented operations on the resource of a contract; each fact with its page and line.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Operation, PageRef, PermissionRow, Property, StatusFact};

/// What one page promises about another operation on the same resource.
///
/// The checked operation is that of the contract; siblings say what a run may use around
/// it: a run that has a documented create and delete makes an object of its own and removes it again.
///
/// ```
/// use docproof::SiblingRole;
///
/// let contract = docproof::shipped_contract();
/// let create = contract.sibling(SiblingRole::Create).unwrap();
/// assert_eq!((create.operation.method.as_str(), create.success[0].code), ("POST", 201));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sibling {
    /// What it does to the resource.
    pub role: SiblingRole,
    /// The page that the facts come from.
    pub page: PageRef,
    /// Method and path.
    pub operation: Operation,
    /// Statuses that its page documents for success.
    pub success: Vec<StatusFact>,
    /// Rows of its permission table.
    pub permissions: Vec<PermissionRow>,
    /// What a create takes beyond the update: rows of its page's property table that the update's page lacks, or has with
    /// another type or for reading only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<Property>,
    /// The request of its page's example, when that has a body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<SiblingExample>,
}

/// The body that the example of a sibling's page sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiblingExample {
    /// Members as the page shows them.
    pub body: Map<String, Value>,
    /// Line of the example's request line (1-based).
    pub line: u32,
}

/// What a sibling does to the resource.
///
/// ```
/// assert_eq!(serde_json::to_value(docproof::SiblingRole::Create).unwrap(), "create");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SiblingRole {
    /// Adds an object to the collection (POST on it).
    Create,
    /// Reads one object.
    Get,
    /// Reads the collection.
    List,
    /// Removes one object.
    Delete,
    /// Anything else below the object (POST behind its URL).
    Action,
}
