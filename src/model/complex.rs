//! A nested object and what is known of its members.

use serde::{Deserialize, Serialize};

use super::ValueType;

/// The type of a nested object.
///
/// Pages name it; its members come from the metadata, from a resource page, or from the page's own example. Without
/// members nothing is known of it: any JSON object fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComplexType {
    /// Unqualified type name.
    pub name: String,
    /// Whether a value must name a derived type in `@odata.type`: it has this type's members and its own.
    #[serde(default, rename = "abstract", skip_serializing_if = "std::ops::Not::not")]
    pub is_abstract: bool,
    /// Known members, inherited ones first; empty when nothing gives them. A value may have others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Member>,
}

/// A member of a nested object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Name as sent on the wire.
    pub name: String,
    /// Its type; [`ValueType::Any`] when only the name is known.
    #[serde(rename = "type")]
    pub value_type: ValueType,
    /// Whether null is allowed; absent when nothing says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nullable: Option<bool>,
}

impl ComplexType {
    /// A type of which only the name is known.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), is_abstract: false, members: Vec::new() }
    }
}
