//! What the mock remembers.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// All entities and the counters that make faults deterministic.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Entities in the order of the collection.
    pub entities: Vec<Entity>,
    /// Requests that arrived so far.
    pub turn: u64,
    /// Patches that were accepted so far.
    pub writes: u64,
    /// Entities that clients created so far.
    pub births: u64,
    /// Scratch of faults, one key per fault.
    pub memory: BTreeMap<&'static str, Value>,
}

/// One stored entity.
#[derive(Debug, Clone, Default)]
pub struct Entity {
    /// Its key.
    pub id: String,
    /// Properties, the key included, in page order.
    pub now: Map<String, Value>,
    /// Properties before the last accepted patch.
    pub earlier: Map<String, Value>,
    /// Whether a client created it.
    pub is_created: bool,
    /// Grows with every change.
    pub version: u64,
    /// Accepted patches.
    pub writes: u64,
    /// Reads since the last accepted patch.
    pub reads: u64,
    /// The last accepted patch.
    pub patch: Map<String, Value>,
    /// How many times in a row that patch came.
    pub repeats: u64,
}

impl Entity {
    /// An entity with these properties; its key is the text of `key`.
    #[must_use]
    pub fn new(properties: Map<String, Value>, key: &str) -> Self {
        let id = properties.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        Self { id, earlier: properties.clone(), now: properties, version: 1, ..Self::default() }
    }

    /// Strong entity tag of the current version (RFC 9110 §8.8.3).
    #[must_use]
    pub fn etag(&self) -> String {
        format!("\"{:08x}\"", self.version)
    }
}

impl State {
    /// Position of the entity with this key.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.entities.iter().position(|e| e.id == id)
    }
}
