//! One run against one entity: asks, keeps the state in view, rules, tells.

use std::rc::Rc;
use std::sync::atomic::Ordering;

use serde_json::{Map, Value};

use super::budget::{Budget, Spent};
use super::court::{Court, Ruling};
use super::draft;
use super::emit::{Emitter, Listener};
use super::entity::Entity;
use super::findings::{Findings, Sighting};
use super::history::History;
use super::ledger::Ledger;
use super::neighbour::Neighbour;
use super::obstacle::Obstacle;
use super::pace::Pace;
use super::patience::is_throttle;
use super::plan::Plan;
use super::promises::Promises;
use crate::event::{EventKind, Judged, SkipCount, Stats};
use crate::generate::Generator;
use crate::model::{Exchange, Input, Role};
use crate::rules::Control;
use crate::schema::Schemas;
use crate::target::Client;

/// State of an entity as a read shows it.
pub(super) type State = Rc<Map<String, Value>>;

/// An input, what came of it, and the state around it.
#[derive(Debug)]
pub(super) struct Observed {
    pub(super) input: Input,
    pub(super) exchange: Exchange,
    /// The answer's body as JSON.
    pub(super) json: Option<Value>,
    /// Throttled or broken-off tries before the exchange that stands.
    pub(super) attempts: Vec<Exchange>,
    pub(super) before: Option<State>,
    pub(super) after: Option<State>,
    /// The read after the write, with its body as JSON.
    pub(super) read: Option<(Exchange, Option<Value>)>,
    /// A watched neighbour at the last look and at this one.
    pub(super) neighbour: Option<(State, State)>,
    /// The entity as the collection shows it after the write, when that was read.
    pub(super) listed: Option<State>,
    /// Position among the inputs of the run.
    pub(super) position: u64,
}

impl Observed {
    pub(super) fn accepted(&self) -> bool {
        self.exchange.response().is_some_and(crate::model::Response::is_success)
    }
}

/// What a session is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Asking and judging.
    Running,
    /// The original values go back: that is tried even when the run is cancelled.
    PuttingBack,
    /// Nothing is sent: every answer is made up.
    Rehearsing,
}

/// Everything that changes while a run goes on.
#[expect(clippy::struct_excessive_bools, reason = "independent facts about the target, each seen or not yet")]
#[derive(Debug)]
pub(super) struct Session<'p> {
    pub(super) plan: &'p Plan,
    pub(super) emitter: Emitter<'p>,
    pub(super) entity: Entity,
    pub(super) stats: Stats,
    pub(super) findings: Findings,
    pub(super) promises: Promises,
    /// The collection, watched for leaks into other entities.
    pub(super) neighbour: Option<Neighbour>,
    /// The last inputs, for findings that need more than one.
    pub(super) history: History,
    /// Whether the target answers reads of the entity.
    pub(super) readable: bool,
    /// State as last read; `None` when unknown.
    pub(super) state: Option<State>,
    pub(super) obstacles: Vec<Obstacle>,
    pub(super) generator: Rc<Generator>,
    /// The patch that the page shows.
    pub(super) documented: Input,
    /// What this run wrote to the entity.
    pub(super) ledger: Ledger,
    pub(super) mode: Mode,
    /// The request that must be accepted beside every negative.
    pub(super) control: Option<Input>,
    /// Whether the control was not yet seen accepted.
    pub(super) control_is_provisional: bool,
    /// Tries that the shrinker has made.
    pub(super) shrink_tries: u64,
    pub(super) pace: Pace,
    /// `ETag` of the entity as last seen.
    pub(super) etag: Option<String>,
    pub(super) if_match_required: bool,
    /// Whether every answer is read octet by octet.
    pub(super) on_the_wire: bool,
    pub(super) budget: Budget,
    pub(super) client: Client,
    pub(super) court: Court<'p>,
}

impl<'p> Session<'p> {
    pub(super) fn new(
        plan: &'p Plan,
        schemas: &'p Schemas,
        client: Client,
        generator: Rc<Generator>,
        control: Input,
        listener: Listener<'p>,
    ) -> Self {
        Self {
            plan,
            emitter: Emitter::new(listener),
            entity: Entity::new(plan.address.root(), &plan.bundle.contract.operation.path, plan.params.clone()),
            stats: Stats::default(),
            findings: Findings::default(),
            promises: Promises::of(&plan.bundle.contract),
            neighbour: None,
            history: History::default(),
            readable: false,
            state: None,
            obstacles: Vec::new(),
            generator,
            documented: control.clone(),
            ledger: Ledger::new(plan.journal.clone()),
            mode: Mode::Running,
            control: Some(control),
            control_is_provisional: true,
            shrink_tries: 0,
            pace: Pace::new(plan.write_rate),
            etag: None,
            if_match_required: false,
            on_the_wire: false,
            budget: Budget::new(plan.max_time, plan.budget_writes),
            client,
            court: Court::new(plan, schemas),
        }
    }

