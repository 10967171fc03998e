//! Reads that show an update late: read again for a while, and told by what came of it.

use std::time::Duration;

use serde_json::{Map, Value};

use super::Session;
use crate::engine::observe::{State, json_of, missing, value};
use crate::engine::tell::Mode;
use crate::event::{Convergence, EventKind, ReadBack};
use crate::model::{Contract, Exchange, Input, Role};

/// First wait between two reads; the next ones are twice as long each.
const FIRST_WAIT: Duration = Duration::from_millis(20);
/// Longest wait between two reads.
const LONGEST_WAIT: Duration = Duration::from_secs(2);
/// How long a target on this machine may take to show an update.
const PATIENCE: Duration = Duration::from_millis(500);
/// How long another target may take.
const PATIENCE_LIVE: Duration = Duration::from_secs(15);
/// Updates that never came, after which none is waited for any more: the target is not slow.
const FRUITLESS: u32 = 3;

impl Session<'_> {
    /// Reads again until the entity shows what the update answered. The read that stands.
    pub(super) async fn converged(
        &mut self,
        input: &Input,
        update: &Exchange,
        before: Option<&State>,
        read: (Exchange, Option<Value>),
    ) -> (Exchange, Option<Value>) {
        let wanted = wanted(&self.plan.bundle.contract, input, update);
        if !self.plan.eventual || self.effort.fruitless >= FRUITLESS || self.lacks(&wanted) != Some(true) {
            return read;
        }
        let (started, patience) = (self.course.clock().elapsed(), self.patience());
        let (mut last, mut shown, mut wait, mut reads) = (read, None, FIRST_WAIT, 1);
        let mut reverted = false;
        while !reverted && self.may_wait(wait) && self.course.clock().elapsed() + wait <= started + patience {
            tokio::time::sleep(wait).await;
            last = self.look(&input.id, Role::Read).await;
            reads += 1;
            match (self.lacks(&wanted), shown) {
                // Once more, to tell an update that is late from one that does not stay.
                (Some(false), None) => (shown, wait) = (Some(self.since(started)), FIRST_WAIT),
                (Some(true), Some(_)) => reverted = true,
                (Some(true), None) => wait = (wait * 2).min(LONGEST_WAIT),
                (Some(false), Some(_)) | (None, _) => break,
            }
        }
        let outcome = match (reverted, shown) {
            (true, _) => Some(Convergence::Reverted),
            (false, Some(_)) => Some(Convergence::Converged),
            (false, None) => self.is_still(&wanted, before.map(AsRef::as_ref)).then_some(Convergence::Lost),
        };
        self.effort.fruitless += u32::from(outcome.is_some_and(|outcome| outcome != Convergence::Converged));
        if let Some(outcome) = outcome {
            let after = shown.unwrap_or_else(|| self.since(started));
            let after_ms = u64::try_from(after.as_millis()).unwrap_or(u64::MAX);
            self.course.emit(EventKind::ReadBack(ReadBack { case: input.id.clone(), outcome, after_ms, reads }));
        }
        last
    }

    /// Whether the entity does not show all of `wanted`; `None` when it shows nothing.
    fn lacks(&self, wanted: &Map<String, Value>) -> Option<bool> {
        let state = self.sight.state.as_deref()?;
        Some(!missing(&self.plan.bundle.contract, wanted, state).is_empty())
    }

    /// Whether what is not shown has the value of before the update.
    fn is_still(&self, wanted: &Map<String, Value>, before: Option<&Map<String, Value>>) -> bool {
        let (Some(before), Some(now)) = (before, self.sight.state.as_deref()) else { return false };
        let missing = missing(&self.plan.bundle.contract, wanted, now);
        missing.keys().all(|name| value(before, name) == value(now, name))
    }

    fn since(&self, started: Duration) -> Duration {
        self.course.clock().elapsed().saturating_sub(started)
    }

    fn patience(&self) -> Duration {
        if self.plan.address.is_loopback() { PATIENCE } else { PATIENCE_LIVE }
    }

    /// Whether the run has the time for it. Putting back takes the time that it takes.
    fn may_wait(&self, wait: Duration) -> bool {
        self.course.mode == Mode::PuttingBack || (!self.plan.is_cancelled() && wait < self.course.time_left())
    }
}

/// What a read must show after an accepted update: what the answer shows, else what was sent.
fn wanted(contract: &Contract, input: &Input, update: &Exchange) -> Map<String, Value> {
    if input.method != "PATCH" || !update.response().is_some_and(crate::model::Response::is_success) {
        return Map::new();
    }
    let answered = json_of(update).and_then(|json| json.as_object().cloned()).unwrap_or_default();
    let properties = contract.properties.iter().filter(|property| property.is_updatable());
    let named = properties.filter(|property| input.patch.contains_key(&property.name));
    let member = |name: &String| answered.get(name).or_else(|| input.patch.get(name)).cloned();
    named.filter_map(|property| Some((property.name.clone(), member(&property.name)?))).collect()
}
