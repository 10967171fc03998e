//! Asking, with the state kept in view.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::Session;
use crate::engine::ask::Credentials;
use crate::engine::observe::{Observed, json_of, state_of};
use crate::engine::plan::Journal;
use crate::engine::tell::{Mode, Obstacle};
use crate::journal::JournalError;
use crate::model::{Exchange, Identity, Input, Outcome, Role, Strength, TransportFailure};
use crate::target::Draft;

impl Session<'_> {
    /// Reads the entity. `None` in place of the state when the answer shows none.
    pub async fn read(&mut self, case: &str, role: Role) -> (Exchange, Option<Value>) {
        let draft = self.line.draft_of_read(&self.course);
        let exchange = self.ask(case, &draft, role).await;
        let json = json_of(&exchange);
        (exchange, json)
    }

    /// Reads the entity and takes in its state.
    pub async fn look(&mut self, case: &str, role: Role) -> (Exchange, Option<Value>) {
        let (exchange, json) = self.read(case, role).await;
        self.sight.state = state_of(&exchange, json.as_ref());
        (exchange, json)
    }

    /// Sends a request; the exchange that stands.
    pub async fn ask(&mut self, case: &str, draft: &Draft, role: Role) -> Exchange {
        self.line.ask(&mut self.course, case, draft, role).await.0
    }

    /// Sends requests at once; the exchanges that stand. A token that is over and cannot be renewed is an obstacle.
    pub async fn ask_together(&mut self, drafts: &[(String, Draft)], role: Role) -> Vec<Exchange> {
        let exchanges = self.line.ask_together(&mut self.course, drafts, role).await;
        let refused = drafts.iter().zip(&exchanges).find(|(_, exchange)| exchange.status() == Some(401));
        if let Some(((case, _), exchange)) = refused {
            self.check_authorisation(case, Some(exchange)).await;
        }
        exchanges
    }

    /// Sends an input and reads the state behind it.
    pub async fn observe(&mut self, input: Input, role: Role) -> Observed {
        if self.sight.readable && self.sight.state.is_none() {
            self.look(&input.id, Role::Read).await;
        }
        let before = self.sight.state.clone();
        let position = match role {
            Role::Subject | Role::Control => self.history.push(&input, before.as_ref()),
            _ => self.history.position(),
        };
        if let Err(error) = self.announce(&input) {
            self.course.obstruct(Obstacle::new("journal", error.to_string()));
            let draft = self.line.draft_of(&self.course, &input, 0);
            let exchange = self.line.unsent(&draft, role, "the journal cannot be kept");
            return Observed::unsent(input, exchange, before, position);
        }
        let (exchange, attempts) = self.send(&input, role).await;
        let (mut read, mut after) = (None, None);
        if self.sight.readable {
            let first = self.look(&input.id, Role::Read).await;
            read = Some(self.converged(&input, &exchange, before.as_ref(), first).await);
            after.clone_from(&self.sight.state);
        }
        self.sight.state.clone_from(&after);
        self.learn(&input, &exchange, before.as_deref(), after.as_deref());
        let shown = read.as_ref().map(|(exchange, _)| exchange);
        self.check_authorisation(&input.id, shown).await;
        self.check_silence(&input.id, &exchange, shown).await;
        Observed { attempts, before, after, read, position, ..Observed::lone(input, exchange) }
    }

    /// Sends an input with the token of whoever it belongs to; everything around it is the run's own.
    async fn send(&mut self, input: &Input, role: Role) -> (Exchange, Vec<Exchange>) {
        let caller = Identity::of_seed(&input.seed).and_then(|identity| self.plan.tokens_of(identity)).cloned();
        let own = caller.map(|tokens| self.line.speak_as(Credentials::new(Some(tokens))));
        let draft = self.line.draft_of(&self.course, input, 0);
        let sent = self.line.ask_input(&mut self.course, input, draft, role).await;
        if own.is_some() && input.strength == Strength::Valid && sent.0.status() == Some(401) {
            self.unaccepted = Identity::of_seed(&input.seed);
        }
        if let Some(own) = own {
            self.line.speak_as(own);
        }
        sent
    }

    /// The journal of a run that writes.
    pub fn journal(&self) -> Option<Arc<dyn Journal>> {
        let writes = !self.plan.read_only && self.course.mode != Mode::Rehearsing;
        self.ledger.journal.clone().filter(|_| writes)
    }

    /// Notes the values of a write before it goes out.
    ///
    /// # Errors
    /// When they cannot be kept: then the write may not follow.
    pub fn announce(&mut self, input: &Input) -> Result<(), JournalError> {
        // What goes back is known already.
        if self.course.mode != Mode::Running {
            return Ok(());
        }
        self.ledger.announce(&self.plan.bundle.contract, input)
    }

    /// Notes what an accepted write made of the values that it sent.
    pub fn learn(
        &mut self,
        input: &Input,
        exchange: &Exchange,
        before: Option<&Map<String, Value>>,
        after: Option<&Map<String, Value>>,
    ) {
        if self.course.mode != Mode::Running {
            return;
        }
        if let Err(error) = self.ledger.learn(&self.plan.bundle.contract, input, exchange, before, after) {
            self.course.obstruct(Obstacle::new("journal", error.to_string()));
        }
    }

    /// A target may fall silent in the middle: what was sent got no answer, and no read behind it does, twice in a row.
    pub async fn check_silence(&mut self, case: &str, sent: &Exchange, read: Option<&Exchange>) {
        let is_silence = |read: &Exchange| self.line.is_silence(read);
        if self.course.mode != Mode::Running || !is_silence(sent) || !read.is_some_and(is_silence) {
            return;
        }
        let (again, _) = self.read(case, Role::Read).await;
        if matches!(again.outcome, Outcome::Failure(TransportFailure::Timeout { .. })) {
            self.course.obstruct(Obstacle::fell_silent(&again.request.url, case));
        }
    }

    /// A token may expire in the middle: the entity was readable, and now it is not, twice in a row.
    async fn check_authorisation(&mut self, case: &str, read: Option<&Exchange>) {
        let denied = |exchange: &Exchange| exchange.status().filter(|status| matches!(status, 401 | 403));
        if read.and_then(denied).is_none() {
            return;
        }
        let (again, _) = self.read(case, Role::Read).await;
        if let Some(status) = denied(&again) {
            self.course.obstruct(Obstacle::unauthorised(status, &again.request.url, &self.plan.credentials()));
        }
    }
}
