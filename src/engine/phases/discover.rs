//! Which entity do we test?

use serde_json::Value;

use super::wire;
use crate::engine::ask::Entity;
use crate::engine::observe::json_of;
use crate::engine::plan::RunError;
use crate::engine::session::Session;
use crate::engine::tell::{Mode, Obstacle};
use crate::model::Role;

/// Fills missing placeholders: on loopback the last one is read from the collection.
pub(super) async fn discover(session: &mut Session<'_>) -> Result<(), RunError> {
    let path = session.plan.bundle.contract.operation.path.clone();
    let mut params = session.plan.params.clone();
    let known = |name: &str| session.plan.params.iter().any(|(n, _)| n == name);
    let missing: Vec<&str> = path.placeholders().into_iter().filter(|name| !known(name)).collect();
    let Some(&name) = missing.first() else { return Ok(()) };
    if session.course.mode == Mode::Rehearsing {
        params.extend(missing.iter().map(|name| ((*name).to_owned(), format!("{{{name}}}"))));
        session.line.entity = Entity::new(session.plan.address.root(), &path, params);
        return Ok(());
    }
    let only_last = missing.len() == 1 && path.placeholders().last() == Some(&name);
    if !session.plan.address.is_loopback() || !only_last {
        return Err(RunError::MissingParam { name: name.to_owned(), path: path.0.clone() });
    }
    let Some(url) = session.line.entity.collection() else {
        return Err(RunError::MissingParam { name: name.to_owned(), path: path.0.clone() });
    };
    let found = first_id(session, &url).await;
    if session.course.is_obstructed() {
        return Ok(());
    }
    let (id, whence) = match (found, documented_id(session)) {
        (Some(id), _) => (id, format!("the first entity of {url}")),
        (None, Some(id)) => (id, format!("the one of the page's example, since {url} lists none")),
        (None, None) if wire::collection(session).await => {
            let text = format!("what {url} answers shows no entity to test on; give --param {name}=VALUE");
            session.course.obstruct(Obstacle::new("nothing-discovered", text));
            return Ok(());
        }
        (None, None) => return Err(RunError::NothingDiscovered { name: name.to_owned(), url }),
    };
    session.course.note(format!("{name} is {id}, {whence}"));
    params.push((name.to_owned(), id));
    session.line.entity = Entity::new(session.plan.address.root(), &path, params);
    Ok(())
}

/// The id that the documented answer shows.
fn documented_id(session: &Session<'_>) -> Option<String> {
    let mut bodies = session.plan.bundle.cases.iter().filter_map(|file| file.case.expect.body.as_ref());
    bodies.find_map(|body| body.get("id")?.as_str()).map(str::to_owned)
}

async fn first_id(session: &mut Session<'_>, url: &str) -> Option<String> {
    let mut draft = session.line.draft_of_read(&session.course);
    url.clone_into(&mut draft.url);
    let exchange = session.ask("preflight", &draft, Role::Preflight).await;
    if let Some(obstacle) = Obstacle::no_answer(url, &exchange.outcome) {
        session.course.obstruct(obstacle);
    }
    if let Some(status @ (401 | 403)) = exchange.status() {
        session.course.obstruct(Obstacle::unauthorised(status, url, &session.plan.credentials()));
    }
    json_of(&exchange)?
        .get("value")?
        .as_array()?
        .iter()
        .find_map(|one| one.get("id").and_then(Value::as_str).map(str::to_owned))
}
