//! Putting back and sending again: findings made small and tried for steadiness, and every value back where it was.

mod abandoned;
mod again;
#[cfg(test)]
mod bounds_tests;
mod claim;
mod left_over;
mod original;
mod own;
mod put_back;
mod putting_back;
mod rewind;
mod shrink;
mod shrunk;
mod steadiness;
mod steps;
mod unknown;

pub use abandoned::remove_abandoned;
pub use again::{Quest, again, enough};
pub use claim::{claim, open};
pub use left_over::finish_left_over;
pub use original::put_original_back;
pub use own::leave;
pub use put_back::PutBack;
pub use rewind::to_state;
pub use shrink::{shrink, shrink_all};
pub use shrunk::{Shrunk, tell, worthwhile};
pub use steadiness::{TRIES, rate};
pub use steps::minimal;
pub use unknown::{Announced, announce};
