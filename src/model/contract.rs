//! What a page promises about one operation; each fact with its line.

use serde::{Deserialize, Serialize};

use super::{Property, Sibling, SiblingRole};

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

/// The documentation page as a source of facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageRef {
    /// File name of the page, without folders.
    pub file: String,
    /// Line of the heading that names the operation (1-based).
    pub line: u32,
}

/// A metadata document (OData CSDL) as a source of facts: nullability, and members that the page leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MetadataRef {
    /// File name of the document, without folders.
    pub file: String,
    /// Qualified name of the entity type that was read.
    #[serde(rename = "type")]
    pub entity_type: String,
    /// Line of its declaration (1-based).
    pub line: u32,
}

/// Method and path of the documented operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// HTTP method in upper case.
    pub method: String,
    /// Path with placeholders, relative to the service root.
    pub path: PathTemplate,
    /// Line of the request line on the page (1-based).
    pub line: u32,
    /// Further paths that the page lists for the same operation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<PathTemplate>,
    /// Service root of the page's example, as in `https://graph.microsoft.com/v1.0`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_root: Option<String>,
}

/// A path such as `/deviceManagement/remoteAssistancePartners/{remoteAssistancePartnerId}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PathTemplate(pub String);

impl PathTemplate {
    /// Names of the placeholders, in path order, without braces.
    #[must_use]
    pub fn placeholders(&self) -> Vec<&str> {
        self.0.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
    }

    /// The path of the collection that holds the entity: the template without its last segment,
    /// when that segment is a placeholder.
    #[must_use]
    pub fn collection(&self) -> Option<Self> {
        let (parent, last) = self.0.trim_end_matches('/').rsplit_once('/')?;
        (last.starts_with('{') && last.ends_with('}') && !parent.is_empty()).then(|| Self(parent.to_owned()))
    }
}

/// A status that the page documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusFact {
    /// The status code.
    pub code: u16,
    /// Line on the page (1-based).
    pub line: u32,
}

/// A row of the request header table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeaderFact {
    /// Field name in lower case; absent when a translation replaced it and nothing recovers it.
    pub name: String,
    /// The documented value, without markup: `Bearer <token>`, `application/json`.
    pub value: String,
    /// Whether the page calls the header required.
    pub required: bool,
    /// Line on the page (1-based).
    pub line: u32,
}

/// Which kind of caller a permission row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PermissionKind {
    /// Delegated, work or school account.
    DelegatedWork,
    /// Delegated, personal account.
    DelegatedPersonal,
    /// Application.
    Application,
}

/// A row of the permission table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PermissionRow {
    /// Kind of caller; rows are recognised by position.
    pub kind: PermissionKind,
    /// Permission names in page order; empty when the page says "not supported".
    pub permissions: Vec<String>,
    /// Line on the page (1-based).
    pub line: u32,
}
