//! The last event.

use crate::engine::session::Session;
use crate::model::Verdict;

/// Tells the last event.
pub(super) fn finish(mut session: Session<'_>) -> Verdict {
    let verdict = if session.verdicts.findings.failing(session.plan.deny) {
        Verdict::Broken
    } else if !session.course.is_obstructed() {
        Verdict::Held
    } else {
        Verdict::Undecided
    };
    let promises = session.verdicts.promises.uses();
    session.course.finish(verdict, promises);
    verdict
}
