//! What a run must put back, kept on disk so that it outlives the run.
//!
//! One append-only file for each entity, lines of JSON, readable by its owner alone; beside it a lock that goes away with
//! the process. No secret is written: only values of the entity and values that a run sent for it.

mod claim;
mod error;
mod folder;
mod left;
mod lock;
mod place;
mod record;
mod sent;
mod writer;

pub use claim::Claim;
pub use error::JournalError;
pub use folder::JournalFolder;
pub use left::LeftOver;
pub use place::canonical;
pub use record::{Marker, Opened};
pub use sent::Sent;
