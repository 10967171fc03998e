//! The line to the target: one request out, the exchange that stands back.

use std::time::Duration;

use futures_util::future::join_all;

use super::answer_time::AnswerTime;
use super::credentials::Credentials;
use super::draft;
use super::entity::Entity;
use super::method::is_write;
use super::pace::Pace;
use super::patience::{needs_octets, try_number, wait_before_retry};
use super::precondition::Precondition;
use super::{redirect, rehearsal};
use crate::engine::plan::Plan;
use crate::engine::tell::{Course, Mode};
use crate::event::EventKind;
use crate::model::{Exchange, Input, Outcome, Role, SeedToken, TransportFailure};
use crate::target::{Client, Draft};

/// Sends the requests of a run: redirects, retries, pace and what the target demands of every write.
#[derive(Debug)]
pub struct Line<'p> {
    /// What requests are about.
    pub entity: Entity,
    plan: &'p Plan,
    client: Client,
    credentials: Credentials,
    pace: Pace,
    answer_time: AnswerTime,
    precondition: Precondition,
    /// Whether every answer is read octet by octet.
    on_the_wire: bool,
    /// The patch that the page shows: what a rehearsal answers with.
    documented: Input,
}

impl<'p> Line<'p> {
    pub fn new(plan: &'p Plan, client: Client, documented: Input) -> Self {
        Self {
            entity: Entity::new(plan.address.root(), &plan.bundle.contract.operation.path, plan.params.clone()),
            plan,
            client,
            credentials: Credentials::new(plan.tokens.clone()),
            pace: Pace::new(plan.write_rate),
            answer_time: AnswerTime::new(plan.limits.timeout),
            precondition: Precondition::default(),
            on_the_wire: false,
            documented,
        }
    }

    /// Whether the target has shown an `ETag` of the entity.
    pub fn etag_seen(&self) -> bool {
        self.precondition.is_seen()
    }

    /// Sends what follows with the tokens of another caller. The credentials of the one before.
    pub fn speak_as(&mut self, credentials: Credentials) -> Credentials {
        std::mem::replace(&mut self.credentials, credentials)
    }

    /// Whether an answer was waited for in vain, and long enough to say so.
    pub fn is_silence(&self, exchange: &Exchange) -> bool {
        self.answer_time.is_silence(exchange)
    }

    /// Asks on a new connection from now on; only without TLS, where that costs nothing.
    pub fn reconnect(&mut self) {
        if self.plan.address.is_plain() {
            self.client.reconnect();
        }
    }

    /// The request that reads the entity.
    pub fn draft_of_read(&self, course: &Course<'_>) -> Draft {
        let id = draft::request_id(self.plan.seed, course.stats.requests);
        draft::read(&self.entity, self.credentials.token().as_ref(), &id)
    }

    /// The request of an input, as the `number`-th of those that are sent at once.
    pub fn draft_of(&self, course: &Course<'_>, input: &Input, number: u64) -> Draft {
        let id = draft::request_id(self.plan.seed, course.stats.requests + number);
        let mut draft = draft::of_input(input, &self.entity, self.credentials.token().as_ref(), &id);
        self.precondition.guard(input, &mut draft);
        draft
    }

    /// Sends an input, once more with the `If-Match` that the target turns out to demand.
    pub async fn ask_input(
        &mut self,
        course: &mut Course<'_>,
        input: &Input,
        mut draft: Draft,
        role: Role,
    ) -> (Exchange, Vec<Exchange>) {
        let asked = self.ask(course, &input.id, &draft, role).await;
        if !self.precondition.learn_demand(&asked.0) {
            return asked;
        }
        self.precondition.guard(input, &mut draft);
        self.ask(course, &input.id, &draft, role).await
    }

