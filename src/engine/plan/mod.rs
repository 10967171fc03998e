//! What is to be run, decided before anything is sent: the plan, its limits, and the inputs that the contract brings.

mod caller;
mod error;
mod inputs;
mod journal;
#[expect(clippy::module_inception, reason = "the folder is about the plan; the plan itself is one of its files")]
mod plan;
mod shard;
mod throwaway;

pub use caller::{Caller, as_identity};
pub use error::RunError;
pub use inputs::{authored, control_of, documented};
pub use journal::{Journal, Original};
pub use plan::Plan;
pub use shard::{NoShard, Shard};
pub use throwaway::{THROWAWAY_STREAM, Throwaway};
