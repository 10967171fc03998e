//! Invalid and unusual bodies: one file per family of classes.

mod choose;
mod date_times;
mod enums;
mod json;
mod json_random;
mod json_spelling;
mod members;
mod nested;
mod numbers_and_text;
mod pair;
mod types;
mod wrong_value;

pub use choose::{listed, random};
pub use pair::{Pairs, random_pair};
