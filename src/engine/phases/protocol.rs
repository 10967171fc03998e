//! Authentication, methods, unknown ids, media types, and the octets of answers.

use super::guarded::guarded;
use super::wire;
use crate::engine::session::Session;
use crate::event::Phase;

/// Authentication, methods, unknown ids, media types.
pub async fn protocol(session: &mut Session<'_>) {
    let mut inputs = session.inputs.generator.protocol(session.plan.seed);
    inputs.extend(wire::inputs(session));
    inputs.retain(|input| session.plan.selects(&input.id) && session.plan.has(&input.id));
    if !session.plan.address.is_plain() {
        session
            .course
            .note("the target speaks https, so the octets of its answers are not seen; wire probes are skipped");
    }
    session.course.start(Phase::Protocol, inputs.len());
    guarded(session, inputs.into_iter()).await;
}
