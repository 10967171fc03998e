//! Which inputs are sent, in which order: the most telling first.

mod actions;
mod cases;
mod concurrency;
mod discover;
mod guarded;
mod only;
mod own;
mod patches;
mod permissions;
mod positives;
mod preflight;
mod protocol;
mod reads;
mod sequence_shrinking;
mod sequences;
mod wire;

pub use actions::actions;
pub use cases::cases;
pub use concurrency::{breaks_together, rewind_together};
pub use only::{input_of, only};
pub use patches::patches;
pub use permissions::permissions;
pub use preflight::preflight;
pub use protocol::protocol;
pub use reads::reads;
