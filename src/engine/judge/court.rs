//! Runs every rule on everything one input showed.

use serde_json::Value;

use super::ruling::{Broken, Ruling};
use crate::engine::observe::{Entry, Observed, json_of};
use crate::engine::plan::Plan;
use crate::model::{Case, Exchange, Identity, Judgement};
use crate::rules::{Control, Evidence, Rule, Subject};
use crate::schema::Schemas;

/// The rules of a run with what they need.
#[derive(Debug)]
pub struct Court<'p> {
    plan: &'p Plan,
    schemas: &'p Schemas,
}

impl<'p> Court<'p> {
    pub fn new(plan: &'p Plan, schemas: &'p Schemas) -> Self {
        Self { plan, schemas }
    }

    /// Judges the exchange of an input, the read behind it and its throttled tries.
    pub fn rule(&self, observed: &Observed, control: Control, entity_id: &str, etag_seen: bool) -> Ruling {
        let is_whole = |attempt: &Exchange| attempt.response().is_some_and(|response| !response.is_cut_short());
        let evidence = |subject, exchange, json, before, after| Evidence {
            contract: &self.plan.bundle.contract,
            schemas: self.schemas,
            subject,
            input: &observed.input,
            case: self.case_of(observed),
            exchange,
            entity_id,
            before,
            after,
            neighbour: observed.neighbour.as_ref().map(|(before, after)| (before.as_ref(), after.as_ref())),
            listed: observed.listed.as_ref().map(Entry::as_evidence),
            live: !self.plan.address.is_loopback(),
            strict: self.plan.strict,
            control,
            retried: observed.attempts.iter().any(|attempt| !is_whole(attempt)),
            identity: Identity::of_seed(&observed.input.seed),
            etag_seen,
            json,
        };
        let (before, after) = (observed.before.as_deref(), observed.after.as_deref());
        let mut all = vec![evidence(observed.subject, &observed.exchange, observed.json.as_ref(), before, after)];
        if let Some((exchange, json)) = &observed.read {
            all.push(evidence(Subject::Read, exchange, json.as_ref(), before, after));
        }
        let bodies: Vec<Option<Value>> = observed.attempts.iter().map(json_of).collect();
        // What broke off and came whole later is no promise broken; what stays broken is the exchange that stands.
        for (attempt, json) in observed.attempts.iter().zip(&bodies).filter(|(attempt, _)| is_whole(attempt)) {
            all.push(evidence(observed.subject, attempt, json.as_ref(), None, None));
        }
        let mut ruling = Ruling::default();
        for rule in &self.plan.rules {
            judge(rule, &all, &mut ruling);
        }
        ruling
    }

    fn case_of(&self, observed: &Observed) -> Option<&'p Case> {
        let name = observed.input.id.strip_prefix("case/")?;
        self.plan.bundle.cases.iter().map(|file| &file.case).find(|case| case.name == name)
    }
}

/// One rule on all evidence: broken beats held, held beats undecided, undecided beats skipped.
fn judge(rule: &'static Rule, all: &[Evidence<'_>], ruling: &mut Ruling) {
    let (mut held, mut undecided, mut skipped, mut broken) = (false, None, None, false);
    for evidence in all.iter().filter(|evidence| rule.subjects.contains(&evidence.subject)) {
        match (rule.judge)(evidence) {
            Judgement::Held => held = true,
            Judgement::Undecided(reason) => undecided = undecided.or(Some(reason)),
            Judgement::Skipped(reason) => skipped = skipped.or(Some(reason)),
            Judgement::Broken(observations) => {
                broken = true;
                let exchange = evidence.exchange;
                ruling.broken.extend(observations.into_iter().map(|observation| Broken {
                    rule,
                    observation,
                    exchange: exchange.clone(),
                }));
            }
        }
    }
    if broken {
        return;
    }
    if held {
        ruling.held.push(rule.id);
    } else if let Some(reason) = undecided {
        ruling.undecide(reason, rule.id);
    } else if let Some(reason) = skipped {
        ruling.skip(reason, rule.id);
    }
}
