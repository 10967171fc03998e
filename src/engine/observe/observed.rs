//! An input, what came of it, and the state around it.

use serde_json::Value;

use super::body::{State, json_of};
use super::page::Entry;
use crate::model::{Exchange, Identity, Input, Response};
use crate::rules::Subject;

/// What one input showed.
#[derive(Debug)]
pub struct Observed {
    pub input: Input,
    /// What the exchange did.
    pub subject: Subject,
    pub exchange: Exchange,
    /// The answer's body as JSON.
    pub json: Option<Value>,
    /// Throttled or broken-off tries before the exchange that stands.
    pub attempts: Vec<Exchange>,
    pub before: Option<State>,
    pub after: Option<State>,
    /// The read after the write, with its body as JSON.
    pub read: Option<(Exchange, Option<Value>)>,
    /// A watched neighbour at the last look and at this one.
    pub neighbour: Option<(State, State)>,
    /// The entity as the collection shows it after the write, when that was read.
    pub listed: Option<Entry>,
    /// Position among the inputs of the run.
    pub position: u64,
}

impl Observed {
    /// An exchange without anything around it.
    pub fn lone(input: Input, exchange: Exchange) -> Self {
        Self {
            json: json_of(&exchange),
            subject: if Identity::of_seed(&input.seed).is_some() { Subject::Permission } else { Subject::Write },
            input,
            exchange,
            attempts: Vec::new(),
            before: None,
            after: None,
            read: None,
            neighbour: None,
            listed: None,
            position: 0,
        }
    }

    /// Of an input that was not sent: nothing moved.
    pub fn unsent(input: Input, exchange: Exchange, before: Option<State>, position: u64) -> Self {
        Self { json: None, after: before.clone(), before, position, ..Self::lone(input, exchange) }
    }

    pub fn accepted(&self) -> bool {
        self.exchange.response().is_some_and(Response::is_success)
    }
}
