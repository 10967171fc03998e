//! Smaller inputs that may still show the same thing.

mod date;
mod members;
mod moves;
mod raw;
mod shrinker;
mod step;
mod text;
mod value;

#[cfg(test)]
pub use moves::candidates;
pub use shrinker::Shrinker;
