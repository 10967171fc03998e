//! A metadata document as an index of its types.

use std::collections::HashMap;

use super::names::Names;

/// The types of one metadata document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// File name, without folders.
    pub(super) file: String,
    /// Aliases of namespaces.
    pub(super) names: Names,
    /// Definitions by qualified name.
    pub(super) types: HashMap<String, Definition>,
}

/// What a named type is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Definition {
    /// An entity type.
    Entity(Structure),
    /// A complex type.
    Complex(Structure),
    /// An enumeration.
    Enum {
        /// Names in document order.
        members: Vec<String>,
        /// Their numbers.
        values: Vec<i64>,
        /// Whether a value may be several members.
        flags: bool,
    },
    /// Another name of a primitive type.
    Named {
        /// Type expression of what it stands for.
        underlying: String,
    },
}

/// An entity or complex type without what it inherits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Structure {
    /// Qualified name of the base type.
    pub(super) base: Option<String>,
    /// Whether only derived types have values.
    pub(super) is_abstract: bool,
    /// Names of the key properties.
    pub(super) key: Vec<String>,
    /// Properties in document order, navigation properties among them.
    pub(super) properties: Vec<Declared>,
    /// Line of the declaration (1-based).
    pub(super) line: u32,
}

/// A property as it is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Declared {
    /// Name.
    pub(super) name: String,
    /// Type expression: `Edm.String`, `Collection(graph.x)`.
    pub(super) type_name: String,
    /// Whether null is allowed; true when nothing is said (CSDL XML 4.01 §7.2.1).
    pub(super) nullable: bool,
    /// Whether it leads to other entities.
    pub(super) is_navigation: bool,
    /// What its annotations say about writing.
    pub(super) writing: Writing,
}

/// Who may write a property, as its annotations say (OData vocabulary `Core`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Writing {
    /// The service computes it.
    pub(super) computed: bool,
    /// It is set when the entity is created and never again.
    pub(super) immutable: bool,
    /// The only permission is to read it.
    pub(super) read_only: bool,
}
