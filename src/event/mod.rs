//! What a run tells: owned, versioned facts, one JSON object a line.
//!
//! The event log is the canonical result; every report is a fold over it.

mod codec;
mod kind;

pub use codec::{EventError, read_log, to_line};
pub use kind::{
    CONTROL, ChangeEntry, Event, EventKind, ExampleFacts, Judged, OwnedOutcome, Phase, PromiseUse, RuleEntry, RunFacts,
    SkipCount, Stats, VERSION,
};
