//! The journal of a run, in the state folder.

use std::error::Error;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value};

use super::state;
use super::target::Prepared;
use crate::config::Target;
use crate::engine::{Journal, Original};
use crate::journal::{Claim, JournalError, JournalFolder, LeftOver, Opened, canonical};

/// A journal as files.
#[derive(Debug)]
pub(super) struct FileJournal {
    folder: JournalFolder,
    /// As a later process finds it again.
    contract: String,
    /// Name of the target's table, when it has one.
    name: Option<String>,
    claim: Mutex<Option<Claim>>,
}

/// The folder of the journals.
pub(super) fn folder() -> std::io::Result<JournalFolder> {
    Ok(JournalFolder::new(state::folder()?.join("journal")))
}

/// Gives a check its journal. The embedded mock needs none: it ends with the run.
pub(super) fn keep(prepared: Prepared, target: &Target) -> Result<Prepared, Box<dyn Error>> {
    if prepared.mock.is_some() {
        return Ok(prepared);
    }
    let check = prepared.check.journal(Arc::new(FileJournal::new(folder()?, target)));
    Ok(Prepared { check, ..prepared })
}

impl FileJournal {
    /// The journal of a run against this target.
    pub(super) fn new(folder: JournalFolder, target: &Target) -> Self {
        let contract = &target.contract.value;
        let path = Path::new(contract);
        let absolute = if path.is_dir() { fs_err::canonicalize(path).ok() } else { None };
        let contract = absolute.map_or_else(|| contract.clone(), |path| path.display().to_string());
        Self { folder, contract, name: target.name.clone(), claim: Mutex::new(None) }
    }

    fn claim(&self) -> MutexGuard<'_, Option<Claim>> {
        self.claim.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something with the claim; nothing when there is none.
    fn with<T: Default>(&self, act: impl FnOnce(&mut Claim) -> Result<T, JournalError>) -> Result<T, JournalError> {
        self.claim().as_mut().map_or_else(|| Ok(T::default()), act)
    }
}

impl Journal for FileJournal {
    fn claim(&self, entity: &str, started: &str) -> Result<Option<LeftOver>, JournalError> {
        let mut claim = self.folder.claim(entity, &format!("process {}, since {started}", std::process::id()))?;
        let left = claim.left_over()?;
        *self.claim() = Some(claim);
        Ok(left)
    }

    fn opened(&self, original: &Original<'_>) -> Result<(), JournalError> {
        let pid = std::process::id();
        let opened = Opened {
            version: 0,
            run: format!("{}-{pid}", original.started),
            pid,
            started: original.started.to_owned(),
            target: original.target.to_owned(),
            name: self.name.clone(),
            contract: self.contract.clone(),
            entity: original.entity.to_owned(),
            params: original.params.to_vec(),
            original: original.state.clone(),
            throwaway: original.throwaway,
            marker: original.marker.cloned(),
        };
        self.with(|claim| claim.open(opened))
    }

    fn intends(&self, values: &Map<String, Value>) -> Result<(), JournalError> {
        self.with(|claim| claim.intends(values))
    }

    fn shows(&self, values: &Map<String, Value>) -> Result<(), JournalError> {
        self.with(|claim| claim.shows(values))
    }

    fn closed(&self, how: &str) -> Result<(), JournalError> {
        self.with(|claim| claim.close(how))
    }

    fn abandoned(&self, target: &str) -> Result<Vec<String>, JournalError> {
        let files = self.folder.files()?;
        // A journal that cannot be read is told when its own entity is claimed.
        let left = files.iter().filter_map(|file| JournalFolder::peek(file).ok().flatten()).map(|left| left.opened);
        Ok(left
            .filter(|opened| opened.throwaway && canonical(&opened.target) == canonical(target))
            .map(|opened| opened.entity)
            .collect())
    }

    fn mark(&self) -> String {
        let [one, two] = [(); 2].map(|()| super::runtime::fresh_seed());
        format!("{one:08x}{two:08x}")
    }

    fn beside(&self) -> Arc<dyn Journal> {
        let (folder, contract, name) = (self.folder.clone(), self.contract.clone(), self.name.clone());
        Arc::new(Self { folder, contract, name, claim: Mutex::new(None) })
    }

    fn set_aside(&self) -> Result<String, JournalError> {
        self.with(|claim| Ok(claim.set_aside()?.display().to_string()))
    }
}
