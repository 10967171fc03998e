//! What became of the original values.

use serde_json::{Map, Value};

/// What became of the original values of one entity.
#[derive(Debug, Clone, Default)]
pub struct PutBack {
    /// Properties that have their original value again because docproof put it back.
    pub done: Vec<String>,
    /// Properties that somebody else changed meanwhile, with the value before the run: theirs stays.
    pub theirs: Map<String, Value>,
    /// Changed properties that no patch can set.
    pub service_owned: Vec<String>,
    /// Properties that the target does not take back, with the value before the run.
    pub failed: Map<String, Value>,
    /// Why nothing could be found out.
    pub obstacle: Option<String>,
    /// The entity is no longer there.
    pub gone: bool,
    /// The interrupted run had made the entity for itself: it is removed, and has no original values.
    pub is_own: bool,
}

impl PutBack {
    /// Whether every value of ours is gone, as a read showed.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.failed.is_empty() && self.obstacle.is_none() && !self.gone
    }

    /// What a user should know, a sentence each.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let mut all = Vec::new();
        if let Some(obstacle) = &self.obstacle {
            let what = if self.is_own {
                "what the run made could not be removed"
            } else {
                "the original values could not be put back"
            };
            all.push(format!("{what}: {obstacle}"));
        }
        if self.gone {
            all.push("the object is no longer there; its original values cannot be put back".to_owned());
        }
        let values =
            |map: &Map<String, Value>| map.iter().map(|(n, v)| format!("{n} was {v}")).collect::<Vec<_>>().join(", ");
        if !self.failed.is_empty() {
            all.push(format!(
                "these properties could not be put back to the values that they had before the run: {}",
                values(&self.failed)
            ));
        }
        if !self.theirs.is_empty() {
            all.push(format!(
                "somebody else changed these properties meanwhile, their values stay: before the run, {}",
                values(&self.theirs)
            ));
        }
        if !self.service_owned.is_empty() {
            all.push(format!(
                "these properties changed and cannot be set by a patch: {}",
                self.service_owned.join(", ")
            ));
        }
        all
    }
}
