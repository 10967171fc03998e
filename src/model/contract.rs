//! What a page promises about one operation; each fact with its line.

use serde::{Deserialize, Serialize};

use super::{HeaderFact, MetadataRef, Operation, PageRef, PermissionRow, Property, Sibling, SiblingRole, StatusFact};

/// Everything one documentation page promises about one operation.
///
/// A contract is data: the engine knows nothing else about the endpoint.
///
/// ```
/// let contract = docproof::shipped_contract();
/// let names: Vec<&str> = contract.properties.iter().map(|property| property.name.as_str()).collect();
/// assert!(names.contains(&"onboardingStatus"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    /// The schema of this file, for editors.
    #[serde(rename = "$schema")]
    pub schema: String,
    /// Name of the contract: the page's own anchor, such as `update-remoteassistancepartner`.
    pub name: String,
    /// The page that the facts come from.
    pub page: PageRef,
    /// Method and path.
    pub operation: Operation,
    /// Qualified name of the entity type without `#`, as in `microsoft.graph.remoteAssistancePartner`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity_type: Option<String>,
    /// The metadata that facts beyond the page come from, when some was joined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata: Option<MetadataRef>,
    /// Statuses that the page documents for success, in page order.
    pub success: Vec<StatusFact>,
    /// Rows of the request header table.
    pub headers: Vec<HeaderFact>,
    /// Rows of the permission table.
    pub permissions: Vec<PermissionRow>,
    /// Rows of the property table, in page order.
    pub properties: Vec<Property>,
    /// The page of the resource itself, when it was given with the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<PageRef>,
    /// Other documented operations on the same resource, by role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub siblings: Vec<Sibling>,
}

impl Contract {
    /// The first sibling that does this to the resource.
    #[must_use]
    pub fn sibling(&self, role: SiblingRole) -> Option<&Sibling> {
        self.siblings.iter().find(|sibling| sibling.role == role)
    }
}
