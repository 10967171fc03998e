//! Puts the entity back to a state: before each try to show a deviation again.

use serde_json::{Map, Value};

use crate::engine::observe::State;
use crate::engine::plan::control_of;
use crate::engine::session::Session;
use crate::equality::compare;
use crate::model::{Input, InputBody, Role};

/// Patches the entity back to `wanted`. Whether its documented, updatable properties then show these values.
pub async fn to_state(session: &mut Session<'_>, wanted: Option<&State>, role: Role) -> bool {
    let Some(wanted) = wanted else { return true };
    let patch = differing(session, wanted);
    if patch.is_empty() {
        return true;
    }
    send(session, patch, role).await.is_some_and(|status| (200..300).contains(&status))
        && differing(session, wanted).is_empty()
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
