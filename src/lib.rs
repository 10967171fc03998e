#![doc = include_str!("../README.md")]

mod auth;
mod cases;
#[doc(hidden)]
pub mod cli;
mod config;
mod csdl;
mod diff;
mod engine;
mod equality;
mod event;
mod generate;
/// Doors for our own tests; not part of the library.
#[doc(hidden)]
pub mod internals;
mod journal;
mod lint;
mod mock;
mod model;
mod openapi;
mod page;
mod report;
mod rules;
mod schema;
mod snapshot;
mod target;
mod value;
mod waivers;

pub use cases::{CasesError, shipped_contract};
pub use engine::{Check, CheckError, RunError};
pub use event::{
    ChangeEntry, Convergence, Event, EventKind, ExampleFacts, Judged, OwnedOutcome, Phase, PromiseUse, ReadBack,
    RuleEntry, RunFacts, SkipCount, Stats,
};
pub use generate::GenerateError;
pub use journal::JournalError;
pub use mock::{DEFAULT_TOKEN, Mock, MockError, MockOptions};
pub use model::{
    Access, Body, ComplexType, Contract, Exchange, FileFault, Finding, Header, HeaderFact, Identity, Level, Member,
    MetadataRef, Operation, Outcome, PageRef, PathTemplate, PermissionKind, PermissionRow, Property, Request, Response,
    Role, SeedError, SeedToken, SequenceStep, Sibling, SiblingExample, SiblingRole, Source, StaleWaiver, StatusFact,
    TransportFailure, ValueType, Verdict, Waived, WireFacts,
};
pub use report::{
    LiveProperty, MatrixCell, Obstacle, OwnedCount, PhaseCount, ReadBackCount, ReasonCount, RefusalCount, Report,
    RuleCount,
};
pub use rules::UnknownRule;
pub use schema::SchemaError;
pub use target::{AddressError, ClientError};
