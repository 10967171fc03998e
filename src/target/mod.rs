//! The network: the only module that opens connections.
//!
//! What leaves it is an [`Exchange`](crate::model::Exchange): redacted and bounded.

mod address;
mod client;
mod connection;
mod decode;
mod draft;
mod failure;
mod limits;
mod redact;
mod wire;

pub use address::{Address, AddressError};
pub use client::{Client, ClientError};
pub use connection::{Connection, ConnectionError, Requester, Unreached};
pub use draft::Draft;
pub use limits::Limits;
pub use redact::Redactor;
