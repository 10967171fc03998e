//! Contracts with their cases: embedded, on disk, and written there.

mod bundle;
mod check;
mod embedded;
mod error;
mod fits;
mod folder;
#[cfg(test)]
mod folder_tests;
mod locate;
mod nested;
mod ranged;
mod render;
mod schemas;

pub use bundle::{CaseFile, ContractBundle, FileText};
pub use embedded::shipped_contract;
pub use error::CasesError;
pub use render::{WriteOutcome, render, write};
