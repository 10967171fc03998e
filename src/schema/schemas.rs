//! The compiled schemas of a contract (being written).
/// Compiled.
#[derive(Debug)]
pub struct Schemas {}
/// A place in a document that does not fit its schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaFault {
    /// JSON pointer into the document.
    pub pointer: String,
    /// Keyword that is not satisfied: `type`, `enum`, `format`, `required`, …
    pub keyword: String,
    /// What the oracle says.
    pub message: String,
}
