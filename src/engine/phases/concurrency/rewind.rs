//! Back to where a group of parallel patches began.

use serde_json::{Map, Value};

use super::group::input;
use super::outcome::observe;
use crate::engine::mend::to_state;
use crate::engine::observe::State;
use crate::engine::session::Session;
use crate::model::{Input, Role};

/// Takes the group back by patches that are sent at once, as it was: what such writes leave in another entity, only such
/// writes take out of it, and what it holds already a second try cannot show. Whether the entity is as at the start.
pub async fn rewind_together(session: &mut Session<'_>, group: &[Input], start: Option<&State>) -> bool {
    let names = || group.iter().flat_map(|input| input.patch.keys());
    let was = |name: &String| Some((name.clone(), start?.get(name).filter(|value| !value.is_null())?.clone()));
    let patch: Map<String, Value> = names().filter_map(was).collect();
    if !patch.is_empty() {
        let one = |(number, template)| input(template, &format!("back/{number}"), 0, patch.clone());
        let back: Vec<Input> = group.iter().enumerate().map(one).collect();
        observe(session, &back, Role::Restore).await;
    }
    let is_back = to_state(session, start, None, Role::Restore).await;
    session.find_neighbours().await;
    is_back
}