    /// Whether the run must go no further: cancelled, out of budget, or content with one finding.
    pub(super) fn ended(&self) -> bool {
        self.cancelled()
            || self.spent().is_some()
            || !self.obstacles.is_empty()
            || (self.plan.first_only && self.findings.failing(self.plan.deny))
    }

    pub(super) fn cancelled(&self) -> bool {
        self.plan.cancelled.load(Ordering::Relaxed)
    }

    pub(super) fn spent(&self) -> Option<Spent> {
        self.budget.spent(self.emitter.clock().elapsed(), self.stats.writes)
    }

    /// Notes something that keeps the run from deciding, once per cause.
    pub(super) fn obstruct(&mut self, obstacle: Obstacle) {
        if self.obstacles.iter().all(|known| known.cause != obstacle.cause) {
            self.emitter.emit(EventKind::Obstacle { cause: obstacle.cause.to_owned(), text: obstacle.text.clone() });
            self.obstacles.push(obstacle);
        }
    }

    /// Reads the entity. `None` in place of the state when the answer shows none.
    pub(super) async fn read(&mut self, case: &str, role: Role) -> (Exchange, Option<Value>) {
        let id = draft::request_id(self.plan.seed, self.stats.requests);
        let draft = draft::read(&self.entity, self.plan.token.as_ref(), &id);
        let (exchange, _) = self.ask(case, &draft, role).await;
        let json = json_of(&exchange);
        (exchange, json)
    }

    /// Sends an input and reads the state behind it.
    pub(super) async fn observe(&mut self, input: Input, role: Role) -> Observed {
        if self.readable && self.state.is_none() {
            let (exchange, json) = self.read(&input.id, Role::Read).await;
            self.state = state_of(&exchange, json.as_ref());
        }
        let before = self.state.clone();
        let position = match role {
            Role::Subject | Role::Control => self.history.push(&input, before.as_ref()),
            _ => self.history.position(),
        };
        let id = draft::request_id(self.plan.seed, self.stats.requests);
        let mut draft = draft::of_input(&input, &self.entity, self.plan.token.as_ref(), &id);
        if let Err(error) = self.announce(&input) {
            self.obstruct(Obstacle::new("journal", error.to_string()));
            let exchange = self.unsent(&draft, role, "the journal cannot be kept");
            return Observed::unsent(input, exchange, before, position);
        }
        self.guard(&input, &mut draft);
        let (mut exchange, mut attempts) = self.ask(&input.id, &draft, role).await;
        if exchange.status() == Some(428) && !self.if_match_required && self.etag.is_some() {
            // The target demands If-Match (RFC 6585 3): from now on every write carries it.
            self.if_match_required = true;
            self.guard(&input, &mut draft);
            (exchange, attempts) = self.ask(&input.id, &draft, role).await;
        }
        let json = json_of(&exchange);
        let (mut read, mut after) = (None, None);
        if self.readable {
            let (exchange, json) = self.read(&input.id, Role::Read).await;
            after = state_of(&exchange, json.as_ref());
            read = Some((exchange, json));
        }
        self.state.clone_from(&after);
        self.learn(&input, &exchange, before.as_deref(), after.as_deref());
        self.check_authorisation(&input, read.as_ref().map(|(exchange, _)| exchange)).await;
        Observed { input, exchange, json, attempts, before, after, read, neighbour: None, listed: None, position }
    }

    /// A token may expire in the middle: the entity was readable, and now it is not, twice in a row.
    async fn check_authorisation(&mut self, input: &Input, read: Option<&Exchange>) {
        let denied = |exchange: &Exchange| exchange.status().filter(|status| matches!(status, 401 | 403));
        if read.and_then(denied).is_none() {
            return;
        }
        let (again, _) = self.read(&input.id, Role::Read).await;
        if let Some(status) = denied(&again) {
            self.obstruct(Obstacle::unauthorised(status, &again.request.url));
        }
    }

