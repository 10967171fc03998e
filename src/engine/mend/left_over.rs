//! Finishes what an interrupted run left in its journal.

use std::time::Duration;

use super::original::tell;
use super::own::remove_left;
use super::put_back::PutBack;
use super::putting_back::back_to;
use super::unknown::remove_marked;
use crate::engine::plan::RunError;
use crate::engine::session::Session;
use crate::engine::tell::Obstacle;
use crate::journal::LeftOver;

/// How long a target on this machine may take to apply a write whose sender is gone.
const LINGERING: Duration = Duration::from_millis(150);

/// Waits until no write of an interrupted run can still be on its way: it would undo what is put back.
async fn quiet(session: &mut Session<'_>, left: &LeftOver) {
    let plan = session.plan;
    let lingering = if plan.address.is_loopback() { LINGERING } else { plan.limits.timeout };
    let wait = lingering.saturating_sub(left.idle);
    if wait > Duration::from_secs(1) {
        let seconds = wait.as_secs();
        session.course.note(format!("waiting {seconds} s for what the interrupted run may still have on its way"));
    }
    tokio::time::sleep(wait).await;
}

/// Finishes what an interrupted run left, before this one begins. Leaves an obstacle when that cannot be found out.
pub async fn left_over(session: &mut Session<'_>, left: &LeftOver) -> Result<(), RunError> {
    let put_back = mended(session, left).await;
    let done = match put_back.done.as_slice() {
        [] if left.opened.marker.is_some() => "what it may have made was looked for".to_owned(),
        [] if put_back.is_own && put_back.is_complete() => format!("removed after it: {}", left.opened.entity),
        [] => "put back after it: nothing".to_owned(),
        names => format!("put back after it: {}", names.join(", ")),
    };
    let (process, since) = (left.opened.pid, &left.opened.started);
    session.course.note(format!("the run of process {process}, {since}, was interrupted; {done}"));
    tell(session, &put_back);
    if let Some(text) = put_back.obstacle {
        session.course.obstruct(Obstacle::new("left-over", text));
        return Ok(());
    }
    settle(session, &put_back)
}

/// Undoes what is left: the run's own object is removed, any other gets its values back.
async fn mended(session: &mut Session<'_>, left: &LeftOver) -> PutBack {
    quiet(session, left).await;
    if let Some(marker) = &left.opened.marker {
        return remove_marked(session, &left.opened.entity, marker).await;
    }
    if left.opened.throwaway {
        return remove_left(session).await;
    }
    back_to(session, &left.opened.original, &left.sent).await
}

/// Removes the journal of values that are back, and keeps that of values that never will be.
fn settle(session: &mut Session<'_>, put_back: &PutBack) -> Result<(), RunError> {
    let Some(journal) = session.ledger.journal.clone() else { return Ok(()) };
    if put_back.is_complete() {
        journal.closed("put back")?;
    } else {
        let kept = journal.set_aside()?;
        session.course.note(format!("the original values are kept in {kept}"));
    }
    Ok(())
}

/// Finishes what is left of an entity that nobody tests now.
///
/// # Errors
/// When the journal cannot be used.
pub async fn finish_left_over(session: &mut Session<'_>, left: &LeftOver) -> Result<PutBack, RunError> {
    let put_back = mended(session, left).await;
    if put_back.is_complete() || put_back.gone {
        settle(session, &put_back)?;
    }
    Ok(put_back)
}
