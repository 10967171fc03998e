//! Which promises of the page were exercised, how often, and which were not and why.

use std::collections::BTreeMap;

use super::properties::properties;
use crate::engine::observe::Observed;
use crate::event::PromiseUse;
use crate::model::{Access, Contract, Identity, PermissionKind, Property};

/// A promise under observation.
#[derive(Debug)]
struct Counter {
    promise: String,
    line: u32,
    exercised: u64,
    /// What to say when it stays at zero.
    otherwise: &'static str,
}

/// Counts of a run, in page order.
#[derive(Debug)]
pub struct Promises {
    counters: Vec<Counter>,
    index: BTreeMap<String, usize>,
}

impl Promises {
    pub fn of(contract: &Contract) -> Self {
        let mut promises = Self { counters: Vec::new(), index: BTreeMap::new() };
        promises.add(
            format!("operation {}", contract.operation.method),
            contract.operation.line,
            "no request was answered",
        );
        for status in &contract.success {
            promises.add(format!("status {}", status.code), status.line, "no answer had this status");
        }
        for header in &contract.headers {
            promises.add(format!("header {}", header.name), header.line, "no input was about it");
        }
        for property in &contract.properties {
            promises.add(format!("property {}", property.name), property.line, why_not(property));
        }
        for row in &contract.permissions {
            promises.add(permission(row.kind), row.line, no_token(row.kind));
        }
        promises
    }

    fn add(&mut self, promise: String, line: u32, otherwise: &'static str) {
        self.index.insert(promise.clone(), self.counters.len());
        self.counters.push(Counter { promise, line, exercised: 0, otherwise });
    }

    /// Counts what an input exercised: only answers count.
    pub fn exercised(&mut self, observed: &Observed) {
        let Some(response) = observed.exchange.response() else { return };
        if response.is_success() {
            self.hit(&format!("operation {}", observed.input.method));
            self.hit(&format!("status {}", response.status));
        }
        if let Some(kind) = Identity::of_seed(&observed.input.seed).and_then(Identity::row) {
            self.hit(&permission(kind));
        }
        for property in properties(&observed.input) {
            self.hit(&format!("property {property}"));
        }
        for (name, _) in &observed.input.headers {
            self.hit(&format!("header {name}"));
        }
    }

    fn hit(&mut self, promise: &str) {
        if let Some(&at) = self.index.get(promise) {
            self.counters[at].exercised += 1;
        }
    }

    /// The counts, in page order.
    pub fn uses(&self) -> Vec<PromiseUse> {
        let one = |counter: &Counter| PromiseUse {
            promise: counter.promise.clone(),
            line: counter.line,
            exercised: counter.exercised,
            why_not: (counter.exercised == 0).then(|| counter.otherwise.to_owned()),
        };
        self.counters.iter().map(one).collect()
    }
}

fn permission(kind: PermissionKind) -> String {
    format!("permission {kind:?}")
}

fn no_token(kind: PermissionKind) -> &'static str {
    match kind {
        PermissionKind::DelegatedWork => "no token is given as `delegated-work` in [target.NAME.identities]",
        PermissionKind::DelegatedPersonal => "no token is given as `delegated-personal` in [target.NAME.identities]",
        PermissionKind::Application => "no token is given as `application` in [target.NAME.identities]",
    }
}

fn why_not(property: &Property) -> &'static str {
    match property.access {
        Access::Key => "the key is not written in this run",
        Access::ReadOnly => "the page calls it read-only",
        Access::Updatable if property.is_updatable() => "no input set it",
        Access::Updatable => "its type is not known from the page",
    }
}
