//! The vacuity guard: a refusal counts only between two accepted controls.

use serde_json::{Map, Value};

use crate::engine::mend::shrink_all;
use crate::engine::observe::Observed;
use crate::engine::session::Session;
use crate::engine::tell::Obstacle;
use crate::model::{Input, InputBody, Role};
use crate::rules::Control;

/// Negatives between two controls.
const WINDOW: usize = 6;
/// Which other values a control has when those of the page are there already.
const OTHER: usize = 53;

/// Sends inputs that need a control, in windows, and rules on them.
pub async fn guarded(session: &mut Session<'_>, inputs: impl Iterator<Item = Input>) {
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
            shrink_all(session, observed, guard, found).await;
        }
    }
}

/// Sends the request without fault that must be accepted, and says whether it was.
///
/// It also puts the documented values back. Where they are there already, on this machine, it has other values: a write
/// that changes nothing would not show what the refusals before it left behind.
async fn control(session: &mut Session<'_>) -> bool {
    let Some(input) = session.inputs.control().cloned() else { return false };
    if let Some(other) = other_values(session, &input) {
        if sent(session, other).await.accepted() {
            return true;
        }
        session.inputs.keep_to_documented();
    }
    let observed = sent(session, input).await;
    if !observed.accepted() && !session.is_cut_short(&observed) {
        refused(session, &observed);
    }
    observed.accepted()
}

/// A control that changes what the entity shows, when the documented one would change nothing.
fn other_values(session: &Session<'_>, control: &Input) -> Option<Input> {
    let state = session.sight.state.as_ref().filter(|_| session.plan.address.is_loopback())?;
    let is_there = control.patch.iter().all(|(name, value)| state.get(name) == Some(value));
    if !is_there || !session.inputs.takes_other_values() {
        return None;
    }
    let patch: Map<String, Value> = session.inputs.generator.changes(OTHER).into_iter().collect();
    let is_change = control.method != "GET" && patch.iter().any(|(name, value)| state.get(name) != Some(value));
    is_change.then(|| Input { body: InputBody::Patch(patch.clone()), patch, ..control.clone() })
}

async fn sent(session: &mut Session<'_>, input: Input) -> Observed {
    let mut observed = session.observe(input, Role::Control).await;
    session.watch_neighbours(&mut observed).await;
    let found = session.rule_on(&observed, Control::NotNeeded);
    shrink_all(session, &observed, Control::NotNeeded, found).await;
    observed
}

fn refused(session: &mut Session<'_>, observed: &Observed) {
    let url = observed.exchange.request.url.clone();
    if let Some(status @ (401 | 403)) = observed.exchange.status() {
        session.course.obstruct(Obstacle::unauthorised(status, &url, &session.plan.credentials()));
    } else if let Some(obstacle) = Obstacle::no_answer(&url, &observed.exchange.outcome) {
        session.course.obstruct(obstacle);
    } else if session.verdicts.findings.len() == 0 {
        let status = observed.exchange.status().unwrap_or_default();
        session.course.obstruct(Obstacle::new(
            "control-refused",
            format!(
                "the target answered {status} to the documented patch at {url}; no refusal beside it can be judged"
            ),
        ));
    }
}
