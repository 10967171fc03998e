//! What one asks of a plan: to be proved, rehearsed, replayed, or finished after an interruption.

mod begin;
mod finish;
mod page_facts;
mod prove;
mod rehearse;
mod replay;
mod restore;
#[expect(clippy::module_inception, reason = "the folder is about runs; the run itself is one of its files")]
mod run;

pub use prove::prove;
pub use rehearse::{Rehearsed, rehearse};
pub use replay::{Replayed, replay};
pub use restore::restore;
