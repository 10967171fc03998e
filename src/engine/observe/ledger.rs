//! What a run wrote: told before it is sent, and what came of it.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::attribution;
use crate::engine::ask::is_write;
use crate::engine::plan::Journal;
use crate::journal::{JournalError, Sent};
use crate::model::{Contract, Exchange, Input, Response};

/// What a run knows of its writes to one entity: the journal on disk, when there is one, and the same in memory.
#[derive(Debug, Default)]
pub struct Ledger {
    pub journal: Option<Arc<dyn Journal>>,
    /// Values that this run sent.
    pub sent: Sent,
    /// Whether this run made the entity for itself.
    pub is_own: bool,
}

impl Ledger {
    pub fn new(journal: Option<Arc<dyn Journal>>) -> Self {
        Self { journal, ..Self::default() }
    }

    /// The ledger of another entity.
    pub fn beside(&self) -> Self {
        Self::new(self.journal.as_ref().map(|journal| journal.beside()))
    }

    /// Notes the values of a write before it goes out.
    ///
    /// # Errors
    /// When they cannot be kept: then the write may not follow.
    pub fn announce(&mut self, contract: &Contract, input: &Input) -> Result<(), JournalError> {
        if !is_write(&input.method) {
            return Ok(());
        }
        for values in attribution::announced(contract, input) {
            let new = self.sent.add(&values);
            if let (Some(journal), false) = (&self.journal, new.is_empty()) {
                journal.intends(&new)?;
            }
        }
        Ok(())
    }

    /// Notes what an accepted write made of the values that it sent.
    ///
    /// # Errors
    /// When they cannot be kept.
    pub fn learn(
        &mut self,
        contract: &Contract,
        input: &Input,
        exchange: &Exchange,
        before: Option<&Map<String, Value>>,
        after: Option<&Map<String, Value>>,
    ) -> Result<(), JournalError> {
        let accepted = exchange.response().is_some_and(Response::is_success);
        let (Some(before), Some(after)) = (before, after) else { return Ok(()) };
        if !accepted || !is_write(&input.method) {
            return Ok(());
        }
        let new = self.sent.add(&attribution::shown(contract, input, before, after));
        match &self.journal {
            Some(journal) if !new.is_empty() => journal.shows(&new),
            _ => Ok(()),
        }
    }
}
