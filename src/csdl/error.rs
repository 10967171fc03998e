//! Why a metadata document cannot be used.

/// What is wrong with a metadata document, or with what is asked of it.
#[derive(Debug, thiserror::Error)]
pub enum CsdlError {
    /// The file cannot be read; the cause names it.
    #[error(transparent)]
    Read(#[from] std::io::Error),
    /// The octets are no UTF-8.
    #[error("{file}: the metadata is not UTF-8 behind byte {offset}; store it as UTF-8")]
    NotUtf8 {
        /// File name.
        file: String,
        /// Octets that are UTF-8.
        offset: usize,
    },
    /// The text is no well-formed XML.
    #[error("{file}:{line}: the metadata is no well-formed XML: {reason}")]
    NotXml {
        /// File name.
        file: String,
        /// Line (1-based).
        line: u32,
        /// What the XML reader says.
        reason: String,
    },
    /// The document is XML of another kind.
    #[error("{file}:{line}: the root element is `{root}`, not `edmx:Edmx`; save what GET $metadata answers")]
    NotCsdl {
        /// File name.
        file: String,
        /// Line of the root element (1-based).
        line: u32,
        /// Name of the root element; empty when there is none.
        root: String,
    },
    /// A `BaseType` leads back to the type itself.
    #[error("{file}:{line}: the base types of `{name}` form a circle")]
    Circle {
        /// File name.
        file: String,
        /// Line of the type (1-based).
        line: u32,
        /// Qualified name of the type.
        name: String,
    },
    /// The document has no such entity type.
    #[error("{file} has no entity type `{name}`{}", hint(.like.as_deref()))]
    UnknownType {
        /// File name.
        file: String,
        /// What was asked for.
        name: String,
        /// A type that resembles it.
        like: Option<String>,
    },
}

fn hint(like: Option<&str>) -> String {
    like.map_or_else(String::new, |like| format!(" (did you mean `{like}`?)"))
}
