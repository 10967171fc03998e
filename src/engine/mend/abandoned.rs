//! Objects that interrupted runs made for themselves: the next run on the target removes them.

use super::claim::claim;
use crate::engine::ask::Entity;
use crate::engine::observe::Sight;
use crate::engine::plan::RunError;
use crate::engine::session::Session;
use crate::journal::JournalError;

/// Removes what interrupted runs made on the target. An object of a run that is still going on is left alone.
///
/// # Errors
/// When a journal cannot be used.
pub async fn remove_abandoned(session: &mut Session<'_>) -> Result<(), RunError> {
    let Some(journal) = session.journal() else { return Ok(()) };
    let here = session.line.entity.clone();
    for url in journal.abandoned(session.plan.address.root())? {
        let beside = session.ledger.beside();
        let own = std::mem::replace(&mut session.ledger, beside);
        session.line.entity = Entity::at(&url);
        let outcome = claim(session).await;
        session.ledger = own;
        session.line.entity = here.clone();
        match outcome {
            Err(RunError::Journal(JournalError::Busy { .. })) => {}
            other => other?,
        }
    }
    session.sight = Sight::default();
    Ok(())
}
