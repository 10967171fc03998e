//! Answers that wait for review.

use std::path::{Path, PathBuf};

use super::SnapshotError;
use super::compare::difference;
use super::store::{files, read};

/// One `.snap.new` file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// The file that waits.
    pub file: PathBuf,
    /// The reviewed one, which need not exist.
    pub accepted: PathBuf,
    /// `<` reviewed, `>` seen; the whole text when nothing is reviewed yet.
    pub diff: String,
}

impl Pending {
    /// Everything that waits below `root`, sorted by path.
    ///
    /// # Errors
    /// When a folder or file cannot be read.
    pub fn all(root: &Path) -> Result<Vec<Self>, SnapshotError> {
        files(root, ".snap.new")?.into_iter().map(Self::of).collect()
    }

    fn of(file: PathBuf) -> Result<Self, SnapshotError> {
        let accepted = file.with_extension("");
        let seen = read(&file)?.unwrap_or_default();
        let diff = match read(&accepted)? {
            Some(reviewed) => difference(&reviewed, &seen),
            None => seen.lines().map(|line| format!(">{line}\n")).collect(),
        };
        Ok(Self { file, accepted, diff })
    }

    /// Makes it the reviewed one.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn accept(&self) -> Result<(), SnapshotError> {
        Ok(fs_err::rename(&self.file, &self.accepted)?)
    }

    /// Forgets it.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn reject(&self) -> Result<(), SnapshotError> {
        Ok(fs_err::remove_file(&self.file)?)
    }
}

#[cfg(test)]
mod tests {
    use super::Pending;
    use crate::snapshot::{Metadata, SnapshotPath, SnapshotStore, Writing};

    #[test]
    fn what_waits_is_accepted_or_forgotten() {
        let root = tempfile::tempdir().unwrap();
        let check = |writing, text| {
            let path = SnapshotPath::new("contract", "mock", "case");
            SnapshotStore::new(root.path(), writing).check(&path, text, &Metadata::default()).unwrap()
        };
        check(Writing::Accept, "HTTP 400\na\n");
        check(Writing::Pending, "HTTP 200\na\n");
        let waiting = Pending::all(root.path()).unwrap();
        assert_eq!((waiting.len(), waiting[0].diff.as_str()), (1, "<HTTP 400\n>HTTP 200\n a"));
        waiting[0].reject().unwrap();
        assert_eq!(Pending::all(root.path()).unwrap(), []);
        check(Writing::Pending, "HTTP 200\na\n");
        Pending::all(root.path()).unwrap()[0].accept().unwrap();
        assert_eq!(check(Writing::Nothing, "HTTP 200\na\n"), crate::snapshot::SnapshotOutcome::Matches);
    }
}
