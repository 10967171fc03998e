//! The way in: from what a user wants to a plan, and to a report.

#[expect(clippy::module_inception, reason = "the folder is about checks; the builder is one of its files")]
mod check;
#[cfg(test)]
mod dictionary_tests;
mod error;
mod run;

pub use check::{Check, DEFAULT_CONTRACT};
pub use error::CheckError;
