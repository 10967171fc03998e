//! Inputs for a contract: valid patches, invalid ones of every class, and their shrinking.
//!
//! A seed alone makes an input: its stream says what kind, its number which. Numbers within a stream's list are listed
//! inputs, all others are random.

mod class;
mod draw;
mod error;
mod facts;
#[cfg(test)]
mod fixtures;
mod generator;
mod invalid;
#[cfg(test)]
mod laws;
mod mutant;
mod order;
mod protocol;
mod recipe;
mod sequences;
mod shrink;
mod valid;
mod values;

pub use class::classes;
pub use error::GenerateError;
pub use generator::Generator;
pub use sequences::{SEQUENCE_STREAM, Sequence};
pub use shrink::Shrinker;
#[cfg(test)]
pub use values::{TEXT_SPECIMENS, TIME_SPECIMENS};
