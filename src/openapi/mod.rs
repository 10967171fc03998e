//! Contracts → one OpenAPI 3.1 document, so that other tools can read them.

mod components;
mod document;
mod editions;
mod operations;
mod paths;
mod siblings;

pub use document::document;
