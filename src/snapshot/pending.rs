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
    /// The files that wait below `root`, sorted.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn files(root: &Path) -> Result<Vec<PathBuf>, SnapshotError> {
        files(root, ".snap.new")
    }

    /// What waits in `file`.
    ///
    /// # Errors
    /// When it cannot be read or is no snapshot.
    pub fn of(file: PathBuf) -> Result<Self, SnapshotError> {
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
        let waiting = || -> Vec<Pending> {
            Pending::files(root.path()).unwrap().into_iter().map(|file| Pending::of(file).unwrap()).collect()
        };
        let first = waiting();
        assert_eq!((first.len(), first[0].diff.as_str()), (1, "<HTTP 400\n>HTTP 200\n a"));
        first[0].reject().unwrap();
        assert_eq!(waiting(), []);
        check(Writing::Pending, "HTTP 200\na\n");
        waiting()[0].accept().unwrap();
        assert_eq!(check(Writing::Nothing, "HTTP 200\na\n"), crate::snapshot::SnapshotOutcome::Matches);
    }
}
