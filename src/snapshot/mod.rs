//! Reviewed answers: read, compare, leave what differs for `cargo insta review`.

mod answer;
mod compare;
mod location;
mod matrix;
mod metadata;
mod mode;
mod pending;
mod redact;
mod store;

pub use answer::render_answer;
pub use location::{SnapshotPath, target_folder};
pub use matrix::{overlay_matrix, render_matrix};
pub use metadata::Metadata;
pub use mode::{SnapshotMode, Writing};
pub use pending::Pending;
pub use redact::Redaction;
pub use store::{SnapshotError, SnapshotOutcome, SnapshotStore};
