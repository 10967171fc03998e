//! What a run tells: owned, versioned facts, one JSON object a line.
//!
//! The event log is the canonical result; every report is a fold over it.

mod codec;
mod kind;

pub use codec::{read_log, to_line};
pub use kind::{
    CONTROL, ChangeEntry, Convergence, Event, EventKind, ExampleFacts, Judged, OwnedOutcome, Phase, PromiseUse,
    ReadBack, RuleEntry, RunFacts, SkipCount, Stats, VERSION,
};
