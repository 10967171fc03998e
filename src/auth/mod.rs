//! Signing in: where tokens come from, and how they stay valid for the length of a run.

mod command;
mod device;
mod error;
mod kept;
mod provider;
mod sign_in;
mod token;
mod tokens;

pub use device::{Code, login};
pub use error::AuthError;
pub use kept::Kept;
pub use provider::Provider;
pub use sign_in::SignIn;
pub use tokens::Tokens;
