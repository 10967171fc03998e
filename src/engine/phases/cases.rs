//! The authored cases.

use super::guarded::guarded;
use super::positives::positives;
use crate::engine::mend::shrink_all;
use crate::engine::plan::authored;
use crate::engine::session::Session;
use crate::event::Phase;
use crate::model::{Input, Role, SeedToken, Strength};
use crate::rules::Control;

/// The authored cases; the first accepted one becomes the control of all negatives.
pub async fn cases(session: &mut Session<'_>) {
    let chosen = authored(&session.plan.bundle)
        .into_iter()
        .filter(|input| session.plan.selects(&input.id) && session.plan.has(&input.id));
    let (valid, others): (Vec<Input>, Vec<Input>) = chosen.partition(|input| input.strength == Strength::Valid);
    opening(session).await;
    session.course.start(Phase::Cases, valid.len() + others.len());
    positives(session, valid.into_iter()).await;
    guarded(session, others.into_iter()).await;
}

/// The first write of a run is a real change: the entity may show the documented values already, and then the
/// documented patch says nothing about the first update of an entity.
async fn opening(session: &mut Session<'_>) {
    let Some(documented) = session.inputs.control().map(|control| control.patch.clone()) else { return };
    let shows = |(name, value): (&String, &serde_json::Value)| {
        session.sight.state.as_ref().is_some_and(|state| state.get(name) == Some(value))
    };
    if !documented.iter().all(shows) || !session.plan.globs.is_empty() {
        return;
    }
    let Ok(input) = session.inputs.generator.input(&SeedToken::listed("subset", 0)) else { return };
    if !session.plan.has(&input.id) {
        return;
    }
    session.course.start(Phase::Valid, 1);
    let observed = session.observe(input, Role::Subject).await;
    let found = session.rule_on(&observed, Control::NotNeeded);
    shrink_all(session, &observed, Control::NotNeeded, found).await;
}
