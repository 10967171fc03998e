//! The view of a run for people at a terminal, with colours as ANSI escapes.
//!
//! Whoever prints it strips the escapes where they do not belong (a pipe, `NO_COLOR`).

mod blame;
mod command;
mod comparison;
mod detail;
mod diff;
mod finding;
mod gaps;
mod narrow;
mod render;
mod rules;
mod style;
mod view;
mod wrap;

pub use blame::blame;
pub use comparison::comparison;
pub use detail::detail;
pub use gaps::{late_read_backs, not_exercised, silent_rules, stale_waivers, undecided};
pub use narrow::{difference, name_list, prose};
pub use render::{Beside, concluded, list, render};
pub use view::{Verbosity, View};
