//! A row of the property table whose name a translation took.

use crate::model::Property;

/// A row without a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostRow {
    /// What the name cell shows.
    pub shown: String,
    /// How many properties of the table stand before it.
    pub at: usize,
    /// What the row says of the property; its name is empty.
    pub property: Property,
}
