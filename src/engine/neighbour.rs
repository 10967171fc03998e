//! Another entity of the same collection, watched so that no write leaks into it. It is only ever read.

use serde_json::Value;

use super::session::{Session, State, json_of, state_of};
use crate::model::{Resource, Role};
use crate::target::Draft;

/// The watched entity.
#[derive(Debug, Clone)]
pub(super) struct Neighbour {
    url: String,
    /// State as last read.
    state: State,
}

/// Looks for another entity in the collection. Without one nothing is watched.
pub(super) async fn find(session: &mut Session<'_>) {
    let Some(url) = session.entity.collection() else { return };
    let collection = get(session, &url, Role::Preflight).await;
    let own = session.entity.id().to_owned();
    let ids = collection.as_ref().and_then(|json| json.get("value")).and_then(Value::as_array).into_iter().flatten();
    let other = ids.filter_map(|one| one.get("id").and_then(Value::as_str)).find(|id| !id.eq_ignore_ascii_case(&own));
    let Some(other) = other.map(str::to_owned) else { return };
    let url = session.entity.resource(&Resource::OtherKey(other));
    if let Some(state) = look(session, &url).await {
        session.neighbour = Some(Neighbour { url, state });
    }
}

/// The neighbour's state at the last look and now.
pub(super) async fn watch(session: &mut Session<'_>) -> Option<(State, State)> {
    let known = session.neighbour.clone()?;
    let now = look(session, &known.url).await?;
    session.neighbour = Some(Neighbour { state: now.clone(), ..known.clone() });
    Some((known.state, now))
}

async fn look(session: &mut Session<'_>, url: &str) -> Option<State> {
    let draft = draft(session, url);
    let (exchange, _) = session.ask("neighbour", &draft, Role::Read).await;
    state_of(&exchange, json_of(&exchange).as_ref())
}

async fn get(session: &mut Session<'_>, url: &str, role: Role) -> Option<Value> {
    let draft = draft(session, url);
    let (exchange, _) = session.ask("neighbour", &draft, role).await;
    json_of(&exchange)
}

fn draft(session: &Session<'_>, url: &str) -> Draft {
    let id = super::draft::request_id(session.plan.seed, session.stats.requests);
    let mut draft = super::draft::read(&session.entity, session.plan.token.as_ref(), &id);
    url.clone_into(&mut draft.url);
    draft
}
