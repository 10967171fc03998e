//! An authored request and what must come back: one file in `cases/<contract>/`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One case file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The schema of this file, for editors.
    #[serde(rename = "$schema")]
    pub schema: String,
    /// Name, equal to the file stem.
    pub name: String,
    /// Where the case comes from.
    pub source: CaseSource,
    /// What to send.
    pub request: CaseRequest,
    /// What must come back.
    pub expect: CaseExpectation,
}

/// Where a case comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseSource {
    /// File name of the page.
    pub page: String,
    /// Line of the example's request line (1-based).
    pub line: u32,
    /// What the request is made of, when the page shows no such request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derived: Option<String>,
    /// What the page's example sends against its own table; the request leaves it out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contradicting: Vec<Contradicting>,
}

/// A value of a page's example that contradicts the page's table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contradicting {
    /// Name of the property.
    pub property: String,
    /// The value as the example has it.
    pub value: Value,
    /// Line on the page (1-based).
    pub line: u32,
}

/// The request of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseRequest {
    /// HTTP method.
    pub method: String,
    /// Path relative to the service root, with placeholders.
    pub path: String,
    /// Header fields that the example sends, without lengths and secrets.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub headers: Map<String, Value>,
    /// JSON body; absent for a request without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Map<String, Value>>,
}

/// What must come back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseExpectation {
    /// Statuses that are right.
    pub status: Vec<u16>,
    /// Body of the documented answer; members that the target owns (`id`, annotations) are compared by the rules, not literally.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Map<String, Value>>,
}
