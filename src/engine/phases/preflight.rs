//! Is there an endpoint, are we let in, and which entity do we test?

use std::rc::Rc;

use serde_json::Value;

use super::discover::discover;
use super::own::create_own;
use crate::engine::mend::{claim, open, remove_abandoned};
use crate::engine::observe::{Observed, state_of};
use crate::engine::plan::RunError;
use crate::engine::session::Session;
use crate::engine::tell::Obstacle;
use crate::model::{Exchange, Input, Role, SeedToken, Strength};
use crate::rules::Control;

/// Finds the entity and reads it. Leaves an obstacle in the session when the run cannot go on.
///
/// # Errors
/// When a placeholder of the path has no value and none can be discovered.
pub async fn preflight(session: &mut Session<'_>) -> Result<(), RunError> {
    if !find(session).await? {
        return Ok(());
    }
    let (exchange, json) = session.read("preflight", Role::Preflight).await;
    let url = exchange.request.url.clone();
    if let Some(obstacle) = Obstacle::no_answer(&url, &exchange.outcome) {
        session.course.obstruct(obstacle);
        return Ok(());
    }
    judge(session, exchange.clone(), json.clone());
    session.inputs.generator =
        Rc::new(session.inputs.generator.as_ref().clone().with_entity_id(session.line.entity.id()));
    session.sight.state = state_of(&exchange, json.as_ref());
    session.sight.readable = session.sight.state.is_some();
    match exchange.status() {
        Some(status @ (401 | 403)) => {
            session.course.obstruct(Obstacle::unauthorised(status, &url, &session.plan.credentials()));
        }
        Some(status)
            if !session.sight.readable && session.plan.journal.is_some() && !session.plan.address.is_loopback() =>
        {
            session.course.obstruct(Obstacle::new(
                "unreadable",
                format!("a read of {url} answers {status} without an object; what cannot be read cannot be put back"),
            ));
        }
        Some(status) if !session.sight.readable => session.course.note(format!(
            "a read of {url} answers {status} without an object; what needs a read of the state is skipped"
        )),
        _ => session.find_neighbours().await,
    }
    // The run's own object is in the journal already.
    if !session.course.is_obstructed() && !session.ledger.is_own {
        open(session)?;
    }
    Ok(())
}

/// Makes or finds the entity and claims it. Whether there is one to test on.
async fn find(session: &mut Session<'_>) -> Result<bool, RunError> {
    remove_abandoned(session).await?;
    if let Some(own) = session.plan.throwaway.as_ref().filter(|_| !session.course.is_obstructed()) {
        create_own(session, own).await?;
        return Ok(!session.course.is_obstructed());
    }
    discover(session).await?;
    if !session.course.is_obstructed() {
        claim(session).await?;
    }
    Ok(!session.course.is_obstructed())
}

/// The rules judge the first read like any other answer: a target whose reads are broken must not look quiet.
fn judge(session: &mut Session<'_>, exchange: Exchange, json: Option<Value>) {
    let read = Input::read("read/entity", SeedToken::listed("read", 0));
    let input = Input { strength: Strength::Either, ..read };
    let read = Some((exchange.clone(), json));
    let observed = Observed { read, ..Observed::lone(input, exchange) };
    session.rule_on(&observed, Control::NotNeeded);
}
