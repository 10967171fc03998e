//! Snapshots in a folder, in the format of insta.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::compare::{difference, file, same};
use super::{Metadata, SnapshotPath, Writing};

/// How an answer compares to its snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SnapshotOutcome {
    /// It is as reviewed.
    Matches,
    /// There is no reviewed one. `pending` is the file left for review, when one was written.
    New {
        /// The `.snap.new` file.
        pending: Option<PathBuf>,
    },
    /// It differs from the reviewed one.
    Differs {
        /// The `.snap.new` file, when one was written.
        pending: Option<PathBuf>,
        /// The difference: `<` reviewed, `>` seen.
        diff: String,
    },
    /// It was taken as the reviewed one.
    Accepted {
        /// The `.snap` file.
        file: PathBuf,
    },
    /// Snapshots are off, or (in the automatic mode) none are kept for this target.
    NotCompared,
}

/// A snapshot cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The file is not what insta writes.
    #[error("snapshot {} cannot be read: {reason}", file.display())]
    Unreadable {
        /// Which file.
        file: PathBuf,
        /// What insta says.
        reason: String,
    },
    /// The file system refused; the cause names the path.
    #[error("the snapshots cannot be read or written")]
    Io(#[from] io::Error),
}

/// The folder `snapshots/`.
#[derive(Debug, Clone)]
pub struct SnapshotStore {
    root: PathBuf,
    writing: Writing,
}

impl SnapshotStore {
    /// The store at `root`, which need not exist yet.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>, writing: Writing) -> Self {
        Self { root: root.into(), writing }
    }

    /// Compares `content` with the snapshot at `path` and leaves what the mode allows.
    ///
    /// A match deletes a `.snap.new` of an earlier run.
    ///
    /// # Errors
    /// When the snapshot is there but not readable, or a file cannot be written.
    pub fn check(
        &self,
        path: &SnapshotPath,
        content: &str,
        metadata: &Metadata,
    ) -> Result<SnapshotOutcome, SnapshotError> {
        if self.writing == Writing::Off {
            return Ok(SnapshotOutcome::NotCompared);
        }
        let accepted_file = self.root.join(path.as_path());
        let pending_file = pending_of(&accepted_file);
        let accepted = read(&accepted_file)?;
        if accepted.as_deref().is_some_and(|accepted| same(accepted, content)) {
            self.forget(&pending_file)?;
            return Ok(SnapshotOutcome::Matches);
        }
        let accept = match self.writing {
            Writing::Accept => true,
            Writing::AcceptUnseen => accepted.is_none(),
            Writing::PendingIfKept if accepted.is_none() && !self.keeps(path)? => {
                return Ok(SnapshotOutcome::NotCompared);
            }
            _ => false,
        };
        if accept {
            write(&accepted_file, &file(content, metadata))?;
            self.forget(&pending_file)?;
            return Ok(SnapshotOutcome::Accepted { file: accepted_file });
        }
        let pending = if self.writing == Writing::Nothing {
            None
        } else {
            write(&pending_file, &file(content, metadata))?;
            Some(pending_file)
        };
        Ok(match accepted {
            None => SnapshotOutcome::New { pending },
            Some(accepted) => SnapshotOutcome::Differs { pending, diff: difference(&accepted, content) },
        })
    }

    /// The reviewed text at `path`; `None` when there is none.
    ///
    /// # Errors
    /// When the snapshot is there but not readable.
    pub fn accepted(&self, path: &SnapshotPath) -> Result<Option<String>, SnapshotError> {
        read(&self.root.join(path.as_path()))
    }

    /// Snapshots in the folder of `contract` and `target` that none of `referenced` names.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn unreferenced(
        &self,
        (contract, target): (&str, &str),
        referenced: &BTreeSet<SnapshotPath>,
    ) -> Result<Vec<PathBuf>, SnapshotError> {
        let known: BTreeSet<PathBuf> = referenced.iter().map(|path| self.root.join(path.as_path())).collect();
        let mut kept = files(&self.root.join(SnapshotPath::folder(contract, target)), ".snap")?;
        kept.retain(|file| !known.contains(file));
        Ok(kept)
    }

    /// Whether any snapshot is kept for the contract and target of `path`.
    fn keeps(&self, path: &SnapshotPath) -> Result<bool, SnapshotError> {
        let folder: PathBuf = path.as_path().components().take(2).collect();
        Ok(!files(&self.root.join(folder), ".snap")?.is_empty())
    }

    fn forget(&self, pending: &Path) -> Result<(), SnapshotError> {
        if self.writing != Writing::Nothing && pending.exists() {
            fs_err::remove_file(pending)?;
        }
        Ok(())
    }
}

fn pending_of(accepted: &Path) -> PathBuf {
    accepted.with_extension("snap.new")
}

/// The text of a snapshot; `None` when there is no such file.
pub(super) fn read(path: &Path) -> Result<Option<String>, SnapshotError> {
    if !path.exists() {
        return Ok(None);
    }
    let unreadable = |reason: String| SnapshotError::Unreadable { file: path.to_owned(), reason };
    // insta takes a file without a header for one of its first, nameless format
    if !is_headed(&fs_err::read(path)?) {
        return Err(unreadable("it is no snapshot: it does not begin with a header between lines of `---`".to_owned()));
    }
    let snapshot = insta::Snapshot::from_file(path).map_err(|error| unreadable(error.to_string()))?;
    let text = snapshot.as_text().ok_or_else(|| unreadable("it holds no text".to_owned()))?;
    Ok(Some(text.to_string()))
}

fn is_headed(octets: &[u8]) -> bool {
    let mut lines = octets.split(|octet| *octet == b'\n').map(<[u8]>::trim_ascii_end);
    lines.next() == Some(b"---") && lines.any(|line| line == b"---")
}

/// Writes the whole file or nothing: a killed run leaves no half snapshot.
fn write(path: &Path, text: &str) -> Result<(), SnapshotError> {
    let parent = path.parent().unwrap_or(Path::new("."));
    fs_err::create_dir_all(parent)?;
    let draft = path.with_extension("snap.draft");
    fs_err::write(&draft, text)?;
    Ok(fs_err::rename(&draft, path)?)
}

/// Files below `folder` whose name ends with `ending`, sorted; none when there is no such folder.
pub(super) fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, SnapshotError> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in fs_err::read_dir(&folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else if entry.file_name().to_string_lossy().ends_with(ending) {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests;
