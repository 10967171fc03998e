//! Inputs that must be accepted.

use crate::engine::mend::shrink_all;
use crate::engine::plan::control_of;
use crate::engine::session::Session;
use crate::model::{Input, Role};
use crate::rules::Control;

/// Sends inputs that must be accepted; the first accepted one that changes something becomes the control.
pub async fn positives(session: &mut Session<'_>, inputs: impl Iterator<Item = Input>) {
    for input in inputs {
        if session.ended() {
            return;
        }
        let mut observed = session.observe(input, Role::Subject).await;
        // The collection keeps up with every value, or shows that it does not; on a live target controls must do.
        if session.plan.address.is_loopback() && observed.accepted() {
            session.watch_neighbours(&mut observed).await;
        }
        let found = session.rule_on(&observed, Control::NotNeeded);
        if observed.accepted() && session.inputs.control_is_provisional() && !observed.input.patch.is_empty() {
            session.inputs.settle_on(control_of(&observed.input));
        }
        shrink_all(session, &observed, Control::NotNeeded, found).await;
    }
}
