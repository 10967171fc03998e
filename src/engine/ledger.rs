//! What a run wrote: told before it is sent, and what came of it.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::attribution;
use super::journal::Journal;
use super::obstacle::Obstacle;
use super::session::{Mode, Observed, Session, State};
use crate::journal::{JournalError, Sent};
use crate::model::{Exchange, Input};

/// What a run knows of its writes to one entity: the journal on disk, when there is one, and the same in memory.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) journal: Option<Arc<dyn Journal>>,
    /// Values that this run sent.
    pub(super) sent: Sent,
}

impl Ledger {
    pub(super) fn new(journal: Option<Arc<dyn Journal>>) -> Self {
        Self { journal, sent: Sent::default() }
    }

    /// The ledger of another entity.
    pub(super) fn beside(&self) -> Self {
        Self::new(self.journal.as_ref().map(|journal| journal.beside()))
    }
}

impl Session<'_> {
    /// The journal of a run that writes.
    pub(super) fn journal(&self) -> Option<Arc<dyn Journal>> {
        self.ledger.journal.clone().filter(|_| !self.plan.read_only && self.mode != Mode::Rehearsing)
    }

    /// Notes the values of a write before it goes out.
    pub(super) fn announce(&mut self, input: &Input) -> Result<(), JournalError> {
        // What goes back is known already.
        if self.mode != Mode::Running || !is_write(&input.method) {
            return Ok(());
        }
        for values in attribution::announced(&self.plan.bundle.contract, input) {
            let new = self.ledger.sent.add(&values);
            if let (Some(journal), false) = (&self.ledger.journal, new.is_empty()) {
                journal.intends(&new)?;
            }
        }
        Ok(())
    }

    /// Notes what an accepted write made of the values that it sent.
    pub(super) fn learn(
        &mut self,
        input: &Input,
        exchange: &Exchange,
        before: Option<&Map<String, Value>>,
        after: Option<&Map<String, Value>>,
    ) {
        let accepted = exchange.response().is_some_and(crate::model::Response::is_success);
        let (Some(before), Some(after)) = (before, after) else { return };
        if self.mode != Mode::Running || !accepted || !is_write(&input.method) {
            return;
        }
        let new = self.ledger.sent.add(&attribution::shown(&self.plan.bundle.contract, input, before, after));
        if let (Some(journal), false) = (&self.ledger.journal, new.is_empty())
            && let Err(error) = journal.shows(&new)
        {
            self.obstruct(Obstacle::new("journal", error.to_string()));
        }
    }
}

impl Observed {
    /// Of an input that was not sent.
    pub(super) fn unsent(input: Input, exchange: Exchange, before: Option<State>, position: u64) -> Self {
        let after = before.clone();
        let (json, attempts, read, neighbour, listed) = (None, Vec::new(), None, None, None);
        Self { input, exchange, json, attempts, before, after, read, neighbour, listed, position }
    }
}

/// Whether a request with this method may change something (RFC 9110 9.2.1).
pub(super) fn is_write(method: &str) -> bool {
    !matches!(method, "GET" | "HEAD" | "OPTIONS")
}
