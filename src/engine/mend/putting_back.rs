//! Puts original values back, as far as they are still ours to put back.

use std::time::Duration;

use serde_json::{Map, Value};

use super::put_back::PutBack;
use super::rewind::send;
use crate::engine::observe::{difference, missing, value};
use crate::engine::session::Session;
use crate::engine::tell::{Mode, Obstacle};
use crate::journal::Sent;
use crate::model::Role;

/// Tries to put the original values back: a target may have just been throttling, or be slow to show them.
const TRIES: u32 = 3;
/// Time between two tries on a target that is not on this machine.
const BETWEEN_TRIES: Duration = Duration::from_secs(1);

/// Reads the entity, puts back what is ours, and reads again.
pub async fn back_to(session: &mut Session<'_>, original: &Map<String, Value>, sent: &Sent) -> PutBack {
    let mode = session.course.mode;
    if mode == Mode::Running {
        session.course.mode = Mode::PuttingBack;
    }
    let readable = std::mem::replace(&mut session.sight.readable, true);
    let put_back = tries(session, original, sent).await;
    session.course.mode = mode;
    session.sight.readable = readable;
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
            let found = difference(contract, original, &session.sight.state.clone().unwrap_or_default(), sent);
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
    let Some(now) = session.sight.state.as_deref() else { return wanted };
    let left = missing(&session.plan.bundle.contract, &wanted, now);
    done.extend(wanted.keys().filter(|name| !left.contains_key(*name)).cloned());
    left
}

/// Reads the entity into the session; what stands in the way when it shows no state.
async fn look(session: &mut Session<'_>) -> Result<(), PutBack> {
    let (exchange, _) = session.look("restore", Role::Restore).await;
    if session.sight.state.is_some() {
        return Ok(());
    }
    let url = &exchange.request.url;
    let obstacle = match exchange.status() {
        Some(404 | 410) => return Err(PutBack { gone: true, ..PutBack::default() }),
        Some(status @ (401 | 403)) => Some(Obstacle::unauthorised(status, url, &session.plan.credentials()).text),
        Some(status) => Some(format!("the target answers {status} to a read of {url}")),
        None => Obstacle::no_answer(url, &exchange.outcome).map(|obstacle| obstacle.text),
    };
    Err(PutBack { obstacle: Some(obstacle.unwrap_or_default()), ..PutBack::default() })
}
