//! The collection of the entity, watched so that no write leaks into another one and the own entry keeps up.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::body::State;
use super::observed::Observed;
use super::page::{Entry, Page};
use crate::equality::compare;
use crate::model::Contract;

/// Entries that are compared.
const WATCHED: usize = 32;

/// The watched collection.
#[derive(Debug, Clone)]
pub struct Collection {
    url: String,
    /// Other entities of the first page, as last seen.
    others: Vec<(String, State)>,
    /// Documented properties that some entry has shown with a value: those are never left out on purpose.
    shown: BTreeSet<String>,
    /// Whether the entity under test had an entry.
    lists_own: bool,
}

impl Collection {
    /// The collection at `url` with this page, of whose entries `own` is under test. `None` without entries.
    pub fn new(contract: &Contract, url: String, own: &str, page: Page) -> Option<Self> {
        if page.entries.is_empty() {
            return None;
        }
        let (shown, lists_own) = (BTreeSet::new(), page.own(own).is_some());
        let mut collection = Self { url, others: Vec::new(), shown, lists_own };
        collection.learn(contract, &page);
        collection.others = others(own, page.entries);
        Some(collection)
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// Id of another entity of the collection.
    pub fn other_id(&self) -> Option<&str> {
        self.others.first().map(|(id, _)| id.as_str())
    }

    /// Adds to `observed` what the collection shows now: the own entry, and another entity at the last look and now.
    pub fn look(&mut self, contract: &Contract, own: &str, page: Page, observed: &mut Observed) {
        observed.listed = self.entry(own, &page);
        self.lists_own |= page.own(own).is_some();
        self.learn(contract, &page);
        let now = others(own, page.entries);
        let pairs = self.others.iter().filter_map(|(id, before)| {
            now.iter().find(|(other, _)| other == id).map(|(_, after)| (before.clone(), after.clone()))
        });
        let pairs: Vec<(State, State)> = pairs.collect();
        observed.neighbour =
            pairs.iter().find(|(before, after)| differs(contract, before, after)).or(pairs.first()).cloned();
        if !now.is_empty() {
            self.others = now;
        }
    }

    /// The own entry of a page; `None` when the page says nothing of it.
    fn entry(&self, own: &str, page: &Page) -> Option<Entry> {
        let times = page.entries.iter().filter(|(id, _)| id == own).count();
        match page.own(own) {
            _ if times > 1 => Some(Entry::Repeated),
            Some(state) => Some(Entry::Shown(self.completed(state))),
            None if self.lists_own && page.is_whole && !page.entries.is_empty() => Some(Entry::Missing),
            None => None,
        }
    }

    /// The entry with null for what entries are known to show. What none has ever shown is left out.
    fn completed(&self, state: &State) -> State {
        let mut completed: Map<String, Value> = state.as_ref().clone();
        completed.retain(|name, value| !value.is_null() || self.shown.contains(name));
        for name in &self.shown {
            if !completed.keys().any(|known| known.eq_ignore_ascii_case(name)) {
                completed.insert(name.clone(), Value::Null);
            }
        }
        State::new(completed)
    }

    /// Notes which documented properties the entries of a page show.
    fn learn(&mut self, contract: &Contract, page: &Page) {
        for property in &contract.properties {
            let shows = |state: &State| state.get(&property.name).is_some_and(|value| !value.is_null());
            if !self.shown.contains(&property.name) && page.entries.iter().any(|(_, state)| shows(state)) {
                self.shown.insert(property.name.clone());
            }
        }
    }
}

fn others(own: &str, entries: Vec<(String, State)>) -> Vec<(String, State)> {
    entries.into_iter().filter(|(id, _)| !id.eq_ignore_ascii_case(own)).take(WATCHED).collect()
}

fn differs(contract: &Contract, before: &Map<String, Value>, after: &Map<String, Value>) -> bool {
    contract.properties.iter().any(|property| {
        let old = before.get(&property.name).unwrap_or(&Value::Null);
        !compare(&property.value_type, old, after.get(&property.name)).is_silent()
    })
}
