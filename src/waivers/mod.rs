//! Findings that somebody expects: written down with a reason and a last day, or taken over from an accepted run.

mod baseline;
mod file;
mod list;
mod waiver;

pub use baseline::Baseline;
pub use list::Waivers;
