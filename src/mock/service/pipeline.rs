//! The way of a request through the service and its hooks.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::check::{Fate, check_member, check_patch};
use super::gate::{check_method, check_options, check_token};
use super::route::find_route;
use super::{Answer, Facts, Hook, Offer, Refusal, Refused, Request, Route, Scene, State, Step};
use crate::mock::text::{Dialect, parse_json};
use crate::model::Identity;

/// The reference service: contract, state and hooks.
#[derive(Debug)]
pub struct Service {
    pub(super) facts: Facts,
    pub(super) hooks: Vec<Hook>,
    dialect: Dialect,
    state: Mutex<State>,
    now: fn() -> Timestamp,
}

/// A request that has seen the state but is not answered yet.
#[derive(Debug)]
pub struct Arrival {
    /// The request.
    pub request: Request,
    pub(super) seen: Vec<Map<String, Value>>,
    pub(super) writes: u64,
    turn: u64,
}

/// What the server is to do.
#[derive(Debug)]
pub struct Reply {
    /// The answer.
    pub answer: Answer,
    /// What happens on the connection instead of sending the answer.
    pub steps: Option<Vec<Step>>,
}

impl Service {
    /// A service with these entities and hooks; `now` is its clock.
    #[must_use]
    pub fn new(facts: Facts, state: State, hooks: Vec<Hook>, now: fn() -> Timestamp) -> Self {
        let mut dialect = Dialect::default();
        for hook in &hooks {
            if let Hook::Read(change) = hook {
                change(&mut dialect);
            }
        }
        Self { facts, hooks, dialect, state: Mutex::new(state), now }
    }

    /// Key of the first entity.
    #[must_use]
    pub fn first_id(&self) -> Option<String> {
        self.lock().entities.first().map(|entity| entity.id.clone())
    }

    /// How long a request waits between arrival and answer.
    #[must_use]
    pub fn linger(&self) -> Option<Duration> {
        self.hooks.iter().find_map(|h| if let Hook::Linger(ms) = h { Some(Duration::from_millis(*ms)) } else { None })
    }

    /// Whether a hook needs the raw socket.
    #[must_use]
    pub fn needs_raw_socket(&self) -> bool {
        self.hooks.iter().any(|h| matches!(h, Hook::Wire(_)))
    }

    /// Counts a request and lets it see the state.
    #[must_use]
    pub fn arrive(&self, mut request: Request) -> Arrival {
        for hook in &self.hooks {
            if let Hook::Receive(change) = hook {
                change(&mut request, &self.facts);
            }
        }
        let mut state = self.lock();
        state.turn += 1;
        let seen =
            if self.linger().is_some() { state.entities.iter().map(|e| e.now.clone()).collect() } else { vec![] };
        Arrival { request, seen, writes: state.writes, turn: state.turn }
    }

    /// Answers a request that arrived.
    #[must_use]
    pub fn finish(&self, arrival: &Arrival) -> Reply {
        let mut state = self.lock();
        let request = &arrival.request;
        let mut route = find_route(&self.facts, request, &state);
        for hook in &self.hooks {
            if let Hook::Route(change) = hook {
                change(&mut route, request, &mut state);
            }
        }
        let parsed = parse_json(&request.body, self.dialect);
        let body = parsed.as_ref().ok().and_then(Value::as_object);
        let (turn, writes) = (arrival.turn, state.writes);
        let scene = Scene { facts: &self.facts, request, route, body, turn, writes, now: (self.now)() };
        let mut answer = match self.decide(&scene, &parsed, arrival, &mut state) {
            Ok(answer) => answer,
            Err(refusal) => self.refuse(&scene, &refusal, &mut state),
        };
        self.dress(&mut answer, &scene);
        let steps = self.hooks.iter().find_map(|h| if let Hook::Wire(wire) = h { wire(&answer, &scene) } else { None });
        Reply { answer, steps }
    }

