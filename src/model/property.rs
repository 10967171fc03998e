//! A documented property and its type.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ComplexType;

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
