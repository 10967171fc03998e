//! A finding with everything needed to understand and repeat it.

use sha2::{Digest as _, Sha256};

use super::ruling::Broken;
use crate::engine::plan::{Plan, THROWAWAY_STREAM};
use crate::model::{Body, Contract, Finding, Identity, Input, Observation, Request, SequenceStep, Source};
use crate::report::curl;

/// Stable name of what is broken: its rule, place and cause.
pub fn group_of(broken: &Broken) -> String {
    group(broken.rule.id, &broken.observation)
}

/// Stable name of a rule, place and cause: the same on every machine and in every run.
pub(super) fn group(rule: &str, observation: &Observation) -> String {
    let mut hash = Sha256::new();
    for part in [rule, &observation.place, observation.cause] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let digest = hash.finalize();
    format!("f-{:02x}{:02x}{:02x}{:02x}", digest[0], digest[1], digest[2], digest[3])
}

/// A finding with everything needed to understand and repeat it.
pub fn finding(id: String, broken: &Broken, input: &Input, plan: &Plan) -> Finding {
    let Broken { rule, observation, exchange } = broken;
    let contract = &plan.bundle.contract;
    Finding {
        id,
        rule: rule.id.to_owned(),
        level: broken.level(),
        case: input.id.clone(),
        message: observation.message.clone(),
        place: observation.place.clone(),
        cause: observation.cause.to_owned(),
        expected: observation.expected.clone(),
        actual: observation.actual.clone(),
        source: Source {
            page: observation.page.clone().unwrap_or_else(|| contract.page.file.clone()),
            line: observation.line.unwrap_or_else(|| line_of(&observation.place, contract)),
            clause: rule.clause.to_owned(),
        },
        request: exchange.request.clone(),
        response: exchange.response().cloned(),
        minimal: Body::record_whole(&input.body.bytes()),
        sequence: Vec::new(),
        read_back: observation.read_back,
        reproduced: None,
        waived: None,
        occurrences: 1,
        seed: input.seed.to_string(),
        replay: replay(input, plan),
        curl: curl(input, &exchange.request),
    }
}

/// The request as a command; it takes the token from a variable, which of another caller has another name.
fn curl(input: &Input, request: &Request) -> String {
    let line = curl::line(&Request { body: Body::record_whole(&input.body.bytes()), ..request.clone() });
    match Identity::of_seed(&input.seed) {
        Some(identity) => line.replace("$DOCPROOF_TOKEN", &format!("${}", identity.token_variable())),
        None => line,
    }
}

/// Inputs as the steps of a finding; `parallel` when they are sent together.
pub fn steps_of(inputs: &[Input], parallel: bool) -> Vec<SequenceStep> {
    let step = |(number, input): (usize, &Input)| SequenceStep {
        id: input.id.clone(),
        method: input.method.clone(),
        body: Body::record_whole(&input.body.bytes()),
        seed: input.seed.to_string(),
        parallel: parallel && number > 0,
    };
    inputs.iter().enumerate().map(step).collect()
}

/// The line of the page that a place is about: its property, the status, else the operation.
fn line_of(place: &str, contract: &Contract) -> u32 {
    let pointer = place.rsplit(':').next().unwrap_or(place);
    let name = pointer.strip_prefix('/').and_then(|rest| rest.split('/').next());
    let property = name.and_then(|name| contract.properties.iter().find(|p| p.name == name)).map(|p| p.line);
    let status = || (place == "status").then(|| contract.success.first().map(|s| s.line)).flatten();
    property.or_else(status).unwrap_or(contract.operation.line)
}

/// The command that sends the input again.
fn replay(input: &Input, plan: &Plan) -> String {
    if input.seed.stream() == THROWAWAY_STREAM {
        return format!("{} --cases 1", plan.invocation);
    }
    match input.id.strip_prefix("case/") {
        Some(_) => format!("{} --case {}", plan.invocation, input.id),
        None => format!("{} --seed {}", plan.invocation, input.seed),
    }
}
