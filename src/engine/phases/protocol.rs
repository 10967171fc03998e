//! Authentication, methods, unknown ids, media types, and the octets of answers.

use super::guarded::guarded;
use super::wire;
use crate::engine::session::Session;
use crate::event::Phase;
use crate::model::Input;

/// Sends one input of each kind, and one request for each kind of answer. What is left for later.
pub async fn protocol(session: &mut Session<'_>) -> Vec<Input> {
    let is_wanted = |input: &Input| session.plan.selects(&input.id) && session.plan.has(&input.id);
    let mut all = session.inputs.generator.protocol(session.plan.seed);
    all.retain(is_wanted);
    let (mut first, rest) = first_of_each_kind(all);
    first.extend(wire::inputs(session).into_iter().filter(is_wanted));
    if !session.plan.address.is_plain() {
        session
            .course
            .note("the target speaks https, so the octets of its answers are not seen; wire probes are skipped");
    }
    session.course.start(Phase::Protocol, first.len());
    guarded(session, first.into_iter()).await;
    rest
}

/// Sends what [`protocol`] left.
pub async fn rest_of_protocol(session: &mut Session<'_>, rest: Vec<Input>) {
    if !rest.is_empty() && !session.ended() {
        session.course.start(Phase::Protocol, rest.len());
        guarded(session, rest.into_iter()).await;
    }
}

fn first_of_each_kind(inputs: Vec<Input>) -> (Vec<Input>, Vec<Input>) {
    let mut seen: Vec<String> = Vec::new();
    inputs.into_iter().partition(|input| {
        // Each preference is a promise of its own.
        let kind = match (input.class(), &input.mutation) {
            (Some("prefer"), Some(mutation)) => mutation.what.as_str(),
            (class, _) => class.unwrap_or_default(),
        };
        let is_new = !seen.iter().any(|known| known == kind);
        if is_new {
            seen.push(kind.to_owned());
        }
        is_new
    })
}
