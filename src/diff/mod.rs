//! Two editions of one page: what changed in the contract, and whether a client of the old one breaks.

mod change;
mod contracts;
mod examples;
mod headers;
mod operation;
mod permissions;
mod properties;
#[cfg(test)]
mod tests;
mod types;

pub use change::{Change, Impact};
pub use contracts::{Edition, compare};
