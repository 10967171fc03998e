//! A documentation page (Markdown) → a contract with its cases, each fact with its line.
//!
//! Facts are found by structure alone: anchors of headings, first lines of code fences, positions in tables.
//! Words of a natural language are only read where nothing else carries the fact (see `words`).

mod any_value;
mod body;
mod build;
mod cases;
mod columns;
#[cfg(test)]
mod corpus_tests;
mod decode;
mod derived;
#[cfg(test)]
mod derived_tests;
mod diagnostic;
mod document;
#[cfg(test)]
mod dress_tests;
mod echo;
mod enums;
mod error;
mod examples;
mod fits;
mod headers;
mod html_table;
mod http_text;
mod import;
mod inline;
mod lines;
mod lost;
mod names;
mod nested;
#[cfg(test)]
mod obstacle_tests;
mod operation;
mod owned;
mod parts;
mod permissions;
mod properties;
mod ranges;
mod read_only;
mod read_only_words;
mod recover;
mod resource;
mod same_path;
mod sendable;
mod sibling;
mod status;
mod tables;
mod tags;
mod type_page;
mod types;
#[cfg(test)]
mod variant_tests;
mod vocabulary;
mod words;

pub use any_value::any_of;
pub use body::ExampleBody;
pub use diagnostic::{Diagnostic, Severity};
pub use document::slug;
pub use error::PageError;
pub use examples::{Example, ExampleResponse};
pub use fits::fits;
pub use import::{Imported, import, import_joined};
pub use nested::{has_nested, unknown_types};
pub use recover::recover;
pub use resource::{ResourcePage, resource};
pub use same_path::is_about;
pub use sibling::{Relation, contradicting, objects_of, relation, shape, sibling_of};
pub use type_page::TypePages;
