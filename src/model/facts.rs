//! Facts of a page, each with its line.

use serde::{Deserialize, Serialize};

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
