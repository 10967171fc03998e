//! The first page of a collection, and the own entry on it.

use serde_json::Value;

use super::body::{State, json_of};
use crate::model::{Access, Contract, Exchange};
use crate::rules::Listed;

/// The own entry, as the collection shows it.
#[derive(Debug, Clone)]
pub enum Entry {
    /// One entry.
    Shown(State),
    /// None, though there was one.
    Missing,
    /// More than one.
    Repeated,
}

impl Entry {
    /// What the rules may know of it.
    pub fn as_evidence(&self) -> Listed<'_> {
        match self {
            Self::Shown(state) => Listed::Shown(state),
            Self::Missing => Listed::Missing,
            Self::Repeated => Listed::Repeated,
        }
    }
}

/// The first page of a collection.
#[derive(Debug, Default)]
pub struct Page {
    /// Ids and states, in order; none when the answer is no collection.
    pub(super) entries: Vec<(String, State)>,
    /// Whether there is no further page.
    pub(super) is_whole: bool,
}

impl Page {
    /// What an answer shows of a collection.
    pub fn of(contract: &Contract, exchange: &Exchange) -> Self {
        if exchange.status() != Some(200) {
            return Self::default();
        }
        let key = contract.properties.iter().find(|p| p.access == Access::Key).map_or("id", |p| p.name.as_str());
        let Some(Value::Object(mut page)) = json_of(exchange) else { return Self::default() };
        let Some(Value::Array(items)) = page.remove("value") else { return Self::default() };
        let is_whole = !page.contains_key("@odata.nextLink") && !page.contains_key("@nextLink");
        let entry = |item| match item {
            Value::Object(item) => Some((item.get(key)?.as_str()?.to_owned(), State::new(item))),
            _ => None,
        };
        Self { entries: items.into_iter().filter_map(entry).collect(), is_whole }
    }

    /// The entry of the entity with this id, in whatever case.
    pub(super) fn own(&self, own: &str) -> Option<&State> {
        let in_its_case = self.entries.iter().find(|(id, _)| id == own);
        in_its_case.or_else(|| self.entries.iter().find(|(id, _)| id.eq_ignore_ascii_case(own))).map(|(_, state)| state)
    }
}
