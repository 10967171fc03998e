//! Is there an endpoint, are we let in, and which entity do we test?

use std::rc::Rc;

use serde_json::{Map, Value};

use super::journal::Original;
use super::obstacle::Obstacle;
use super::run::RunError;
use super::session::{Observed, Session, json_of, state_of};
use crate::model::{Exchange, Input, InputBody, Resource, Role, SeedToken, Strength};
use crate::rules::Control;
use crate::target::Draft;

/// Finds the entity and reads it. Leaves an obstacle in the session when the run cannot go on.
///
/// # Errors
/// When a placeholder of the path has no value and none can be discovered.
pub(super) async fn preflight(session: &mut Session<'_>) -> Result<(), RunError> {
    discover(session).await?;
    if !session.obstacles.is_empty() {
        return Ok(());
    }
    claim(session).await?;
    if !session.obstacles.is_empty() {
        return Ok(());
    }
    let (exchange, json) = session.read("preflight", Role::Preflight).await;
    let url = exchange.request.url.clone();
    if let Some(obstacle) = Obstacle::no_answer(&url, &exchange.outcome) {
        session.obstruct(obstacle);
        return Ok(());
    }
    judge(session, exchange.clone(), json.clone());
    session.generator = Rc::new(session.generator.as_ref().clone().with_entity_id(session.entity.id()));
    session.state = state_of(&exchange, json.as_ref());
    session.readable = session.state.is_some();
    match exchange.status() {
        Some(status @ (401 | 403)) => session.obstruct(Obstacle::unauthorised(status, &url)),
        Some(status) if !session.readable && session.plan.journal.is_some() && !session.plan.address.is_loopback() => {
            session.obstruct(Obstacle::new(
                "unreadable",
                format!("a read of {url} answers {status} without an object; what cannot be read cannot be put back"),
            ));
        }
        Some(status) if !session.readable => session.emitter.note(format!(
            "a read of {url} answers {status} without an object; what needs a read of the state is skipped"
        )),
        _ => super::neighbour::find(session).await,
    }
    if session.obstacles.is_empty() {
        open(session)?;
    }
    Ok(())
}

/// Keeps other runs from the entity, and finishes what an interrupted one left of it.
async fn claim(session: &mut Session<'_>) -> Result<(), RunError> {
    let Some(journal) = session.journal() else { return Ok(()) };
    match journal.claim(&session.entity.url(), &session.emitter.clock().started())? {
        Some(left) => super::restore::left_over(session, &left).await,
        None => Ok(()),
    }
}

/// Keeps the original values, before anything is written.
fn open(session: &Session<'_>) -> Result<(), RunError> {
    let (Some(journal), Some(state)) = (session.journal(), &session.state) else { return Ok(()) };
    journal.opened(&Original {
        entity: &session.entity.url(),
        target: session.plan.address.root(),
        params: session.entity.params(),
        started: &session.emitter.clock().started(),
        state,
    })?;
    Ok(())
}

/// Fills missing placeholders: on loopback the last one is read from the collection.
async fn discover(session: &mut Session<'_>) -> Result<(), RunError> {
    let path = session.plan.bundle.contract.operation.path.clone();
    let mut params = session.plan.params.clone();
    let known = |name: &str| session.plan.params.iter().any(|(n, _)| n == name);
    let missing: Vec<&str> = path.placeholders().into_iter().filter(|name| !known(name)).collect();
    let Some(&name) = missing.first() else { return Ok(()) };
    if session.rehearsing {
        params.extend(missing.iter().map(|name| ((*name).to_owned(), format!("{{{name}}}"))));
        session.entity = super::entity::Entity::new(session.plan.address.root(), &path, params);
        return Ok(());
    }
    let only_last = missing.len() == 1 && path.placeholders().last() == Some(&name);
    if !session.plan.address.is_loopback() || !only_last {
        return Err(RunError::MissingParam { name: name.to_owned(), path: path.0.clone() });
    }
    let Some(url) = session.entity.collection() else {
        return Err(RunError::MissingParam { name: name.to_owned(), path: path.0.clone() });
    };
    let found = first_id(session, &url).await;
    if !session.obstacles.is_empty() {
        return Ok(());
    }
    let (id, whence) = match (found, documented_id(session)) {
        (Some(id), _) => (id, format!("the first entity of {url}")),
        (None, Some(id)) => (id, format!("the one of the page's example, since {url} lists none")),
        (None, None) if super::wire::collection(session).await => {
            let text = format!("what {url} answers shows no entity to test on; give --param {name}=VALUE");
            session.obstruct(Obstacle::new("nothing-discovered", text));
            return Ok(());
        }
        (None, None) => return Err(RunError::NothingDiscovered { name: name.to_owned(), url }),
    };
    session.emitter.note(format!("{name} is {id}, {whence}"));
    params.push((name.to_owned(), id));
    session.entity = super::entity::Entity::new(session.plan.address.root(), &path, params);
    Ok(())
}

/// The id that the documented answer shows.
fn documented_id(session: &Session<'_>) -> Option<String> {
    let mut bodies = session.plan.bundle.cases.iter().filter_map(|file| file.case.expect.body.as_ref());
    bodies.find_map(|body| body.get("id")?.as_str()).map(str::to_owned)
}

/// The rules judge the first read like any other answer: a target whose reads are broken must not look quiet.
fn judge(session: &mut Session<'_>, exchange: Exchange, json: Option<Value>) {
    let input = Input {
        id: "read/entity".to_owned(),
        seed: SeedToken::listed("read", 0),
        strength: Strength::Either,
        mutation: None,
        method: "GET".to_owned(),
        resource: Resource::Entity,
        headers: Vec::new(),
        body: InputBody::None,
        patch: Map::new(),
    };
    let (read, attempts) = (Some((exchange.clone(), json.clone())), Vec::new());
    let observed = Observed {
        input,
        exchange,
        json,
        attempts,
        before: None,
        after: None,
        read,
        neighbour: None,
        listed: None,
        position: 0,
    };
    session.rule_on(&observed, Control::NotNeeded);
}

async fn first_id(session: &mut Session<'_>, url: &str) -> Option<String> {
    let mut draft: Draft =
        super::draft::read(&session.entity, session.plan.token.as_ref(), "00000000-0000-4000-8000-000000000000");
    url.clone_into(&mut draft.url);
    let (exchange, _) = session.ask("preflight", &draft, Role::Preflight).await;
    if let Some(obstacle) = Obstacle::no_answer(url, &exchange.outcome) {
        session.obstruct(obstacle);
    }
    if let Some(status @ (401 | 403)) = exchange.status() {
        session.obstruct(Obstacle::unauthorised(status, url));
    }
    json_of(&exchange)?
        .get("value")?
        .as_array()?
        .iter()
        .find_map(|one| one.get("id").and_then(Value::as_str).map(str::to_owned))
}
