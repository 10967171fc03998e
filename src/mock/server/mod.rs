//! Listening on loopback.

mod framework;
mod mock;
mod raw;
mod reader;

pub use mock::{Mock, build_service};
