//! The reference server: any contract, healthy by default, with switchable faults and freedoms.
//!
//! It shares no code with the judge, so that one mistake cannot hide in both.

mod error;
mod faults;
mod freedoms;
mod options;
#[cfg(test)]
mod probe;
mod server;
mod service;
mod text;

pub use error::MockError;
pub use faults::{FAULTS, Family, Fault, FaultId, fault};
pub use freedoms::{FREEDOMS, FreedomId, freedom};
pub use options::{DEFAULT_TOKEN, MockOptions};
pub use server::Mock;
