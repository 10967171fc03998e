//! plan → ask → judge → tell: the only place where everything meets.
//!
//! Phases choose inputs, the session asks the target and keeps the state in view, the court runs the
//! rules, and whatever happens is told as an event.

mod answers;
mod budget;
mod check;
mod clock;
mod concurrency;
mod controls;
mod court;
mod draft;
mod emit;
mod entity;
mod findings;
mod history;
mod neighbour;
mod obstacle;
mod patience;
mod phases;
mod plan;
mod preflight;
mod promises;
mod redirect;
mod replay;
mod restore;
mod run;
mod sequences;
mod session;
mod shrink;
mod wire;

pub use answers::CaseAnswers;
pub use check::{Check, CheckError, DEFAULT_CONTRACT, DEFAULT_INPUTS};
pub use plan::Glob;
pub use replay::{Replayed, replay};
pub use run::{RunError, documented};
