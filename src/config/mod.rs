//! `docproof.toml`, and what arguments, environment and the file together say about a target.

mod cloud;
mod document;
mod error;
mod file;
mod layers;
mod origin;
mod sign_in;
mod target;
mod time;

pub use error::ConfigError;
pub use file::{Config, FILE_NAME};
pub use layers::{Environment, arguments};
pub use origin::{Origin, Setting};
pub use sign_in::SignIn;
pub use target::Target;
pub use time::duration;
