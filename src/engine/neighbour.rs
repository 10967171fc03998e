//! The collection of the entity, watched so that no write leaks into another one and the own entry keeps up.

use serde_json::{Map, Value};

use super::session::{Observed, Session, State, json_of};
use crate::equality::compare;
use crate::model::{Access, Contract, Role};

/// Entries that are compared.
const WATCHED: usize = 32;

/// The watched collection.
#[derive(Debug, Clone)]
pub(super) struct Neighbour {
    url: String,
    /// Other entities of the first page, as last seen.
    others: Vec<(String, State)>,
}

impl Neighbour {
    /// Id of another entity of the collection.
    pub(super) fn other_id(&self) -> Option<&str> {
        self.others.first().map(|(id, _)| id.as_str())
    }
}

/// Looks for other entities in the collection. Where there is no collection, nothing is watched.
pub(super) async fn find(session: &mut Session<'_>) {
    let Some(url) = session.entity.collection() else { return };
    let entries = entries(session, &url, Role::Preflight).await;
    if !entries.is_empty() {
        let others = others(session.entity.id(), entries);
        session.neighbour = Some(Neighbour { url, others });
    }
}

/// Adds to `observed` what the collection shows now: the own entry, and another entity at the last look and now.
pub(super) async fn watch(session: &mut Session<'_>, observed: &mut Observed) {
    let Some(known) = session.neighbour.clone() else { return };
    let entries = entries(session, &known.url, Role::Read).await;
    let own = session.entity.id().to_owned();
    observed.listed = entries.iter().find(|(id, _)| *id == own).map(|(_, state)| state.clone());
    let now = others(&own, entries);
    let pairs = known.others.iter().filter_map(|(id, before)| {
        now.iter().find(|(other, _)| other == id).map(|(_, after)| (before.clone(), after.clone()))
    });
    let pairs: Vec<(State, State)> = pairs.collect();
    let contract = &session.plan.bundle.contract;
    observed.neighbour =
        pairs.iter().find(|(before, after)| differs(contract, before, after)).or(pairs.first()).cloned();
    if !now.is_empty() {
        session.neighbour = Some(Neighbour { others: now, ..known });
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

/// Ids and states on the first page of the collection; none when it does not answer as one.
async fn entries(session: &mut Session<'_>, url: &str, role: Role) -> Vec<(String, State)> {
    let id = super::draft::request_id(session.plan.seed, session.stats.requests);
    let mut draft = super::draft::read(&session.entity, session.plan.token.as_ref(), &id);
    url.clone_into(&mut draft.url);
    let (exchange, _) = session.ask("neighbour", &draft, role).await;
    if exchange.status() != Some(200) {
        return Vec::new();
    }
    let properties = &session.plan.bundle.contract.properties;
    let key = properties.iter().find(|p| p.access == Access::Key).map_or("id", |p| p.name.as_str());
    let Some(Value::Object(mut page)) = json_of(&exchange) else { return Vec::new() };
    let Some(Value::Array(items)) = page.remove("value") else { return Vec::new() };
    let entry = |item| match item {
        Value::Object(item) => Some((item.get(key)?.as_str()?.to_owned(), State::new(item))),
        _ => None,
    };
    items.into_iter().filter_map(entry).collect()
}
