//! The collection of the entity, watched so that no write leaks into another one and the own entry keeps up.

use serde_json::{Map, Value};

use super::body::{State, json_of};
use super::observed::Observed;
use crate::equality::compare;
use crate::model::{Access, Contract, Exchange};

/// Entries that are compared.
const WATCHED: usize = 32;

/// The watched collection.
#[derive(Debug, Clone)]
pub struct Collection {
    url: String,
    /// Other entities of the first page, as last seen.
    others: Vec<(String, State)>,
}

impl Collection {
    /// The collection at `url` with these entries, of which `own` is under test. `None` without entries.
    pub fn new(url: String, own: &str, entries: Vec<(String, State)>) -> Option<Self> {
        (!entries.is_empty()).then(|| Self { url, others: others(own, entries) })
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// Id of another entity of the collection.
    pub fn other_id(&self) -> Option<&str> {
        self.others.first().map(|(id, _)| id.as_str())
    }

    /// Adds to `observed` what the collection shows now: the own entry, and another entity at the last look and now.
    pub fn look(&mut self, contract: &Contract, own: &str, entries: Vec<(String, State)>, observed: &mut Observed) {
        observed.listed = entries.iter().find(|(id, _)| *id == own).map(|(_, state)| state.clone());
        let now = others(own, entries);
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
}

/// Ids and states on the first page of a collection; none when the answer is not one.
pub fn entries(contract: &Contract, exchange: &Exchange) -> Vec<(String, State)> {
    if exchange.status() != Some(200) {
        return Vec::new();
    }
    let key = contract.properties.iter().find(|p| p.access == Access::Key).map_or("id", |p| p.name.as_str());
    let Some(Value::Object(mut page)) = json_of(exchange) else { return Vec::new() };
    let Some(Value::Array(items)) = page.remove("value") else { return Vec::new() };
    let entry = |item| match item {
        Value::Object(item) => Some((item.get(key)?.as_str()?.to_owned(), State::new(item))),
        _ => None,
    };
    items.into_iter().filter_map(entry).collect()
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
