//! Where the journals are.

use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::lock::Lock;
use super::place::canonical;
use super::writer::sync_folder;
use super::{Claim, JournalError, LeftOver, left};

/// How the file of a journal ends.
const EXTENSION: &str = "journal";

/// A folder of journals: one file for each entity that a run writes to.
#[derive(Debug, Clone)]
pub struct JournalFolder(PathBuf);

impl JournalFolder {
    /// The journals in `folder`, which need not exist.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// Claims the entity at this URL; `holder` tells others who has it: process and time.
    ///
    /// # Errors
    /// [`JournalError::Busy`] when another process has it.
    pub fn claim(&self, entity: &str, holder: &str) -> Result<Claim, JournalError> {
        self.create()?;
        let path = self.0.join(name(&canonical(entity))).with_extension(EXTENSION);
        let lock = Lock::take(&path.with_extension("lock"), entity, holder)?;
        Ok(Claim::new(path, lock))
    }

    /// The files of all journals, in the order of their names.
    ///
    /// # Errors
    /// When the folder is there but cannot be read.
    pub fn files(&self) -> Result<Vec<PathBuf>, JournalError> {
        let entries = match fs_err::read_dir(&self.0) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        };
        let paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
        let mut files: Vec<PathBuf> =
            paths.into_iter().filter(|path| path.extension().is_some_and(|e| e == EXTENSION)).collect();
        files.sort();
        Ok(files)
    }

    /// What a file of this folder says, without claiming its entity.
    ///
    /// # Errors
    /// When it is damaged or cannot be read.
    pub fn peek(path: &Path) -> Result<Option<LeftOver>, JournalError> {
        left::read(path, &fs_err::read(path)?)
    }

    /// Removes a file that says nothing: its run was killed before it wrote anything.
    ///
    /// # Errors
    /// [`JournalError::Busy`] when its run is still going on.
    pub fn tidy(path: &Path) -> Result<(), JournalError> {
        let file = path.display().to_string();
        let lock = Lock::take(&path.with_extension("lock"), &file, &format!("process {}", std::process::id()))?;
        Claim::new(path.to_owned(), lock).left_over().map(drop)
    }

    fn create(&self) -> Result<(), JournalError> {
        if self.0.is_dir() {
            return Ok(());
        }
        fs_err::create_dir_all(&self.0)?;
        #[cfg(unix)]
        fs_err::set_permissions(&self.0, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
        Ok(self.0.parent().map_or(Ok(()), sync_folder)?)
    }
}

/// A file name for an entity: long enough that two never meet.
fn name(entity: &str) -> String {
    use std::fmt::Write as _;
    Sha256::digest(entity.as_bytes()).iter().take(16).fold(String::new(), |mut name, byte| {
        let _ = write!(name, "{byte:02x}");
        name
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::JournalFolder;
    use crate::journal::Opened;

    fn opened() -> Opened {
        Opened {
            version: 0,
            run: "r".to_owned(),
            pid: 1,
            started: String::new(),
            target: "t".to_owned(),
            name: None,
            contract: "c".to_owned(),
            entity: "e".to_owned(),
            params: Vec::new(),
            original: json!({"a": 1}).as_object().cloned().unwrap(),
            throwaway: false,
            marker: None,
        }
    }

    #[test]
    fn a_journal_outlives_its_claim_and_ends_with_being_closed() {
        let state = tempfile::tempdir().unwrap();
        let folder = JournalFolder::new(state.path().join("new/journal"));
        assert!(folder.files().unwrap().is_empty());
        let mut claim = folder.claim("e", "one").unwrap();
        assert_eq!(claim.left_over().unwrap(), None);
        claim.open(opened()).unwrap();
        claim.intends(json!({"a": 2}).as_object().unwrap()).unwrap();
        drop(claim);

        let mut claim = folder.claim("e", "two").unwrap();
        let left = claim.left_over().unwrap().unwrap();
        assert_eq!((left.opened.original.get("a"), left.sent.holds("a", &json!(2))), (Some(&json!(1)), true));
        claim.close("put back").unwrap();
        assert_eq!(claim.left_over().unwrap(), None);
        assert!(folder.files().unwrap().is_empty());
    }

    #[test]
    fn a_first_line_that_was_never_finished_is_tidied_away_but_not_a_whole_one() {
        let state = tempfile::tempdir().unwrap();
        let folder = JournalFolder::new(state.path().to_owned());
        folder.claim("e", "one").unwrap().open(opened()).unwrap();
        let file = folder.files().unwrap().remove(0);
        JournalFolder::tidy(&file).unwrap();
        let whole = fs_err::read(&file).unwrap();
        for torn in [&whole[..0], &whole[..whole.len() - 1]] {
            fs_err::write(&file, torn).unwrap();
            assert_eq!(JournalFolder::peek(&file).unwrap(), None);
            JournalFolder::tidy(&file).unwrap();
            assert!(folder.files().unwrap().is_empty());
        }
    }

    #[test]
    fn what_is_set_aside_is_kept_but_no_longer_found() {
        let state = tempfile::tempdir().unwrap();
        let folder = JournalFolder::new(state.path().to_owned());
        for number in 1..=2 {
            let mut claim = folder.claim("e", "one").unwrap();
            claim.open(opened()).unwrap();
            let kept = claim.set_aside().unwrap();
            assert!(
                kept.exists() && kept.to_string_lossy().ends_with(&format!(".kept-{number}")),
                "{}",
                kept.display()
            );
        }
        assert!(folder.files().unwrap().is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_may_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let state = tempfile::tempdir().unwrap();
        let folder = JournalFolder::new(state.path().join("journal"));
        let mut claim = folder.claim("e", "one").unwrap();
        claim.open(opened()).unwrap();
        let mode = |path: &std::path::Path| fs_err::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder.files().unwrap()[0]), 0o600);
        assert_eq!(mode(&state.path().join("journal")), 0o700);
    }
}
