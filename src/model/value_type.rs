//! The types of values: what the page documents, and what is known of the members of nested objects.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The documented type of a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ValueType {
    /// Text of any length.
    String,
    /// `true` or `false`.
    Boolean,
    /// 16-bit integer.
    Int16,
    /// 32-bit integer.
    Int32,
    /// 64-bit integer.
    Int64,
    /// Binary floating point.
    Double,
    /// Decimal number.
    Decimal,
    /// Date and time with an offset from UTC.
    DateTimeOffset,
    /// Calendar date.
    Date,
    /// Time of day without date.
    TimeOfDay,
    /// ISO 8601 day-time duration.
    Duration,
    /// 8-4-4-4-12 hexadecimal digits.
    Guid,
    /// base64url octets.
    Binary,
    /// Media stream, never part of a JSON body.
    Stream,
    /// A value out of a list.
    Enum {
        /// Unqualified type name, when the page links it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// Members in page order.
        members: Vec<String>,
        /// Numbers of the members, in their order; empty when nothing gives them. Pages never do, metadata does.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        values: Vec<i64>,
        /// Whether a value may be several members at once, as metadata says.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        flags: bool,
    },
    /// A nested object.
    Complex(ComplexType),
    /// An ordered list.
    Collection {
        /// Type of the items.
        of: Box<ValueType>,
    },
    /// The page does not say, or says it in a way nothing recovers.
    Any,
}

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

impl ValueType {
    /// An enumeration of which only the members are known.
    #[must_use]
    pub fn listed(name: Option<String>, members: Vec<String>) -> Self {
        Self::Enum { name, members, values: Vec::new(), flags: false }
    }
}

impl ComplexType {
    /// A type of which only the name is known.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), is_abstract: false, members: Vec::new() }
    }
}

impl ValueType {
    /// What a value of another type is: `no Boolean`, `no member of the enumeration`.
    pub(crate) fn misfit(&self) -> String {
        match self {
            Self::Enum { name: Some(name), .. } => format!("no member of {name}"),
            Self::Enum { .. } => "no member of the enumeration".to_owned(),
            Self::Collection { .. } => format!("not {self}"),
            other => format!("no {other}"),
        }
    }
}

/// As a reader knows the type from the page.
impl fmt::Display for ValueType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Enum { name: Some(name), .. } => f.write_str(name),
            Self::Enum { .. } => f.write_str("an enumeration"),
            Self::Complex(complex) => f.write_str(&complex.name),
            Self::Collection { of } => write!(f, "a collection of {of}"),
            other => write!(f, "{other:?}"),
        }
    }
}
