//! Keeps other runs from an entity, and its original values safe.

use super::left_over::left_over;
use crate::engine::plan::{Original, RunError};
use crate::engine::session::Session;

/// Keeps other runs from the entity, and finishes what an interrupted one left of it.
///
/// # Errors
/// When another run has it, or its journal cannot be used.
pub async fn claim(session: &mut Session<'_>) -> Result<(), RunError> {
    let Some(journal) = session.journal() else { return Ok(()) };
    match journal.claim(&session.line.entity.url(), &session.course.clock().started())? {
        Some(left) => left_over(session, &left).await,
        None => Ok(()),
    }
}

/// Keeps the original values, before anything is written.
///
/// # Errors
/// When they cannot be kept.
pub fn open(session: &Session<'_>) -> Result<(), RunError> {
    let (Some(journal), Some(state)) = (session.journal(), &session.sight.state) else { return Ok(()) };
    journal.opened(&Original {
        entity: &session.line.entity.url(),
        target: session.plan.address.root(),
        params: session.line.entity.params(),
        started: &session.course.clock().started(),
        state,
        throwaway: false,
        marker: None,
    })?;
    Ok(())
}
