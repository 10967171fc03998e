//! docproof proves that an HTTP endpoint keeps the promises of its documentation page.
#![allow(dead_code, missing_docs, unused_imports, unreachable_pub, reason = "scaffold: removed when all layers stand")]

mod cases;
/// The command line; not part of the library.
#[doc(hidden)]
pub mod cli;
mod engine;
mod equality;
mod event;
mod generate;
/// Doors for our own tests; not part of the library.
#[doc(hidden)]
pub mod internals;
mod mock;
mod model;
mod page;
mod report;
mod rules;
mod schema;
mod snapshot;
mod target;
mod value;
