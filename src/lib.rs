#![doc = include_str!("../README.md")]

mod cases;
#[doc(hidden)]
pub mod cli;
mod engine;
mod equality;
mod event;
mod generate;
/// Doors for our own tests; not part of the library.
#[doc(hidden)]
pub mod internals;
mod lint;
mod mock;
mod model;
mod page;
mod report;
mod rules;
mod schema;
mod snapshot;
mod target;
mod value;

pub use cases::{CasesError, shipped_contract};
pub use engine::{Check, CheckError, RunError};
pub use event::{Event, EventKind};
pub use mock::{DEFAULT_TOKEN, Mock, MockError, MockOptions};
pub use model::{Contract, Finding, Level, Verdict};
pub use report::Report;
