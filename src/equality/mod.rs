//! When a returned value is the sent one: typed, and never stricter than the standards.

mod binary;
mod boolean;
mod collection;
mod compare;
mod complex;
mod date;
mod date_time_offset;
mod duration;
mod enumeration;
mod guid;
mod number;
mod precision;
#[cfg(test)]
mod sentence_tests;
mod string;
mod time_of_day;
mod untyped;
mod verdict;

pub use compare::compare;
pub use verdict::Equality;
