//! An own reader of HTTP/1.1 for plain connections.
//!
//! A client library hides octets: what follows a message, content where none may be, a second length. Here every
//! octet that came is counted, and whatever the grammar does not allow gets a name.

mod chunks;
mod exchange;
mod framing;
mod head;
mod request;

pub use exchange::{Answer, exchange};
