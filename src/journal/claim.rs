//! One entity, claimed by one process.

use std::path::PathBuf;

use serde_json::{Map, Value};

use super::lock::Lock;
use super::record::{Opened, Record, VERSION};
use super::writer::{Writer, sync_folder};
use super::{JournalError, LeftOver, left};

/// The right to write to an entity, and the journal of it.
#[derive(Debug)]
pub struct Claim {
    path: PathBuf,
    writer: Option<Writer>,
    /// Dropped last.
    _lock: Lock,
}

impl Claim {
    pub(super) fn new(path: PathBuf, lock: Lock) -> Self {
        Self { path, writer: None, _lock: lock }
    }

    /// What an interrupted run left, if anything. A journal that says nothing is removed.
    ///
    /// # Errors
    /// When the journal is damaged or cannot be read.
    pub fn left_over(&mut self) -> Result<Option<LeftOver>, JournalError> {
        let bytes = match fs_err::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let mut left = left::read(&self.path, &bytes)?;
        if let Some(left) = &mut left {
            // A clock that was set back says nothing; then the run counts as just interrupted.
            left.idle = fs_err::metadata(&self.path)?.modified()?.elapsed().unwrap_or_default();
        }
        if left.is_none() {
            self.remove()?;
        }
        Ok(left)
    }

    /// Begins a journal: the original values are on disk afterwards.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn open(&mut self, opened: Opened) -> Result<(), JournalError> {
        let first = Record::Opened(Box::new(Opened { version: VERSION, ..opened }));
        self.writer = Some(Writer::create(&self.path, &first)?);
        Ok(())
    }

    /// Notes values that a write is about to send.
    ///
    /// # Errors
    /// When the note cannot be written: then the write must not go out.
    pub fn intends(&mut self, values: &Map<String, Value>) -> Result<(), JournalError> {
        self.append(&Record::Intent { values: values.clone() })
    }

    /// Notes values that the target made of those that it was sent.
    ///
    /// # Errors
    /// When the note cannot be written.
    pub fn shows(&mut self, values: &Map<String, Value>) -> Result<(), JournalError> {
        self.append(&Record::Shown { values: values.clone() })
    }

    /// Closes and removes the journal: nothing is left to put back.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn close(&mut self, how: &str) -> Result<(), JournalError> {
        if self.writer.is_some() {
            self.append(&Record::Closed { how: how.to_owned() })?;
        }
        self.writer = None;
        self.remove()
    }

    /// Takes the journal out of the way without forgetting the original values: the new name of the file.
    ///
    /// # Errors
    /// When it cannot be renamed.
    pub fn set_aside(&mut self) -> Result<PathBuf, JournalError> {
        self.writer = None;
        let names = (1..).map(|number| self.path.with_extension(format!("kept-{number}")));
        let kept = names.into_iter().find(|path| !path.exists()).expect("there are numbers enough");
        fs_err::rename(&self.path, &kept)?;
        self.sync()?;
        Ok(kept)
    }

    fn append(&mut self, record: &Record) -> Result<(), JournalError> {
        match &mut self.writer {
            Some(writer) => Ok(writer.append(record)?),
            None => Ok(()),
        }
    }

    fn remove(&self) -> Result<(), JournalError> {
        fs_err::remove_file(&self.path)?;
        self.sync()
    }

    fn sync(&self) -> Result<(), JournalError> {
        Ok(self.path.parent().map_or(Ok(()), sync_folder)?)
    }
}
