//! Listening on loopback.

mod framework;
mod mock;
mod raw;
mod reader;

pub use mock::Mock;
#[cfg(test)]
pub use mock::build_service;
