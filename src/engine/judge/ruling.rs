//! What all rules say of one input.

use super::properties::properties;
use super::refusal::names_property;
use crate::engine::observe::Observed;
use crate::event::{Judged, SkipCount};
use crate::model::{Exchange, Level, Observation};
use crate::rules::{Control, Rule};

/// A rule that is broken, and by what.
#[derive(Debug, Clone)]
pub struct Broken {
    pub rule: &'static Rule,
    pub observation: Observation,
    /// The exchange that shows it.
    pub exchange: Exchange,
}

impl Broken {
    pub fn level(&self) -> Level {
        self.observation.level.unwrap_or(self.rule.level)
    }
}

/// What all rules say of one input.
#[derive(Debug, Default)]
pub struct Ruling {
    pub held: Vec<&'static str>,
    pub broken: Vec<Broken>,
    /// Rules without a verdict, by reason.
    pub skipped: Vec<(&'static str, Vec<&'static str>)>,
    pub undecided: Vec<(&'static str, Vec<&'static str>)>,
}

impl Ruling {
    pub(super) fn skip(&mut self, reason: &'static str, rule: &'static str) {
        put(&mut self.skipped, reason, rule);
    }

    pub(super) fn undecide(&mut self, reason: &'static str, rule: &'static str) {
        put(&mut self.undecided, reason, rule);
    }

    /// The ruling as the log tells it.
    pub fn told(&self, observed: &Observed, control: Control) -> Judged {
        let counts = |reasons: &[(&'static str, Vec<&'static str>)]| {
            let count = |(reason, rules): &(&'static str, Vec<&'static str>)| SkipCount {
                reason: (*reason).to_owned(),
                rules: rules.iter().map(|id| (*id).to_owned()).collect(),
            };
            reasons.iter().map(count).collect()
        };
        let mut broken: Vec<String> = self.broken.iter().map(|b| b.rule.id.to_owned()).collect();
        broken.dedup();
        Judged {
            case: observed.input.id.clone(),
            class: observed.input.class().map(str::to_owned),
            properties: properties(&observed.input),
            seed: observed.input.seed.to_string(),
            status: observed.exchange.status(),
            names_property: names_property(observed, control),
            held: self.held.iter().map(|id| (*id).to_owned()).collect(),
            broken,
            skipped: counts(&self.skipped),
            undecided: counts(&self.undecided),
        }
    }
}

fn put(reasons: &mut Vec<(&'static str, Vec<&'static str>)>, reason: &'static str, rule: &'static str) {
    match reasons.iter_mut().find(|(known, _)| *known == reason) {
        Some((_, rules)) => rules.push(rule),
        None => reasons.push((reason, vec![rule])),
    }
}
