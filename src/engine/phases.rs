//! Which inputs are sent, in which order: the most telling first.

use std::rc::Rc;

use super::controls::{control_of, guarded};
use super::session::Session;
use super::{concurrency, sequences, shrink, wire};
use crate::event::{EventKind, Phase};
use crate::generate::classes;
use crate::model::{Case, Input, InputBody, Mutation, Resource, Role, SeedToken, Strength};
use crate::rules::Control;

/// Valid patches that every run sends: one of each kind before any chance.
const ESSENTIAL_VALID: usize = 24;
/// Inputs between two changes from valid to invalid and back.
const BLOCK: usize = 24;

/// The authored cases; the first accepted one becomes the control of all negatives.
pub(super) async fn cases(session: &mut Session<'_>) {
    let all: Vec<Input> =
        session.plan.bundle.cases.iter().enumerate().map(|(n, file)| of_case(&file.case, n)).collect();
    let (valid, others): (Vec<Input>, Vec<Input>) =
        chosen(session, all).into_iter().partition(|i| i.strength == Strength::Valid);
    opening(session).await;
    start(session, Phase::Cases, valid.len() + others.len());
    positives(session, valid.into_iter()).await;
    guarded(session, others.into_iter()).await;
}

/// Authentication, methods, unknown ids, media types.
pub(super) async fn protocol(session: &mut Session<'_>) {
    let mut inputs = session.generator.protocol(session.plan.seed);
    inputs.extend(wire::inputs(session));
    let inputs = chosen(session, inputs);
    if !session.plan.address.is_plain() {
        session
            .emitter
            .note("the target speaks https, so the octets of its answers are not seen; wire probes are skipped");
    }
    start(session, Phase::Protocol, inputs.len());
    guarded(session, inputs.into_iter()).await;
}

/// Valid and invalid patches in turn, until as many as planned were sent.
///
/// Returns whether every kind of input came to its turn.
pub(super) async fn patches(session: &mut Session<'_>) -> bool {
    let seed = session.plan.seed;
    let generator = Rc::clone(&session.generator);
    let globs = session.plan.globs.clone();
    let fits = move |input: &Input| globs.is_empty() || globs.iter().any(|glob| glob.fits(&input.id));
    // Patterns thin out an endless stream; looking further than this for a fitting one is in vain.
    let look_ahead = if session.plan.globs.is_empty() { usize::MAX } else { 4000 };
    let mut valid = generator.valid(seed).take(look_ahead).filter(fits.clone());
    let mut invalid = generator.invalid(seed).take(look_ahead).filter(fits);
    let planned = usize::try_from(session.plan.inputs).unwrap_or(usize::MAX);
    let essential_invalid = classes().iter().filter(|class| !class.family.is_protocol()).count();
    let mut left = planned;
    let first = take(&mut valid, ESSENTIAL_VALID, &mut left);
    start(session, Phase::Valid, first.len());
    positives(session, first.into_iter()).await;
    let first = take(&mut invalid, essential_invalid, &mut left);
    start(session, Phase::Invalid, first.len());
    guarded(session, first.into_iter()).await;
    let complete = !session.ended();
    beyond_single_patches(session, &mut left).await;
    start(session, Phase::Mixed, left);
    while left > 0 && !session.ended() {
        let before = left;
        positives(session, take(&mut valid, BLOCK, &mut left).into_iter()).await;
        guarded(session, take(&mut invalid, BLOCK, &mut left).into_iter()).await;
        if left == before {
            break;
        }
    }
    complete
}

/// What one patch alone does not show: sequences, and on this machine parallel writers. They take a share of what is
/// planned.
async fn beyond_single_patches(session: &mut Session<'_>, left: &mut usize) {
    if !session.plan.globs.is_empty() || session.ended() {
        return;
    }
    let planned = usize::try_from(session.plan.inputs).unwrap_or(usize::MAX);
    let steps = (planned / 10).min(*left);
    start(session, Phase::Sequences, steps);
    sequences::sequences(session, steps).await;
    *left -= steps;
    if session.plan.address.is_loopback() && session.readable {
        let writes = (planned / 25).min(*left);
        start(session, Phase::Concurrency, writes);
        concurrency::concurrency(session, writes).await;
        *left -= writes;
    }
}

/// The first write of a run is a real change: the entity may show the documented values already, and then the
/// documented patch says nothing about the first update of an entity.
async fn opening(session: &mut Session<'_>) {
    let Some(documented) = session.control.as_ref().map(|control| control.patch.clone()) else { return };
    let shows = |(name, value): (&String, &serde_json::Value)| {
        session.state.as_ref().is_some_and(|state| state.get(name) == Some(value))
    };
    if !documented.iter().all(shows) || !session.plan.globs.is_empty() {
        return;
    }
    let Ok(input) = session.generator.input(&SeedToken::listed("subset", 0)) else { return };
    start(session, Phase::Valid, 1);
    let observed = session.observe(input, Role::Subject).await;
    let found = session.rule_on(&observed, Control::NotNeeded);
    shrink::all(session, &observed, Control::NotNeeded, found).await;
}

/// One input alone, made from its seed.
pub(super) async fn only(session: &mut Session<'_>, input: Input) {
    start(session, if input.strength == Strength::Valid { Phase::Valid } else { Phase::Invalid }, 1);
    if input.strength == Strength::Valid {
        positives(session, std::iter::once(input)).await;
    } else {
        guarded(session, std::iter::once(input)).await;
    }
}

fn take(inputs: &mut impl Iterator<Item = Input>, most: usize, left: &mut usize) -> Vec<Input> {
    let taken: Vec<Input> = inputs.take(most.min(*left)).collect();
    *left -= taken.len();
    taken
}

/// Sends inputs that must be accepted.
async fn positives(session: &mut Session<'_>, inputs: impl Iterator<Item = Input>) {
    for input in inputs {
        if session.ended() {
            return;
        }
        let observed = session.observe(input, Role::Subject).await;
        let found = session.rule_on(&observed, Control::NotNeeded);
        if observed.accepted() && session.control_is_provisional && !observed.input.patch.is_empty() {
            session.control = Some(control_of(&observed.input));
            session.control_is_provisional = false;
        }
        shrink::all(session, &observed, Control::NotNeeded, found).await;
    }
}

fn chosen(session: &Session<'_>, inputs: Vec<Input>) -> Vec<Input> {
    let globs = &session.plan.globs;
    inputs.into_iter().filter(|input| globs.is_empty() || globs.iter().any(|glob| glob.fits(&input.id))).collect()
}

fn start(session: &mut Session<'_>, phase: Phase, planned: usize) {
    session.emitter.emit(EventKind::PhaseStarted { phase, planned: planned as u64 });
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
pub(super) fn of_case(case: &Case, number: usize) -> Input {
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
