//! Where the event logs of runs are kept: the user's state folder.

use std::fs::File;
use std::io::{self, BufReader, Write as _};
use std::path::{Path, PathBuf};

use super::state;
use crate::event::{Event, EventKind, RunFacts, read_log, to_line};
use crate::model::Finding;
use crate::snapshot::{SnapshotPath, target_folder};
use crate::value::same_url;

/// Logs that are kept of each target; the oldest go first.
const KEPT: usize = 50;

/// What the runs of one history have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RunName {
    /// Service root, name of the target, or `mock`.
    pub(super) target: String,
    /// Name of the contract.
    pub(super) contract: String,
}

impl RunName {
    /// Folder of the history.
    fn folder(&self) -> io::Result<PathBuf> {
        Ok(folder()?.join(SnapshotPath::folder(&target_folder(&self.target), &self.contract)))
    }
}

/// An event log that is being written: each event is on disk before the next request goes out.
#[derive(Debug)]
pub(super) struct RunLog {
    file: File,
    /// Where it is.
    pub(super) path: PathBuf,
    failed: Option<io::Error>,
}

impl RunLog {
    /// A new log in the history of its target, named after start and process, and counted.
    pub(super) fn create(facts: &RunFacts) -> io::Result<Self> {
        let name = RunName { target: facts.target.clone(), contract: facts.contract.clone() };
        let folder = name.folder()?;
        fs_err::create_dir_all(&folder)?;
        forget_old(&folder);
        let name = format!("{}-{}", facts.started.replace(':', ""), std::process::id());
        // Targets that run side by side begin at the same time, and may be called the same.
        for number in 1_u32.. {
            let part = if number == 1 { String::new() } else { format!("-{number}") };
            let path = folder.join(format!("{name}{part}.ndjson"));
            match fs_err::File::create_new(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                opened => return Ok(Self { file: opened?.into_parts().0, path, failed: None }),
            }
        }
        Err(io::Error::other("no name is left for the log"))
    }

    /// The logs of a history, oldest first. Servers on this machine share a folder, and each has its own runs in it.
    pub(super) fn of(name: &RunName) -> Vec<PathBuf> {
        let mut logs = name.folder().map(|folder| logs(&folder)).unwrap_or_default();
        logs.retain(|path| {
            target_of(path).is_some_and(|target| target == name.target || same_url(&target, &name.target))
        });
        logs
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

/// Folder of all histories.
fn folder() -> io::Result<PathBuf> {
    Ok(state::folder()?.join("runs"))
}

/// Logs in a folder and below, oldest first.
fn logs(folder: &Path) -> Vec<PathBuf> {
    let (mut logs, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for path in fs_err::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            match path.extension() {
                Some(extension) if extension == "ndjson" => logs.push(path),
                _ if path.is_dir() => folders.push(path),
                _ => {}
            }
        }
    }
    // names begin with the start
    logs.sort_by(|a, b| a.file_name().cmp(&b.file_name()));
    logs
}

/// The target that a log says its run was against.
fn target_of(path: &Path) -> Option<String> {
    match read_log(BufReader::new(fs_err::File::open(path).ok()?)).next()?.ok()?.kind {
        EventKind::RunStarted(facts) => Some(facts.target),
        _ => None,
    }
}

/// Removes the oldest logs. A log that cannot be removed is no reason not to run.
fn forget_old(folder: &Path) {
    let logs = logs(folder);
    for old in logs.iter().take(logs.len().saturating_sub(KEPT)) {
        let _ = fs_err::remove_file(old);
    }
}

/// The newest recorded finding with this id, or the only one of its run that begins so, and the log that holds it.
pub(super) fn find(id: &str) -> Option<(PathBuf, Finding)> {
    let folder = folder().ok()?;
    logs(&folder).into_iter().rev().find_map(|path| {
        let mut alike = findings(&path).ok()?.into_iter().filter(|finding| finding.id.starts_with(id));
        let finding = alike.next().filter(|finding| finding.id == id || alike.next().is_none())?;
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

/// The findings of a recorded run, shrunk where they were.
fn findings(path: &Path) -> Result<Vec<Finding>, Box<dyn std::error::Error>> {
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
