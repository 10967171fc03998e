//! The last event.

use crate::engine::session::Session;
use crate::event::EventKind;
use crate::model::Verdict;

/// Tells which waivers are stale, then the last event.
pub(super) fn finish(mut session: Session<'_>) -> Verdict {
    tell_stale_waivers(&mut session);
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

/// A run that was cut short or saw a part only cannot tell that something is gone.
fn tell_stale_waivers(session: &mut Session<'_>) {
    let plan = session.plan;
    let is_judged = |rule: &str| plan.rules.iter().any(|judged| judged.id == rule);
    let has_seen_all = plan.is_whole() && !session.course.is_obstructed();
    let looked_at: Option<&dyn Fn(&str) -> bool> = if has_seen_all { Some(&is_judged) } else { None };
    let today = session.course.clock().today();
    let stale = plan.waivers.stale(&plan.target, today, session.verdicts.findings.waivers_used(), looked_at);
    for stale in stale {
        session.course.emit(EventKind::WaiverStale(stale));
    }
}
