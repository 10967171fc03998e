//! Puts values back: before each try of the shrinker, and at the end of a run.

use serde_json::{Map, Value};

use super::controls::control_of;
use super::session::{Session, State};
use crate::model::{Input, Role};

/// Patches the entity back to `wanted`. Whether its documented, updatable properties then show these values.
pub(super) async fn to_state(session: &mut Session<'_>, wanted: Option<&State>, role: Role) -> bool {
    let Some(wanted) = wanted else { return true };
    let patch = difference(session, wanted);
    if patch.is_empty() {
        return true;
    }
    let Some(template) = session.control.clone() else { return false };
    let restore = control_of(&Input { patch, ..template });
    let observed = session.observe(Input { id: "restore".to_owned(), ..restore }, role).await;
    observed.accepted() && difference(session, wanted).is_empty()
}

/// The updatable properties whose value is not the wanted one, with the wanted value.
fn difference(session: &Session<'_>, wanted: &State) -> Map<String, Value> {
    let now = session.state.as_deref();
    let properties = session.plan.bundle.contract.properties.iter().filter(|p| p.is_updatable());
    properties
        .filter_map(|p| {
            let value = wanted.get(&p.name)?;
            (now.and_then(|state| state.get(&p.name)) != Some(value)).then(|| (p.name.clone(), value.clone()))
        })
        .collect()
}

/// Puts the original values back at the end of a run and says what could not be put back.
pub(super) async fn original(session: &mut Session<'_>, original: Option<&State>) {
    if session.readable {
        let (exchange, json) = session.read("restore", Role::Restore).await;
        session.state = super::session::state_of(&exchange, json.as_ref());
    }
    if to_state(session, original, Role::Restore).await {
        return;
    }
    let Some(original) = original else { return };
    let left: Vec<String> = difference(session, original).keys().cloned().collect();
    session.emitter.note(format!(
        "these properties could not be put back to the values that they had before the run: {}",
        left.join(", ")
    ));
}