    /// Refuses a request whose body was not read.
    #[must_use]
    pub fn refuse_early(&self, request: Request, refusal: &Refusal) -> Answer {
        let Arrival { request, turn, writes, .. } = self.arrive(request);
        let (route, now) = (Route::Nowhere, (self.now)());
        let scene = Scene { facts: &self.facts, request: &request, route, body: None, turn, writes, now };
        let mut answer = self.refuse(&scene, refusal, &mut self.lock());
        self.dress(&mut answer, &scene);
        answer
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn decide(
        &self,
        scene: &Scene<'_>,
        parsed: &Result<Value, String>,
        arrival: &Arrival,
        state: &mut State,
    ) -> Result<Answer, Refusal> {
        if let Some(identity) = check_token(&self.facts, scene.request)? {
            self.check_permission(identity, scene)?;
        }
        if let Some(answer) = self.hooks.iter().find_map(|h| if let Hook::Reply(f) = h { f(scene) } else { None }) {
            return Ok(answer);
        }
        check_method(&self.facts, scene.request, &scene.route)?;
        check_options(scene.request)?;
        match &scene.route {
            Route::Entity(index) if scene.is_update() => self.update(scene, *index, parsed, arrival, state),
            Route::Entity(index) if scene.is_delete() => self.delete(scene, *index, state),
            Route::Collection if scene.is_create() => self.create(scene, parsed, state),
            Route::Action { sibling, .. } => Ok(self.act(*sibling)),
            Route::Entity(index) => self.read_one(scene, *index, state),
            _ => Ok(self.read_all(scene, state)),
        }
    }

    /// A caller with few permissions needs the documented one, unless a hook says otherwise.
    fn check_permission(&self, identity: Identity, scene: &Scene<'_>) -> Result<(), Refusal> {
        let said = self.hooks.iter().find_map(|h| if let Hook::Permit(f) = h { f(identity, scene) } else { None });
        if said.unwrap_or_else(|| self.facts.lets_in(identity)) {
            return Ok(());
        }
        Err(Refusal::new(403, "The token has none of the permissions that this needs."))
    }

    /// What becomes of one member, with the word of the hooks.
    pub(super) fn fate(&self, offer: &Offer<'_>) -> Fate {
        let fate = check_member(offer);
        if !matches!(fate, Fate::Refuse(_)) {
            return fate;
        }
        let admitted = self.hooks.iter().find_map(|h| if let Hook::Admit(f) = h { f(offer) } else { None });
        admitted.unwrap_or(fate)
    }

    fn refuse(&self, scene: &Scene<'_>, refusal: &Refusal, state: &mut State) -> Answer {
        let date = scene.now.strftime("%Y-%m-%dT%H:%M:%S").to_string();
        let mut answer = refusal.answer(scene.request, &request_id(scene.turn), &date);
        let Some(index) = scene.route.entity().filter(|_| scene.is_update()) else { return answer };
        let id = state.entities[index].id.clone();
        let empty = Map::new();
        for hook in &self.hooks {
            if let Hook::Refused(run) = hook {
                let fates = check_patch(&self.facts, &id, false, scene.body.unwrap_or(&empty), check_member);
                let stored = |fate| if let Fate::Take(value) = fate { Some(value) } else { None };
                run(&mut Refused {
                    facts: &self.facts,
                    state,
                    index,
                    answer: &mut answer,
                    octets: &scene.request.body,
                    members: fates.into_iter().map(|(name, fate)| (name, stored(fate))).collect(),
                });
            }
        }
        answer
    }

    /// Fields of every answer, the hooks' changes, then the length.
    fn dress(&self, answer: &mut Answer, scene: &Scene<'_>) {
        if !answer.body.is_empty() && answer.header("Content-Type").is_none() {
            let media =
                "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
            answer.set_header("Content-Type", media);
        }
        let id = request_id(scene.turn);
        let client = scene.request.header("client-request-id").unwrap_or(&id);
        answer.set_header("client-request-id", client);
        answer.set_header("request-id", id.as_str());
        answer.set_header("OData-Version", "4.0");
        answer.set_header("Cache-Control", "no-store");
        answer.set_header("Date", http_date(scene.now));
        for hook in &self.hooks {
            if let Hook::Answer(change) = hook {
                change(answer, scene);
            }
        }
        if answer.may_have_content() && answer.header("Content-Length").is_none() {
            answer.set_header("Content-Length", answer.body.len().to_string());
        }
        if scene.request.method == "HEAD" || !answer.may_have_content() {
            answer.body.clear();
        }
    }
}

fn request_id(turn: u64) -> String {
    format!("d0c9f00f-{:04x}-4000-8000-{:012x}", turn >> 48, turn & 0xffff_ffff_ffff)
}

/// `now` as IMF-fixdate (RFC 9110 §5.6.7).
#[must_use]
pub fn http_date(now: Timestamp) -> String {
    now.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
