//! Sending: redirects, retries, pace and what a target demands of every write.

use futures_util::future::join_all;

use super::patience::{needs_octets, wait_before_retry};
use super::session::{Session, is_write};
use super::{draft, redirect, rehearsal};
use crate::event::EventKind;
use crate::model::{Exchange, Input, Outcome, Role, TransportFailure};
use crate::target::Draft;

impl Session<'_> {
    /// Sends `draft`, again when the target throttles or a pooled connection dies, and tells each try.
    pub(super) async fn ask(&mut self, case: &str, draft: &Draft, role: Role) -> (Exchange, Vec<Exchange>) {
        let mut attempts = Vec::new();
        let mut draft = Draft { wire: draft.wire || self.on_the_wire, ..draft.clone() };
        loop {
            if is_write(&draft.method) && self.plan.read_only {
                return (self.unsent(&draft, role, "this run may only read"), attempts);
            }
            let exchange = self.send(case, &draft, role).await;
            let attempt = u32::try_from(attempts.len()).unwrap_or(u32::MAX).saturating_add(1);
            let clock = self.emitter.clock();
            let left = self.budget.time_left(clock.elapsed());
            // A target whose answers never come whole is not asked three times for each.
            let is_usual = self.on_the_wire && exchange.response().is_some_and(crate::model::Response::is_cut_short);
            match wait_before_retry(&exchange, attempt, clock.now()) {
                Some(wait) if self.closing || (wait < left && !self.cancelled() && !is_usual) => {
                    self.stats.retries += 1;
                    draft.wire |= needs_octets(&exchange, attempt);
                    attempts.push(exchange);
                    tokio::time::sleep(wait).await;
                }
                _ => {
                    // A target whose first answers no library can read is read octet by octet from then on.
                    self.on_the_wire |= role == Role::Preflight && draft.wire && exchange.response().is_some();
                    return (exchange, attempts);
                }
            }
        }
    }

    /// Sends `draft` and follows redirects inside its origin. Each hop is told.
    async fn send(&mut self, case: &str, draft: &Draft, role: Role) -> Exchange {
        let mut exchange = self.send_once(case, draft, role).await;
        let mut draft = draft.clone();
        for _ in 0..redirect::MOST_HOPS {
            let Some(url) = redirect::next(&exchange, &draft.url) else { break };
            draft.url = url;
            exchange = self.send_once(case, &draft, role).await;
        }
        exchange
    }

    async fn send_once(&mut self, case: &str, draft: &Draft, role: Role) -> Exchange {
        let exchange = if self.rehearsing {
            rehearsal::answer(self.client.record(draft), role, &self.documented)
        } else {
            if is_write(&draft.method) {
                self.pace.wait().await;
            }
            self.client.send(draft, role).await
        };
        self.note_sent(case, draft, &exchange);
        exchange
    }

    /// Counts and tells an exchange.
    fn note_sent(&mut self, case: &str, draft: &Draft, exchange: &Exchange) {
        self.stats.requests += 1;
        self.stats.writes += u64::from(is_write(&draft.method));
        let shown =
            exchange.response().filter(|response| response.is_success()).and_then(|response| response.header("etag"));
        if let Some(etag) = shown.filter(|_| draft.url == self.entity.url()) {
            self.etag = Some(etag.to_owned());
        }
        self.emitter.emit(EventKind::Exchanged { case: case.to_owned(), exchange: exchange.clone() });
    }

    /// The request of an input, as the `number`-th of those that are sent at once.
    pub(super) fn draft_of(&self, input: &Input, number: u64) -> Draft {
        let id = draft::request_id(self.plan.seed, self.stats.requests + number);
        let mut draft = draft::of_input(input, &self.entity, self.plan.token.as_ref(), &id);
        self.guard(input, &mut draft);
        draft
    }

    /// Sends all of `drafts` before any answer is awaited. Nothing is sent again.
    pub(super) async fn ask_together(&mut self, drafts: &[(String, Draft)], role: Role) -> Vec<Exchange> {
        let (client, rehearsing, documented) = (&self.client, self.rehearsing, &self.documented);
        let send = async |draft: &Draft| {
            if rehearsing {
                rehearsal::answer(client.record(draft), role, documented)
            } else {
                client.send(draft, role).await
            }
        };
        let exchanges = join_all(drafts.iter().map(|(_, draft)| send(draft))).await;
        for ((case, draft), exchange) in drafts.iter().zip(&exchanges) {
            self.note_sent(case, draft, exchange);
        }
        exchanges
    }

    /// Adds the `If-Match` that the target demands, unless the input is about preconditions itself.
    pub(super) fn guard(&self, input: &Input, draft: &mut Draft) {
        let own = |name: &str| input.headers.iter().any(|(header, _)| header == name);
        if let (true, Some(etag), false) = (self.if_match_required, &self.etag, own("if-match") || own("if-none-match"))
        {
            draft.set("if-match", etag.clone());
        }
    }

    /// The exchange of a request that was never sent.
    pub(super) fn unsent(&self, draft: &Draft, role: Role, why: &str) -> Exchange {
        let failure = TransportFailure::Unreachable { detail: format!("not sent: {why}") };
        Exchange { role, request: self.client.record(draft), outcome: Outcome::Failure(failure), duration_us: 0 }
    }
}
