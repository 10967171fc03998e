//! Where the event logs of runs are kept: the user's state folder.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::state;
use crate::event::{Event, EventKind, read_log, to_line};
use crate::model::Finding;
use crate::report::{Report, ReportFold};

/// Logs that are kept; the oldest go first.
const KEPT: usize = 50;

/// An event log that is being written: each event is on disk before the next request goes out.
#[derive(Debug)]
pub(super) struct RunLog {
    file: File,
    /// Where it is.
    pub(super) path: PathBuf,
    failed: Option<io::Error>,
}

impl RunLog {
    /// A new log in the state folder, named after start and process.
    pub(super) fn create(started: &str) -> io::Result<Self> {
        let folder = folder()?;
        fs_err::create_dir_all(&folder)?;
        forget_old(&folder);
        let name = format!("{}-{}.ndjson", started.replace(':', ""), std::process::id());
        let path = folder.join(name);
        let file = fs_err::File::create(&path)?.into_parts().0;
        Ok(Self { file, path, failed: None })
    }

    /// Appends an event; the first failure is kept for the end.
    pub(super) fn event(&mut self, event: &Event) {
        if self.failed.is_none() {
            self.failed = self.file.write_all(&to_line(event)).err();
        }
    }

    /// What went wrong while writing.
    pub(super) fn failure(&self) -> Option<&io::Error> {
        self.failed.as_ref()
    }
}

/// Folder of the logs.
fn folder() -> io::Result<PathBuf> {
    Ok(state::folder()?.join("runs"))
}

fn logs(folder: &Path) -> Vec<PathBuf> {
    let entries = fs_err::read_dir(folder).into_iter().flatten().flatten();
    let mut logs: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|p| p.extension().is_some_and(|e| e == "ndjson")).collect();
    logs.sort();
    logs
}

/// Removes the oldest logs. A log that cannot be removed is no reason not to run.
fn forget_old(folder: &Path) {
    let logs = logs(folder);
    for old in logs.iter().take(logs.len().saturating_sub(KEPT)) {
        let _ = fs_err::remove_file(old);
    }
}

/// The newest recorded finding with this id, and the log that holds it.
pub(super) fn find(id: &str) -> Option<(PathBuf, Finding)> {
    let folder = folder().ok()?;
    logs(&folder).into_iter().rev().find_map(|path| {
        let finding = findings(&path).ok()?.into_iter().find(|finding| finding.id == id)?;
        Some((path, finding))
    })
}

/// The log of the last run.
pub(super) fn latest() -> Option<PathBuf> {
    logs(&folder().ok()?).pop()
}

/// The log of the user's choice, else the last one.
pub(super) fn named_or_latest(named: Option<&Path>) -> io::Result<PathBuf> {
    let none = || io::Error::other("no run is recorded yet; `docproof run` records one, --from names another log");
    named.map(Path::to_owned).or_else(latest).ok_or_else(none)
}

/// What a recorded run found.
pub(super) fn report(path: &Path) -> Result<Report, Box<dyn std::error::Error>> {
    let mut fold = ReportFold::new();
    for event in read_log(io::BufReader::new(fs_err::File::open(path)?)) {
        fold.event(&event?);
    }
    Ok(fold.finish())
}

/// The findings of a recorded run, shrunk where they were.
pub(super) fn findings(path: &Path) -> Result<Vec<Finding>, Box<dyn std::error::Error>> {
    let mut findings: Vec<Finding> = Vec::new();
    let reader = io::BufReader::new(fs_err::File::open(path)?);
    for event in read_log(reader) {
        match event?.kind {
            EventKind::FindingFound { finding } => findings.push(*finding),
            EventKind::FindingShrunk { finding, .. } => {
                if let Some(known) = findings.iter_mut().find(|known| known.id == finding.id) {
                    *known = *finding;
                }
            }
            _ => {}
        }
    }
    Ok(findings)
}
