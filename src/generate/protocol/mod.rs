//! Deviations around the body: header fields, authentication, method and path.

mod authentication;
mod headers;
mod paths;
mod streams;

pub use streams::{listed, random};
