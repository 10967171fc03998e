//! Broken promises with one cause are one finding with a count.

use std::collections::BTreeMap;

use super::finding::{finding, group};
use super::ruling::Broken;
use crate::engine::observe::Observed;
use crate::engine::plan::Plan;
use crate::model::{Finding, Level, Observation};

/// Most groups that are told apart; beyond, findings of one rule count as one.
const MOST_GROUPS: usize = 300;

/// A finding, new or known.
#[derive(Debug)]
pub enum Sighting {
    First(Box<Finding>),
    Again(String),
}

/// The findings of a run, by id; memory is bounded by the number of causes.
#[derive(Debug, Default)]
pub struct Findings {
    seen: BTreeMap<String, Level>,
}

impl Findings {
    /// Whether a finding of at least `deny` was seen.
    pub fn failing(&self, deny: Level) -> bool {
        self.seen.values().any(|level| *level <= deny)
    }

    pub fn len(&self) -> usize {
        self.seen.len()
    }

    pub fn see(&mut self, broken: &Broken, observed: &Observed, plan: &Plan) -> Sighting {
        let mut id = group(broken.rule.id, &broken.observation);
        if self.seen.len() >= MOST_GROUPS && !self.seen.contains_key(&id) {
            id = group(broken.rule.id, &Observation::at("", "many", ""));
        }
        // A value that is altered now and then looks unchanged when it was altered to the same before: one cause.
        let altered = Observation { cause: "altered", ..broken.observation.clone() };
        let kin = group(broken.rule.id, &altered);
        if broken.observation.cause == "unchanged" && self.seen.contains_key(&kin) {
            id = kin;
        }
        let level = broken.level();
        if self.seen.insert(id.clone(), level).is_some() {
            return Sighting::Again(id);
        }
        Sighting::First(Box::new(finding(id, broken, &observed.input, plan)))
    }
}
