//! What a run wrote: told before it is sent, and what came of it.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::attribution::{self, Effect};
use crate::engine::ask::is_write;
use crate::engine::plan::Journal;
use crate::journal::{JournalError, Sent};
use crate::model::{Contract, Exchange, Input, Response};

/// Side effects that are remembered.
const MOST_BESIDE: usize = 256;

/// What a run knows of its writes to one entity: the journal on disk, when there is one, and the same in memory.
#[derive(Debug, Default)]
pub struct Ledger {
    pub journal: Option<Arc<dyn Journal>>,
    /// Values that this run sent.
    pub sent: Sent,
    /// Values that properties took beside writes which do not name them, seen once.
    beside_once: Vec<(String, Value)>,
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

    /// Notes what an accepted write made of the values that it sent, and what it does to others: a value that comes up
    /// a second time beside our own writes is their side effect; the first time it may be somebody else's.
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
        let effect = attribution::effect(contract, input, before, after);
        let ours = self.ours(effect);
        let new = self.sent.add(&ours);
        match &self.journal {
            Some(journal) if !new.is_empty() => journal.shows(&new),
            _ => Ok(()),
        }
    }

    /// What of an effect is the run's own doing.
    fn ours(&mut self, effect: Effect) -> Map<String, Value> {
        let mut ours = effect.named;
        for change in effect.unnamed {
            if self.beside_once.contains(&change) {
                ours.extend([change]);
            } else if self.beside_once.len() < MOST_BESIDE {
                self.beside_once.push(change);
            }
        }
        ours
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::{Effect, Ledger};

    #[test]
    fn a_side_effect_that_comes_again_is_our_own_and_the_first_time_it_may_be_somebody_elses() {
        let one = |name: &str, value: Value| Map::from_iter([(name.to_owned(), value)]);
        let effect = |unnamed| Effect { named: one("displayName", json!("x")), unnamed };
        let mut ledger = Ledger::default();
        assert_eq!(ledger.ours(effect(one("onboardingUrl", json!("theirs")))), one("displayName", json!("x")));
        assert_eq!(ledger.ours(effect(one("onboardingUrl", Value::Null))), one("displayName", json!("x")));
        let again = ledger.ours(effect(one("onboardingUrl", Value::Null)));
        assert_eq!(again.get("onboardingUrl"), Some(&Value::Null));
    }
}
