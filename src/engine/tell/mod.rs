//! What a run tells, and what it may spend: events in order, counters, clock, budget, obstacles.

mod budget;
mod clock;
mod course;
mod emit;
mod obstacle;

pub use budget::{Budget, Spent};
pub use course::{Course, Mode};
pub use emit::Listener;
pub use obstacle::Obstacle;
