//! The vacuity guard: a refusal counts only between two accepted controls.

use super::obstacle::Obstacle;
use super::session::{Observed, Session};
use super::{neighbour, shrink};
use crate::event::CONTROL;
use crate::model::{Input, InputBody, Resource, Role, SeedToken, Strength};
use crate::rules::Control;

/// Negatives between two controls.
const WINDOW: usize = 6;

/// Sends inputs that need a control, in windows, and rules on them.
pub(super) async fn guarded(session: &mut Session<'_>, inputs: impl Iterator<Item = Input>) {
    let mut inputs = inputs.peekable();
    if inputs.peek().is_none() {
        return;
    }
    let mut opened = control(session).await;
    while inputs.peek().is_some() && !session.ended() {
        let mut window = Vec::with_capacity(WINDOW);
        for input in inputs.by_ref().take(WINDOW) {
            if session.ended() {
                break;
            }
            window.push(session.observe(input, Role::Subject).await);
        }
        let closed = control(session).await;
        let guard = if opened && closed { Control::Accepted } else { Control::Refused };
        opened = closed;
        for observed in &window {
            let found = session.rule_on(observed, guard);
            shrink::all(session, observed, guard, found).await;
        }
    }
}

/// Sends the request without fault that must be accepted, and says whether it was.
///
/// It also puts the documented values back, so every window starts from the same state.
async fn control(session: &mut Session<'_>) -> bool {
    let Some(input) = session.control.clone() else { return false };
    let mut observed = session.observe(input, Role::Control).await;
    neighbour::watch(session, &mut observed).await;
    let accepted = observed.accepted();
    let found = session.rule_on(&observed, Control::NotNeeded);
    shrink::all(session, &observed, Control::NotNeeded, found).await;
    if !accepted {
        refused(session, &observed);
    }
    accepted
}

fn refused(session: &mut Session<'_>, observed: &Observed) {
    let url = observed.exchange.request.url.clone();
    if let Some(status @ (401 | 403)) = observed.exchange.status() {
        session.obstruct(Obstacle::unauthorised(status, &url));
    } else if let Some(obstacle) = Obstacle::no_answer(&url, &observed.exchange.outcome) {
        session.obstruct(obstacle);
    } else if session.findings.len() == 0 {
        let status = observed.exchange.status().unwrap_or_default();
        session.obstruct(Obstacle::new(
            "control-refused",
            format!(
                "the target answered {status} to the documented patch at {url}; no refusal beside it can be judged"
            ),
        ));
    }
}

/// The input that serves as control: a patch that was accepted before.
pub(super) fn control_of(accepted: &Input) -> Input {
    Input {
        id: CONTROL.to_owned(),
        seed: SeedToken::listed("control", 0),
        strength: Strength::Valid,
        mutation: None,
        method: accepted.method.clone(),
        resource: Resource::Entity,
        headers: Vec::new(),
        body: InputBody::Patch(accepted.patch.clone()),
        patch: accepted.patch.clone(),
    }
}
