//! What hooks are shown.

use serde_json::{Map, Value};

use super::{Answer, Entity, Facts, Request, Route, State};
use crate::model::{Property, SiblingRole};

/// One request and its circumstances.
#[derive(Debug)]
pub struct Scene<'a> {
    /// Contract and token.
    pub facts: &'a Facts,
    /// The request.
    pub request: &'a Request,
    /// Where it leads.
    pub route: Route,
    /// Its body, when that is a JSON object.
    pub body: Option<&'a Map<String, Value>>,
    /// Number of this request, from one.
    pub turn: u64,
    /// Updates accepted before this request.
    pub writes: u64,
    /// Wall clock.
    pub now: jiff::Timestamp,
}

impl Scene<'_> {
    /// Whether this is the documented method on an entity.
    #[must_use]
    pub fn is_update(&self) -> bool {
        self.request.method == self.facts.contract.operation.method && self.route.entity().is_some()
    }

    /// Whether this is a documented create on the collection.
    #[must_use]
    pub fn is_create(&self) -> bool {
        self.is_sibling(SiblingRole::Create, "POST") && self.route == Route::Collection
    }

    /// Whether this is a documented delete of an entity.
    #[must_use]
    pub fn is_delete(&self) -> bool {
        self.is_sibling(SiblingRole::Delete, "DELETE") && self.route.entity().is_some()
    }

    fn is_sibling(&self, role: SiblingRole, method: &str) -> bool {
        self.request.method == method && self.facts.contract.sibling(role).is_some()
    }

    /// Whether any text in the body passes `test`.
    #[must_use]
    pub fn sends(&self, test: fn(&str) -> bool) -> bool {
        self.body.into_iter().flat_map(Map::values).filter_map(Value::as_str).any(test)
    }
}

/// A member of a patch under examination.
#[derive(Debug)]
pub struct Offer<'a> {
    /// Contract and token.
    pub facts: &'a Facts,
    /// Key of the addressed entity.
    pub id: &'a str,
    /// Whether large numbers are announced as text (`IEEE754Compatible=true`).
    pub numbers_as_text: bool,
    /// Name as sent.
    pub name: &'a str,
    /// Value as sent.
    pub value: &'a Value,
}

impl Offer<'_> {
    /// The documented property of that name.
    #[must_use]
    pub fn property(&self) -> Option<&Property> {
        self.facts.property(self.name)
    }
}

/// An accepted update on its way into the store.
#[derive(Debug)]
pub struct Write<'a> {
    /// Contract and token.
    pub facts: &'a Facts,
    /// The request.
    pub request: &'a Request,
    /// Everything else that is stored; the addressed entity is still as before.
    pub state: &'a mut State,
    /// Position of the addressed entity.
    pub index: usize,
    /// Members to store, in the order sent.
    pub patch: Map<String, Value>,
    /// Properties before the update.
    pub before: Map<String, Value>,
    /// Properties when the request arrived.
    pub at_arrival: Map<String, Value>,
    /// Updates that were accepted when the request arrived.
    pub writes_at_arrival: u64,
    /// How many times in a row this patch came to this entity, this one included.
    pub repeats: u64,
    /// Properties to store.
    pub after: Map<String, Value>,
    /// Properties to show in the answer.
    pub shown: Map<String, Value>,
}

impl Write<'_> {
    /// Puts `name` back to its value before the update.
    pub fn revert(&mut self, name: &str) {
        if let Some(value) = self.before.get(name) {
            self.after.insert(name.to_owned(), value.clone());
        }
    }

    /// Puts `names` back to their values before the update.
    pub fn revert_all<S: AsRef<str>>(&mut self, names: impl IntoIterator<Item = S>) {
        for name in names {
            self.revert(name.as_ref());
        }
    }

    /// Updatable properties that the patch does not carry.
    #[must_use]
    pub fn untouched(&self) -> Vec<String> {
        let names = self.facts.updatable().map(|p| p.name.clone());
        names.filter(|name| !self.patch.contains_key(name)).collect()
    }

    /// The text that the patch carries for `name`.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.patch.get(name).and_then(Value::as_str)
    }
}

/// An update that was refused.
#[derive(Debug)]
pub struct Refused<'a> {
    /// Contract and token.
    pub facts: &'a Facts,
    /// Everything that is stored.
    pub state: &'a mut State,
    /// Position of the addressed entity.
    pub index: usize,
    /// The refusal.
    pub answer: &'a mut Answer,
    /// Octets of the body.
    pub octets: &'a [u8],
    /// Members of the body in the order sent: the value that could be stored, or `None` for one at fault.
    pub members: Vec<(String, Option<Value>)>,
}

impl Refused<'_> {
    /// Stores `members` in spite of the refusal.
    pub fn apply(&mut self, members: impl IntoIterator<Item = (String, Value)>) {
        let entity = &mut self.state.entities[self.index];
        for (name, value) in members {
            entity.now.insert(name, value);
        }
        entity.version += 1;
    }
}

/// An entity on its way into an answer.
#[derive(Debug)]
pub struct Showing<'a> {
    /// Contract and token.
    pub facts: &'a Facts,
    /// The request.
    pub request: &'a Request,
    /// Everything that is stored.
    pub state: &'a State,
    /// Position of the entity.
    pub index: usize,
    /// Whether the answer is to a read; otherwise it is to an update.
    pub is_read: bool,
}

impl Showing<'_> {
    /// The entity as stored.
    #[must_use]
    pub fn entity(&self) -> &Entity {
        &self.state.entities[self.index]
    }
}
