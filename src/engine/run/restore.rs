//! Finishes what an interrupted run left, without running again.

use super::begin::begin;
use crate::engine::ask::Entity;
use crate::engine::mend::{PutBack, finish_left_over};
use crate::engine::plan::{Plan, RunError};
use crate::engine::tell::Listener;
use crate::schema::Schemas;

/// Finishes what an interrupted run left of `entity` (a URL). `None` when nothing is left.
///
/// # Errors
/// When the journal cannot be used, or the contract.
pub async fn restore(plan: &Plan, entity: &str, listener: Listener<'_>) -> Result<Option<PutBack>, RunError> {
    let Some(journal) = &plan.journal else { return Ok(None) };
    let schemas = Schemas::compile(&plan.bundle.contract)?;
    let mut session = begin(plan, &schemas, listener)?;
    let started = session.course.clock().started();
    let Some(left) = journal.claim(entity, &started)? else { return Ok(None) };
    session.line.entity = Entity::at(entity);
    Ok(Some(finish_left_over(&mut session, &left).await?))
}
