//! Puts the entity back to a state: before each try to show a deviation again.

use serde_json::{Map, Value};

use crate::engine::ask::is_write;
use crate::engine::observe::State;
use crate::engine::plan::control_of;
use crate::engine::session::Session;
use crate::equality::compare;
use crate::model::{Input, InputBody, Role, Strength};

/// Patches the entity back to `wanted`, from where `next` follows. Whether the target took that.
///
/// What reads show then may still be something else: late, stale and altered values are what many findings are about, and
/// each try is judged by the state that was seen before it.
pub async fn to_state(session: &mut Session<'_>, wanted: Option<&State>, next: Option<&Input>, role: Role) -> bool {
    let Some(wanted) = wanted else { return true };
    let patch = way_back(session, wanted, next);
    if patch.is_empty() {
        return true;
    }
    let is_taken = send(session, patch, role).await.is_some_and(|status| (200..300).contains(&status));
    if is_taken && !differing(session, wanted).is_empty() {
        session.look("restore", role).await;
        let left = differing(session, wanted);
        if !left.is_empty() {
            send(session, left, role).await;
        }
    }
    is_taken
}

/// What to patch. On this machine a valid patch never follows itself, nor a way back that is the same patch: what only
/// its repetition shows must not look as if the patch alone showed it.
fn way_back(session: &Session<'_>, wanted: &State, next: Option<&Input>) -> Map<String, Value> {
    let mut patch = differing(session, wanted);
    let is_local = session.plan.address.is_loopback();
    let Some(next) = next.filter(|next| is_local && next.strength == Strength::Valid && is_write(&next.method)) else {
        return patch;
    };
    if patch.is_empty() || patch == next.patch {
        let properties = session.plan.bundle.contract.properties.iter().filter(|p| p.is_updatable());
        let shown = properties.filter_map(|p| Some((p.name.clone(), wanted.get(&p.name)?.clone())));
        patch = shown.filter(|(_, value)| !value.is_null()).collect();
    }
    if patch == next.patch && patch.len() > 1 {
        patch = patch.into_iter().skip(1).collect();
    }
    patch
}

/// Sends a patch; the status of the answer.
pub(super) async fn send(session: &mut Session<'_>, patch: Map<String, Value>, role: Role) -> Option<u16> {
    let template = session.inputs.documented.clone();
    let input = control_of(&Input { body: InputBody::Patch(patch.clone()), patch, ..template });
    session.observe(Input { id: "restore".to_owned(), ..input }, role).await.exchange.status()
}

/// The updatable properties whose value is not the wanted one, with the wanted value.
fn differing(session: &Session<'_>, wanted: &State) -> Map<String, Value> {
    let now = session.sight.state.as_deref();
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
