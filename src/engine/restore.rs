//! Puts values back: before each try of the shrinker, at the end of a run, and after an interrupted one.

use std::time::Duration;

use serde_json::{Map, Value};

use super::attribution::{difference, missing, value};
use super::controls::control_of;
use super::emit::Listener;
use super::entity::Entity;
use super::obstacle::Obstacle;
use super::plan::Plan;
use super::put_back::PutBack;
use super::run::{RunError, begin};
use super::session::{Session, State, state_of};
use crate::equality::compare;
use crate::journal::{LeftOver, Sent};
use crate::model::{Input, InputBody, Role};
use crate::schema::Schemas;

/// Tries to put the original values back: a target may have just been throttling, or be slow to show them.
const TRIES: u32 = 3;
/// Time between two tries on a target that is not on this machine.
const BETWEEN_TRIES: Duration = Duration::from_secs(1);

/// How long a target on this machine may take to apply a write whose sender is gone.
const LINGERING: Duration = Duration::from_millis(150);

/// Waits until no write of an interrupted run can still be on its way: it would undo what is put back.
async fn quiet(session: &mut Session<'_>, left: &LeftOver) {
    let plan = session.plan;
    let lingering = if plan.address.is_loopback() { LINGERING } else { plan.limits.timeout };
    let wait = lingering.saturating_sub(left.idle);
    if wait > Duration::from_secs(1) {
        let seconds = wait.as_secs();
        session.emitter.note(format!("waiting {seconds} s for what the interrupted run may still have on its way"));
    }
    tokio::time::sleep(wait).await;
}

/// Patches the entity back to `wanted`. Whether its documented, updatable properties then show these values.
pub(super) async fn to_state(session: &mut Session<'_>, wanted: Option<&State>, role: Role) -> bool {
    let Some(wanted) = wanted else { return true };
    let patch = differing(session, wanted);
    if patch.is_empty() {
        return true;
    }
    send(session, patch, role).await.is_some_and(|status| (200..300).contains(&status))
        && differing(session, wanted).is_empty()
}

/// Sends a patch; the status of the answer.
async fn send(session: &mut Session<'_>, patch: Map<String, Value>, role: Role) -> Option<u16> {
    let template = session.documented.clone();
    let input = control_of(&Input { body: InputBody::Patch(patch.clone()), patch, ..template });
    session.observe(Input { id: "restore".to_owned(), ..input }, role).await.exchange.status()
}

/// The updatable properties whose value is not the wanted one, with the wanted value.
fn differing(session: &Session<'_>, wanted: &State) -> Map<String, Value> {
    let now = session.state.as_deref();
    let properties = session.plan.bundle.contract.properties.iter().filter(|p| p.is_updatable());
    properties
        .filter_map(|p| {
            let value = wanted.get(&p.name)?;
            // The same instant in another spelling is there already.
            let shown = now.and_then(|state| state.get(&p.name));
            (!compare(&p.value_type, value, shown).is_silent()).then(|| (p.name.clone(), value.clone()))
        })
        .collect()
}

/// Puts the original values back at the end of a run, however it ended, and tells what could not be put back.
pub(super) async fn original(session: &mut Session<'_>, original: Option<&State>) {
    let Some(original) = original.filter(|_| !session.plan.read_only) else { return };
    let sent = std::mem::take(&mut session.sent);
    let put_back = back_to(session, original, &sent).await;
    tell(session, &put_back);
    let Some(journal) = session.journal() else { return };
    if put_back.is_complete() {
        if let Err(error) = journal.closed("put back") {
            session.emitter.note(error.to_string());
        }
    } else {
        session.obstruct(Obstacle::not_put_back());
    }
}

/// Finishes what an interrupted run left, before this one begins. Leaves an obstacle when that cannot be found out.
pub(super) async fn left_over(session: &mut Session<'_>, left: &LeftOver) -> Result<(), RunError> {
    quiet(session, left).await;
    let put_back = back_to(session, &left.opened.original, &left.sent).await;
    let done = if put_back.done.is_empty() { "nothing".to_owned() } else { put_back.done.join(", ") };
    let (process, since) = (left.opened.pid, &left.opened.started);
    session.emitter.note(format!("the run of process {process}, {since}, was interrupted; put back after it: {done}"));
    tell(session, &put_back);
    if let Some(text) = put_back.obstacle {
        session.obstruct(Obstacle::new("left-over", text));
        return Ok(());
    }
    settle(session, &put_back)
}