    /// Sends `draft`, again when the target throttles or a pooled connection dies, and tells each try.
    ///
    /// The exchange that stands, and the tries before it.
    pub async fn ask(
        &mut self,
        course: &mut Course<'_>,
        case: &str,
        draft: &Draft,
        role: Role,
    ) -> (Exchange, Vec<Exchange>) {
        let mut attempts = Vec::new();
        let mut draft = Draft { wire: draft.wire || self.on_the_wire, ..draft.clone() };
        loop {
            if is_write(&draft.method) && self.plan.read_only {
                return (self.unsent(&draft, role, "this run may only read"), attempts);
            }
            self.credentials.refresh(course, [&mut draft]).await;
            let exchange = self.send(course, case, &draft, role).await;
            if self.credentials.renew(course, &mut draft, &exchange).await {
                course.stats.retries += 1;
                attempts.push(exchange);
                continue;
            }
            let attempt = try_number(&exchange, &attempts);
            let left = course.time_left();
            // A target whose answers never come whole is not asked three times for each.
            let is_usual = self.on_the_wire && exchange.response().is_some_and(crate::model::Response::is_cut_short);
            let may_write = !is_write(&draft.method) || course.spent().is_none();
            let may_wait = |wait| wait < left && !self.plan.is_cancelled() && !is_usual && may_write;
            let chance = SeedToken::derive(self.plan.seed, "wait", course.stats.requests).number();
            match wait_before_retry(&exchange, attempt, course.clock().now(), chance) {
                Some(wait) if course.mode == Mode::PuttingBack || may_wait(wait) => {
                    course.stats.retries += 1;
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

    /// Sends all of `drafts` before any answer is awaited. Nothing is sent again but what was refused because its token
    /// is over, and that at once too.
    pub async fn ask_together(
        &mut self,
        course: &mut Course<'_>,
        drafts: &[(String, Draft)],
        role: Role,
    ) -> Vec<Exchange> {
        let mut drafts = drafts.to_vec();
        self.credentials.refresh(course, drafts.iter_mut().map(|(_, draft)| draft)).await;
        let mut exchanges = self.send_together(course, &drafts, role).await;
        let again = self.credentials.renew_all(course, &mut drafts, &exchanges).await;
        if again.is_empty() || course.spent().is_some() {
            return exchanges;
        }
        course.stats.retries += again.len() as u64;
        let renewed: Vec<(String, Draft)> = again.iter().map(|at| drafts[*at].clone()).collect();
        for (at, exchange) in again.into_iter().zip(self.send_together(course, &renewed, role).await) {
            exchanges[at] = exchange;
        }
        exchanges
    }

    async fn send_together(
        &mut self,
        course: &mut Course<'_>,
        drafts: &[(String, Draft)],
        role: Role,
    ) -> Vec<Exchange> {
        let (client, rehearsing, documented) = (&self.client, course.mode == Mode::Rehearsing, &self.documented);
        let wait = self.wait(course, role);
        let send = async |draft: &Draft| {
            if rehearsing {
                rehearsal::answer(client.record(draft), role, documented)
            } else {
                client.send(draft, role, wait).await
            }
        };
        let exchanges = join_all(drafts.iter().map(|(_, draft)| send(draft))).await;
        for ((case, draft), exchange) in drafts.iter().zip(&exchanges) {
            self.note_sent(course, case, draft, exchange);
        }
        exchanges
    }

    /// The exchange of a request that was never sent.
    pub fn unsent(&self, draft: &Draft, role: Role, why: &str) -> Exchange {
        let failure = TransportFailure::Unreachable { detail: format!("not sent: {why}") };
        Exchange { role, request: self.client.record(draft), outcome: Outcome::Failure(failure), duration_us: 0 }
    }

    /// Sends `draft` and follows redirects inside its origin. Each hop is told.
    async fn send(&mut self, course: &mut Course<'_>, case: &str, draft: &Draft, role: Role) -> Exchange {
        let mut exchange = self.send_once(course, case, draft, role).await;
        let mut draft = draft.clone();
        for _ in 0..redirect::MOST_HOPS {
            let Some(url) = redirect::next(&exchange, &draft.url) else { break };
            draft.url = url;
            exchange = self.send_once(course, case, &draft, role).await;
        }
        exchange
    }

    async fn send_once(&mut self, course: &mut Course<'_>, case: &str, draft: &Draft, role: Role) -> Exchange {
        let exchange = if course.mode == Mode::Rehearsing {
            rehearsal::answer(self.client.record(draft), role, &self.documented)
        } else {
            if is_write(&draft.method) {
                self.pace.wait().await;
            }
            let wait = self.wait(course, role);
            self.client.send(draft, role, wait).await
        };
        self.note_sent(course, case, draft, &exchange);
        exchange
    }

    /// How long an answer is awaited; values go back even when the time is over.
    fn wait(&self, course: &Course<'_>, role: Role) -> Duration {
        let left = if course.mode == Mode::PuttingBack { self.plan.limits.timeout } else { course.time_left() };
        self.answer_time.wait(role, left)
    }

    /// Counts and tells an exchange.
    fn note_sent(&mut self, course: &mut Course<'_>, case: &str, draft: &Draft, exchange: &Exchange) {
        self.answer_time.learn(exchange);
        course.stats.requests += 1;
        course.stats.writes += u64::from(is_write(&draft.method));
        if draft.url == self.entity.url() {
            self.precondition.see(exchange);
        }
        course.emit(EventKind::Exchanged { case: case.to_owned(), exchange: exchange.clone() });
    }
}
