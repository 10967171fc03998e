//! The view of a run for people at a terminal, with colours as ANSI escapes.
//!
//! Whoever prints it strips the escapes where they do not belong (a pipe, `NO_COLOR`).

mod comparison;
mod diff;
mod finding;
mod gaps;
mod render;
mod rules;
mod style;
mod view;
mod wrap;

pub use comparison::comparison;
pub use gaps::{late_read_backs, not_exercised, stale_waivers, undecided};
pub use render::render;
pub use view::{Verbosity, View};
