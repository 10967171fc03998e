//! Reviewed answers: read, compare, leave what differs for `cargo insta review`.

mod answer;
mod compare;
mod location;
mod metadata;
mod mode;
mod redact;
mod store;

pub use answer::render_answer;
pub use location::{SnapshotPath, target_folder};
pub use metadata::Metadata;
pub use mode::{SnapshotMode, Writing};
pub use redact::Redaction;
pub use store::{SnapshotError, SnapshotOutcome, SnapshotStore};