    /// Whether a refusal says nothing but that the token is no longer good.
    fn is_expiry(&self, observed: &Observed) -> bool {
        let denied = |status: Option<u16>| matches!(status, Some(401 | 403));
        let expired = self.obstacles.iter().any(|obstacle| obstacle.cause == "unauthorised");
        let read = observed.read.as_ref().is_some_and(|(exchange, _)| denied(exchange.status()));
        expired && (read || denied(observed.exchange.status()))
    }

    /// Runs the rules on what was observed, tells the verdicts and the findings.
    ///
    /// Returns the ids of findings seen for the first time.
    pub(super) fn rule_on(&mut self, observed: &Observed, control: Control) -> Vec<String> {
        if self.mode == Mode::Rehearsing {
            self.count(observed);
            return Vec::new();
        }
        if self.is_expiry(observed) {
            return Vec::new();
        }
        let ruling = self.ruling(observed, control);
        self.promises.exercised(observed);
        self.count(observed);
        self.note_obstacles(observed, &ruling);
        self.emitter.emit(EventKind::Judged(judged(observed, &ruling)));
        let mut first = Vec::new();
        for broken in &ruling.broken {
            match self.findings.see(broken, observed, self.plan) {
                Sighting::First(finding) => {
                    first.push(finding.id.clone());
                    self.emitter.emit(EventKind::FindingFound { finding });
                }
                Sighting::Again(id) => {
                    self.emitter.emit(EventKind::FindingRepeated { id, case: observed.input.id.clone() });
                }
            }
        }
        first
    }

    /// The ruling on one rule alone, for replays and shrinking: tells nothing.
    pub(super) fn ruling(&self, observed: &Observed, control: Control) -> Ruling {
        self.court.rule(observed, control, self.entity.id(), self.etag.is_some())
    }

    fn count(&mut self, observed: &Observed) {
        match observed.input.seed.stream() {
            "case" => self.stats.cases += 1,
            "control" | "read" => {}
            _ => self.stats.inputs += 1,
        }
    }

    /// Throttled out, or no longer authorised: the run cannot go on deciding.
    fn note_obstacles(&mut self, observed: &Observed, ruling: &Ruling) {
        let Some(status) = observed.exchange.status() else { return };
        let url = &observed.exchange.request.url;
        if is_throttle(status) && !observed.attempts.is_empty() && ruling.broken.is_empty() {
            self.obstruct(Obstacle::new(
                "throttled",
                format!("the target still answers {status} for {url} after {} tries", observed.attempts.len() + 1),
            ));
        }
    }
}

/// The body of an answer as JSON; `None` when there is none or it is something else.
pub(super) fn json_of(exchange: &Exchange) -> Option<Value> {
    let content = &exchange.response()?.content;
    // A reader may pass over a byte order mark (RFC 8259 8.1); body-strict-json tells it.
    serde_json::from_slice(content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content)).ok()
}

/// The state that a read shows: the object of a successful answer.
pub(super) fn state_of(exchange: &Exchange, json: Option<&Value>) -> Option<State> {
    let shown = exchange.response().is_some_and(|response| response.status == 200);
    json.filter(|_| shown).and_then(Value::as_object).map(|object| Rc::new(object.clone()))
}

fn judged(observed: &Observed, ruling: &Ruling) -> Judged {
    let counts = |reasons: &[(&'static str, Vec<&'static str>)]| {
        let count = |(reason, rules): &(&'static str, Vec<&'static str>)| SkipCount {
            reason: (*reason).to_owned(),
            rules: rules.iter().map(|id| (*id).to_owned()).collect(),
        };
        reasons.iter().map(count).collect()
    };
    let mut broken: Vec<String> = ruling.broken.iter().map(|b| b.rule.id.to_owned()).collect();
    broken.dedup();
    Judged {
        case: observed.input.id.clone(),
        class: observed.input.class().map(str::to_owned),
        properties: properties(&observed.input),
        seed: observed.input.seed.to_string(),
        status: observed.exchange.status(),
        held: ruling.held.iter().map(|id| (*id).to_owned()).collect(),
        broken,
        skipped: counts(&ruling.skipped),
        undecided: counts(&ruling.undecided),
    }
}

/// Properties that an input sets or mutates.
pub(super) fn properties(input: &Input) -> Vec<String> {
    match input.mutation.as_ref().and_then(|m| m.property.clone()) {
        Some(property) => vec![property],
        None => input.patch.keys().cloned().collect(),
    }
}
