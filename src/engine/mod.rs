//! Where everything meets: inputs go out, what comes of them is observed and judged, and all of it is told.
//!
//! A folder imports only from those above it in this list; ARCHITECTURE.md says what each is for.

mod ask;
mod check;
mod judge;
mod mend;
mod observe;
mod phases;
mod plan;
mod run;
mod session;
mod tell;

pub use check::{Check, CheckError, DEFAULT_CONTRACT};
pub use mend::PutBack;
pub use plan::{Caller, Journal, NoShard, Original, Plan, RunError, Shard, documented};
pub use run::{Rehearsed, Replayed, prove, rehearse, replay, restore};
