//! Documented actions, on the run's own object and on no other.

use crate::engine::observe::Observed;
use crate::engine::session::Session;
use crate::engine::tell::Mode;
use crate::model::Role;
use crate::rules::{Control, Subject};

/// Calls each documented action of the run's own object, last before that is deleted, and judges what was answered.
///
/// Only on this machine: what an action of a live service does may reach beyond the object, a mail or a device.
pub async fn actions(session: &mut Session<'_>) {
    let Some(own) = session.plan.throwaway.as_ref().filter(|_| session.ledger.is_own) else { return };
    let chosen: Vec<_> =
        own.actions.iter().filter(|input| session.plan.selects(&input.id) && session.plan.has(&input.id)).collect();
    if !chosen.is_empty() && !session.plan.address.is_loopback() {
        let names: Vec<&str> = chosen.iter().map(|input| input.id.as_str()).collect();
        let note = format!("not called, because the target is not on this machine: {}", names.join(", "));
        session.course.note(note);
        return;
    }
    for input in chosen {
        if session.ended() {
            return;
        }
        let draft = session.line.draft_of(&session.course, input, 0);
        let (exchange, attempts) = session.line.ask_input(&mut session.course, input, draft, Role::Subject).await;
        if session.course.mode != Mode::Rehearsing {
            let lone = Observed::lone(input.clone(), exchange);
            let observed = Observed { subject: Subject::Action, attempts, ..lone };
            session.rule_on(&observed, Control::Accepted);
        }
    }
}
