//! Valid patches: listed ones (example, subsets, boundaries) and random ones.

mod boundary;
mod example;
mod patch;
mod random;
mod subset;

pub use boundary::Boundaries;
pub use example::Examples;
pub use patch::{respelt, valid_input};
pub use random::random_patch;
pub use subset::Subsets;
