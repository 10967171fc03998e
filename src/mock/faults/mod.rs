//! Switchable deviations, one file per family.
//!
//! A new fault is one entry in the file of its family; the registry and the tests find it there.

mod fault;
mod registry;

mod atomicity;
mod authentication;
mod collection;
mod concurrency;
mod echo_instant;
mod echo_member;
mod echo_text;
mod error_envelope;
mod headers;
mod idempotence;
mod leniency;
mod lifecycle;
mod merge;
mod nested;
mod numbers;
mod paths;
mod permissions;
mod persistence;
mod rare;
mod redirect;
mod schema;
mod status;
mod strictness;
mod wire;

pub use fault::{Family, Fault, FaultId};
pub use registry::{FAULTS, fault};
