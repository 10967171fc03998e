//! Ruling on what was observed, and telling it.

use super::Session;
use crate::engine::ask::{asks_for_too_long, is_throttle, is_write, was_given_up_early};
use crate::engine::judge::{Ruling, Sighting, service_owned};
use crate::engine::observe::Observed;
use crate::engine::plan::THROWAWAY_STREAM;
use crate::engine::tell::{Mode, Obstacle, Spent};
use crate::event::EventKind;
use crate::model::{Exchange, Outcome, TransportFailure};
use crate::rules::Control;

impl Session<'_> {
    /// Whether a refusal says nothing but that the token is no longer good.
    fn is_expiry(&self, observed: &Observed) -> bool {
        let denied = |status: Option<u16>| matches!(status, Some(401 | 403));
        let expired = self.course.obstacles().iter().any(|obstacle| obstacle.cause == "unauthorised");
        let read = observed.read.as_ref().is_some_and(|(exchange, _)| denied(exchange.status()));
        expired && (read || denied(observed.exchange.status()))
    }

    /// Whether an answer did not come because the run had no time left to wait for it, or no budget to ask again.
    pub fn is_cut_short(&self, observed: &Observed) -> bool {
        let is_silent =
            |exchange: &Exchange| matches!(exchange.outcome, Outcome::Failure(TransportFailure::Timeout { .. }));
        let read_is_silent = observed.read.as_ref().is_some_and(|(exchange, _)| is_silent(exchange));
        let is_silent = (is_silent(&observed.exchange) || read_is_silent) && self.course.spent() == Some(Spent::Time);
        // A connection may break once; the budget that is spent keeps a write from being tried again.
        let is_untried =
            || is_write(&observed.input.method) && was_given_up_early(&observed.exchange, &observed.attempts);
        is_silent || (self.course.spent().is_some() && is_untried())
    }

    /// Runs the rules on what was observed, tells the verdicts and the findings.
    ///
    /// Returns the ids of findings seen for the first time.
    pub fn rule_on(&mut self, observed: &Observed, control: Control) -> Vec<String> {
        if self.course.mode == Mode::Rehearsing {
            self.count(observed);
            return Vec::new();
        }
        if self.is_expiry(observed) || self.is_cut_short(observed) {
            return Vec::new();
        }
        let ruling = self.ruling(observed, control);
        self.verdicts.promises.exercised(observed);
        self.count(observed);
        self.note_obstacles(observed, &ruling);
        self.course.emit(EventKind::Judged(ruling.told(observed, control)));
        if let Some((property, outcome)) = service_owned(&self.plan.bundle.contract, observed) {
            let (property, case) = (property.name.clone(), observed.input.id.clone());
            self.course.emit(EventKind::ServiceOwned { property, case, outcome });
        }
        let (mut first, today) = (Vec::new(), self.course.clock().today());
        for broken in &ruling.broken {
            match self.verdicts.findings.see(broken, observed, self.plan, today) {
                Sighting::First(finding) => {
                    // What is expected is not made small.
                    first.extend(finding.waived.is_none().then(|| finding.id.clone()));
                    self.course.emit(EventKind::FindingFound { finding });
                }
                Sighting::Again(id) => {
                    self.course.emit(EventKind::FindingRepeated { id, case: observed.input.id.clone() });
                }
            }
        }
        first
    }

    /// The ruling on one rule alone, for replays and shrinking: tells nothing.
    pub fn ruling(&self, observed: &Observed, control: Control) -> Ruling {
        self.verdicts.court.rule(observed, control, self.line.entity.id(), self.line.etag_seen())
    }

    fn count(&mut self, observed: &Observed) {
        match observed.input.seed.stream() {
            "case" => self.course.stats.cases += 1,
            "control" | "read" | THROWAWAY_STREAM => {}
            _ => self.course.stats.inputs += 1,
        }
    }

    /// Throttled out: the run cannot go on deciding. What is sent at once is not tried again, and says nothing of that.
    fn note_obstacles(&mut self, observed: &Observed, ruling: &Ruling) {
        let tries = observed.attempts.len() + 1;
        let has_given_up = tries > 1 || asks_for_too_long(&observed.exchange, self.course.clock().now());
        let Some(status) = observed.exchange.status().filter(|status| is_throttle(*status) && has_given_up) else {
            return;
        };
        let url = &observed.exchange.request.url;
        if ruling.broken.is_empty() {
            let tries = if tries == 1 { "1 try".to_owned() } else { format!("{tries} tries") };
            let text = format!("the target still answers {status} for {url} after {tries}; run again later");
            self.course.obstruct(Obstacle::new("throttled", text));
        }
    }
}
