//! Puts the original values back at the end of a run.

use super::put_back::PutBack;
use super::putting_back::back_to;
use crate::engine::observe::State;
use crate::engine::session::Session;
use crate::engine::tell::Obstacle;

/// Puts the original values back at the end of a run, however it ended, and tells what could not be put back.
pub async fn put_original_back(session: &mut Session<'_>, original: Option<&State>) {
    let Some(original) = original.filter(|_| !session.plan.read_only) else { return };
    let sent = std::mem::take(&mut session.ledger.sent);
    let put_back = back_to(session, original, &sent).await;
    tell(session, &put_back);
    let Some(journal) = session.journal() else { return };
    if put_back.is_complete() {
        if let Err(error) = journal.closed("put back") {
            session.course.note(error.to_string());
        }
    } else {
        session.course.obstruct(Obstacle::not_put_back());
    }
}

/// Tells what became of the values, a sentence each.
pub(super) fn tell(session: &mut Session<'_>, put_back: &PutBack) {
    for sentence in put_back.sentences() {
        session.course.note(sentence);
    }
}
