//! plan → ask → judge → tell: the only place where everything meets.
//!
//! Phases choose inputs, the session asks the target and keeps the state in view, the court runs the
//! rules, and whatever happens is told as an event.

mod answers;
mod attribution;
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
mod journal;
mod ledger;
mod neighbour;
mod obstacle;
mod pace;
mod page_facts;
mod patience;
mod phases;
mod plan;
mod preflight;
mod promises;
mod put_back;
mod reads;
mod redirect;
mod rehearsal;
mod replay;
mod restore;
mod run;
mod sending;
mod sequences;
mod session;
mod shrink;
mod wire;

pub use answers::CaseAnswers;
pub use check::{Check, CheckError, DEFAULT_CONTRACT, DEFAULT_INPUTS, prove};
pub use journal::{Journal, Original};
pub use plan::{Glob, Plan};
pub use put_back::PutBack;
pub use rehearsal::{Rehearsed, rehearse};
pub use replay::{Replayed, replay};
pub use restore::restore;
pub use run::{RunError, documented};
