//! Parallel writers: every answer and the state behind them must fit some order of the writes.

mod elsewhere;
mod group;
#[cfg(test)]
mod journal_tests;
mod outcome;
mod rounds;

pub use group::STREAM as PARALLEL_STREAM;
pub use rounds::{concurrency, only, shows_together};
