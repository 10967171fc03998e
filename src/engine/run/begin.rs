//! The first event.

use super::page_facts;
use crate::engine::ask::damaged;
use crate::engine::plan::{Plan, RunError, documented};
use crate::engine::session::{Inputs, Session};
use crate::engine::tell::Listener;
use crate::event::{EventKind, RuleEntry, RunFacts, VERSION};
use crate::generate::Generator;
use crate::schema::Schemas;
use crate::target::Client;

/// A session whose first event is told.
pub(super) fn begin<'p>(plan: &'p Plan, schemas: &'p Schemas, listener: Listener<'p>) -> Result<Session<'p>, RunError> {
    // The whole token is masked first: a part of it would leave the rest to see.
    let redactor = plan.redactor();
    redactor.learn(plan.token().iter().flat_map(damaged));
    let client = Client::new(plan.limits, &plan.connection.to(&plan.address), redactor)?;
    let documented = documented(&plan.bundle)?;
    let generator = Generator::new(&plan.bundle.contract, &documented.patch);
    let mut session = Session::new(plan, schemas, client, Inputs::new(generator, &documented), listener);
    let facts = facts(plan, session.course.clock().started());
    session.course.emit(EventKind::RunStarted(facts));
    Ok(session)
}

fn facts(plan: &Plan, started: String) -> RunFacts {
    let contract = &plan.bundle.contract;
    let entry = |rule: &&'static crate::rules::Rule| RuleEntry {
        id: rule.id.to_owned(),
        level: rule.level,
        summary: rule.summary.to_owned(),
        clause: rule.clause.to_owned(),
    };
    RunFacts {
        version: VERSION,
        docproof: env!("CARGO_PKG_VERSION").to_owned(),
        started,
        contract: contract.name.clone(),
        page: contract.page.file.clone(),
        operation: format!("{} {}", contract.operation.method, contract.operation.path.0),
        target: plan.target.clone(),
        params: plan.params.clone(),
        seed: plan.seed,
        planned: plan.inputs,
        shard: plan.shard.map(|shard| shard.to_string()),
        rules: plan.rules.iter().map(entry).collect(),
        properties: contract.properties.clone(),
        example: page_facts::example(&plan.bundle),
        changes: page_facts::changes(),
    }
}
