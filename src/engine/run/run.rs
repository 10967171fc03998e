//! One run from the first event to the last.

use super::begin::begin;
use super::finish::finish;
use crate::engine::mend::leave;
use crate::engine::phases::{actions, cases, only, patches, permissions, preflight, protocol, reads};
use crate::engine::plan::{Plan, RunError};
use crate::engine::session::Session;
use crate::engine::tell::{Listener, Obstacle};
use crate::event::Phase;
use crate::model::Verdict;
use crate::schema::Schemas;

/// Runs `plan` and tells `listener` everything that happens. The last event carries the verdict.
///
/// # Errors
/// When the run cannot begin; whatever goes wrong later is told as an event and ends in the verdict `undecided`.
pub async fn run(plan: &Plan, listener: Listener<'_>) -> Result<Verdict, RunError> {
    let schemas = Schemas::compile(&plan.bundle.contract)?;
    let mut session = begin(plan, &schemas, listener)?;
    Box::pin(go(&mut session)).await?;
    Ok(finish(session))
}

/// Everything between the first event and the last.
pub(super) async fn go(session: &mut Session<'_>) -> Result<(), RunError> {
    let found = preflight(session).await;
    if found.is_err() || session.course.is_obstructed() {
        leave(session, None).await;
        return found;
    }
    let original = session.sight.state.clone();
    // On the heap, as below: a caller's future stays small however much the phases remember.
    let outcome = Box::pin(inputs(session)).await;
    session.course.start(Phase::Restore, 0);
    leave(session, original.as_ref()).await;
    outcome
}

async fn inputs(session: &mut Session<'_>) -> Result<(), RunError> {
    if let Some(token) = &session.plan.only {
        return Ok(only(session, token).await?);
    }
    let complete = if session.plan.read_only {
        let complete = reads(session).await;
        permissions(session).await;
        complete && !session.ended()
    } else {
        cases(session).await;
        let rest = protocol(session).await;
        permissions(session).await;
        let complete = Box::pin(patches(session, rest)).await;
        actions(session).await;
        complete
    };
    if let Some(identity) = session.unaccepted {
        session.course.obstruct(Obstacle::not_accepted(identity));
    }
    if session.plan.is_cancelled() {
        session.course.obstruct(Obstacle::interrupted());
    } else if let (false, Some(what)) = (complete, session.course.spent()) {
        session.course.obstruct(Obstacle::spent(what, session.plan.max_time));
    } else if !session.plan.globs.is_empty()
        && session.course.stats.cases + session.course.stats.inputs == 0
        && !session.ended()
    {
        let patterns: Vec<String> = session.plan.globs.iter().map(ToString::to_string).collect();
        return Err(RunError::NothingSelected(patterns.join(", ")));
    }
    Ok(())
}
