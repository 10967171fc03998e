//! The inputs that a contract brings with it: its authored cases, the documented patch, and the control made of one.

use super::error::RunError;
use crate::cases::ContractBundle;
use crate::event::CONTROL;
use crate::model::{Case, Input, InputBody, Mutation, Resource, SeedToken, Strength};

/// The first authored case with a body that changes something: the page's own example. A page whose example sends an
/// empty object has nothing else to start from.
///
/// # Errors
/// When no case has a body that must be accepted.
pub fn documented(bundle: &ContractBundle) -> Result<Input, RunError> {
    let cases = authored(bundle).into_iter();
    let mut usable = cases.filter(|input| input.mutation.is_none() && input.body != InputBody::None);
    let (with, without): (Vec<Input>, Vec<Input>) = usable.by_ref().partition(|input| !input.patch.is_empty());
    let documented = with.iter().find(|input| input.id == "case/documented").or(with.first()).or(without.first());
    documented.cloned().ok_or_else(|| RunError::NoCase(bundle.contract.name.clone()))
}

/// The authored cases as inputs, in their order.
pub fn authored(bundle: &ContractBundle) -> Vec<Input> {
    bundle.cases.iter().enumerate().map(|(n, file)| of_case(&file.case, n)).collect()
}

/// The input that serves as control: a patch that was accepted before.
pub fn control_of(accepted: &Input) -> Input {
    Input {
        id: CONTROL.to_owned(),
        seed: SeedToken::listed("control", 0),
        strength: Strength::Valid,
        mutation: None,
        method: accepted.method.clone(),
        resource: Resource::Entity,
        headers: Vec::new(),
        body: InputBody::Patch(accepted.patch.clone()),
        patch: accepted.patch.clone(),
    }
}

/// What the expected statuses of a case mean: success, refusal, or that both are right.
fn strength(statuses: &[u16]) -> Strength {
    let success = |status: &&u16| (200..300).contains(*status);
    match statuses.iter().filter(success).count() {
        0 => Strength::MustReject,
        n if n == statuses.len() => Strength::Valid,
        _ => Strength::Either,
    }
}

/// An authored case as an input.
fn of_case(case: &Case, number: usize) -> Input {
    let strength = strength(&case.expect.status);
    let body = case.request.body.clone();
    let headers = case
        .request
        .headers
        .iter()
        .filter_map(|(name, value)| Some((name.to_ascii_lowercase(), Some(value.as_str()?.to_owned()))));
    let mutation = Mutation {
        class: "case".to_owned(),
        property: None,
        what: case.name.clone(),
        expect: case.expect.status.clone(),
    };
    Input {
        id: format!("case/{}", case.name),
        seed: SeedToken::listed("case", number as u64),
        strength,
        mutation: (strength != Strength::Valid).then_some(mutation),
        method: case.request.method.clone(),
        resource: Resource::Entity,
        headers: headers.collect(),
        patch: body
            .iter()
            .flatten()
            .filter(|(name, _)| !name.contains('@'))
            .map(|(n, v)| (n.clone(), v.clone()))
            .collect(),
        body: body.map_or(InputBody::None, InputBody::Patch),
    }
}
