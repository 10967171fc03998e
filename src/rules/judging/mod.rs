//! The words in which every rule decides.

mod decision;
mod pointer;

pub use decision::{Decision, decide, settle, skipped, undecided};
pub use pointer::pointer;
