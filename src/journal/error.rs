//! What can be wrong with a journal.

use std::path::PathBuf;

/// A journal that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The disk or the permissions are in the way.
    #[error(
        "the journal that lets a run put values back cannot be kept; set DOCPROOF_STATE to a folder that can be written"
    )]
    Io(#[from] std::io::Error),
    /// Another process holds the entity.
    #[error("another run works on {entity}: {holder}; wait for it to end")]
    Busy {
        /// URL of the entity.
        entity: String,
        /// Process and time, as far as the lock file says.
        holder: String,
    },
    /// What the file says makes no sense.
    #[error(
        "the journal {} is damaged at line {line}: {why}; compare the object with its first line by hand, then delete the file",
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Line number (1-based).
        line: usize,
        /// What is wrong.
        why: String,
    },
}
