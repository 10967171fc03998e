//! Broken promises with one cause are one finding with a count.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

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
    /// Ids of findings that somebody expects.
    waived: BTreeSet<String>,
    /// Numbers of the waivers that described one.
    waivers_used: BTreeSet<usize>,
}

impl Findings {
    /// Whether a finding of at least `deny` was seen.
    pub fn failing(&self, deny: Level) -> bool {
        self.seen.iter().any(|(id, level)| *level <= deny && !self.waived.contains(id))
    }

    /// Numbers of the waivers that were needed.
    pub fn waivers_used(&self) -> &BTreeSet<usize> {
        &self.waivers_used
    }

    pub fn len(&self) -> usize {
        self.seen.len()
    }

    pub fn see(&mut self, broken: &Broken, observed: &Observed, plan: &Plan, today: Date) -> Sighting {
        let mut finding = finding(self.id_of(broken), broken, &observed.input, plan);
        if let Some(cover) = plan.waivers.cover(&finding, &plan.target, today) {
            self.waivers_used.insert(cover.number);
            finding.waived = Some(cover.fact);
            if cover.is_partial {
                // The same deviation of an input that nobody expects is another finding.
                finding.id.push_str(".waived");
            }
            self.waived.insert(finding.id.clone());
        }
        if self.seen.insert(finding.id.clone(), finding.level).is_some() {
            return Sighting::Again(finding.id);
        }
        Sighting::First(Box::new(finding))
    }

    /// The group that an observation belongs to.
    fn id_of(&self, broken: &Broken) -> String {
        let mut id = group(broken.rule.id, &broken.observation);
        if self.seen.len() >= MOST_GROUPS && !self.seen.contains_key(&id) {
            id = group(broken.rule.id, &Observation::at("", "many", ""));
        }
        let known = kin(&broken.observation).map(|kin| group(broken.rule.id, &kin));
        known.filter(|kin| self.seen.contains_key(kin)).unwrap_or(id)
    }
}

/// What has the same cause, if it was seen before.
fn kin(observation: &Observation) -> Option<Observation> {
    let kin = observation.clone();
    match (observation.cause, observation.place.as_str()) {
        // A value that is altered now and then looks unchanged when it was altered to the same before.
        ("unchanged", _) => Some(Observation { cause: "altered", ..kin }),
        // Who gives valid requests no answer gives others none either.
        (_, "refusal") => Some(Observation { place: "status".to_owned(), ..kin }),
        _ => None,
    }
}