/// Removes the journal of values that are back, and keeps that of values that never will be.
fn settle(session: &mut Session<'_>, put_back: &PutBack) -> Result<(), RunError> {
    let Some(journal) = session.plan.journal.clone() else { return Ok(()) };
    if put_back.is_complete() {
        journal.closed("put back")?;
    } else {
        let kept = journal.set_aside()?;
        session.emitter.note(format!("the original values are kept in {kept}"));
    }
    Ok(())
}

fn tell(session: &mut Session<'_>, put_back: &PutBack) {
    for sentence in put_back.sentences() {
        session.emitter.note(sentence);
    }
}

/// Finishes what an interrupted run left of `entity` (a URL). `None` when nothing is left.
///
/// # Errors
/// When the journal cannot be used, or the contract.
pub async fn restore(plan: &Plan, entity: &str, listener: Listener<'_>) -> Result<Option<PutBack>, RunError> {
    let Some(journal) = &plan.journal else { return Ok(None) };
    let schemas = Schemas::compile(&plan.bundle.contract)?;
    let mut session = begin(plan, &schemas, listener)?;
    let started = session.emitter.clock().started();
    let Some(left) = journal.claim(entity, &started)? else { return Ok(None) };
    session.entity = Entity::at(entity);
    quiet(&mut session, &left).await;
    let put_back = back_to(&mut session, &left.opened.original, &left.sent).await;
    if put_back.is_complete() || put_back.gone {
        settle(&mut session, &put_back)?;
    }
    Ok(Some(put_back))
}

/// Reads the entity, puts back what is ours, and reads again.
async fn back_to(session: &mut Session<'_>, original: &Map<String, Value>, sent: &Sent) -> PutBack {
    session.closing = true;
    let readable = std::mem::replace(&mut session.readable, true);
    let put_back = tries(session, original, sent).await;
    session.closing = false;
    session.readable = readable;
    put_back
}

async fn tries(session: &mut Session<'_>, original: &Map<String, Value>, sent: &Sent) -> PutBack {
    let contract = &session.plan.bundle.contract;
    let mut put_back = PutBack::default();
    let (mut refused, mut left) = (false, Map::new());
    for number in 0..TRIES {
        if let Err(stopped) = look(session).await {
            return PutBack { done: put_back.done, ..stopped };
        }
        if number == 0 {
            let found = difference(contract, original, &session.state.clone().unwrap_or_default(), sent);
            put_back.theirs = found.theirs.iter().map(|name| (name.clone(), value(original, name).clone())).collect();
            put_back.service_owned = found.service_owned;
            left = found.ours;
        } else {
            left = still_left(session, left, &mut put_back.done);
        }
        if left.is_empty() {
            break;
        }
        if number > 0 && !session.plan.address.is_loopback() {
            tokio::time::sleep(BETWEEN_TRIES).await;
        }
        if refused {
            // One value that the target refuses must not keep the others from going back.
            for (name, value) in &left {
                send(session, Map::from_iter([(name.clone(), value.clone())]), Role::Restore).await;
            }
        } else {
            refused = send(session, left.clone(), Role::Restore).await.is_some_and(|s| (400..500).contains(&s));
        }
        left = still_left(session, left, &mut put_back.done);
        if left.is_empty() {
            break;
        }
    }
    put_back.failed = left;
    put_back
}

/// What of `wanted` the entity does not show; the rest is done.
fn still_left(session: &Session<'_>, wanted: Map<String, Value>, done: &mut Vec<String>) -> Map<String, Value> {
    let Some(now) = session.state.as_deref() else { return wanted };
    let left = missing(&session.plan.bundle.contract, &wanted, now);
    done.extend(wanted.keys().filter(|name| !left.contains_key(*name)).cloned());
    left
}

/// Reads the entity into the session; what stands in the way when it shows no state.
async fn look(session: &mut Session<'_>) -> Result<(), PutBack> {
    let (exchange, json) = session.read("restore", Role::Restore).await;
    session.state = state_of(&exchange, json.as_ref());
    if session.state.is_some() {
        return Ok(());
    }
    let url = &exchange.request.url;
    let obstacle = match exchange.status() {
        Some(404 | 410) => return Err(PutBack { gone: true, ..PutBack::default() }),
        Some(status @ (401 | 403)) => Some(Obstacle::unauthorised(status, url).text),
        Some(status) => Some(format!("the target answers {status} to a read of {url}")),
        None => Obstacle::no_answer(url, &exchange.outcome).map(|obstacle| obstacle.text),
    };
    Err(PutBack { obstacle: Some(obstacle.unwrap_or_default()), ..PutBack::default() })
}
