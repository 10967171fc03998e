//! Deciding on what was left for review, for people without `cargo insta`.

use std::path::{Path, PathBuf};

use super::SnapshotError;
use super::compare::difference;
use super::store::read;

/// The difference that accepting `pending` would make; the whole text when nothing is accepted yet.
///
/// # Errors
/// When a file cannot be read.
pub fn pending_difference(pending: &Path) -> Result<String, SnapshotError> {
    let seen = read(pending)?.unwrap_or_default();
    let accepted = read(&accepted_of(pending))?;
    Ok(accepted.map_or_else(|| seen.clone(), |accepted| difference(&accepted, &seen)))
}

/// Makes `pending` the reviewed snapshot.
///
/// # Errors
/// When the file cannot be renamed.
pub fn accept(pending: &Path) -> Result<PathBuf, SnapshotError> {
    let accepted = accepted_of(pending);
    fs_err::rename(pending, &accepted)?;
    Ok(accepted)
}

/// Throws `pending` away.
///
/// # Errors
/// When the file cannot be deleted.
pub fn reject(pending: &Path) -> Result<(), SnapshotError> {
    Ok(fs_err::remove_file(pending)?)
}

fn accepted_of(pending: &Path) -> PathBuf {
    pending.with_extension("")
}
