//! Parallel writers: every answer and the state behind them must fit some order of the writes.

mod elsewhere;
mod group;
#[cfg(test)]
mod journal_tests;
mod outcome;
mod race;
mod rewind;
mod rounds;
#[cfg(test)]
mod steadiness_tests;

pub use group::STREAM as PARALLEL_STREAM;
pub use rewind::rewind_together;
pub use rounds::{breaks_together, concurrency, only};
