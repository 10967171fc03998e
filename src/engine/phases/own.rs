//! Makes an object of the run's own, so that nothing is touched that matters to anybody.

use std::time::Duration;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::engine::ask::Entity;
use crate::engine::mend::{Announced, announce, leave};
use crate::engine::observe::Observed;
use crate::engine::plan::{Original, RunError, Throwaway};
use crate::engine::session::Session;
use crate::engine::tell::{Mode, Obstacle};
use crate::model::{Access, Contract, Exchange, Role};
use crate::rules::{Control, Subject};

/// Looks at a created object: a target elsewhere may need a moment to show it.
const LOOKS: u32 = 4;
/// Time between two looks at a target that is not on this machine.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);

/// Creates the object, keeps its URL in the journal before anything else, and judges what was answered. Leaves an obstacle
/// when there is no object to test on.
///
/// # Errors
/// When the path needs another value than the id, or the journal cannot be kept: the object is removed then.
pub(super) async fn create_own(session: &mut Session<'_>, own: &Throwaway) -> Result<(), RunError> {
    let name = placeholder(session)?;
    let announced = announce(session, own)?;
    let create = announced.as_ref().map_or(&own.create, |announced| &announced.create);
    let draft = session.line.draft_of(&session.course, create, 0);
    let asked = session.line.ask_input(&mut session.course, create, draft, Role::Subject).await;
    let (exchange, attempts) = asked;
    if session.course.mode == Mode::Rehearsing {
        turn_to(session, &name, "{created}");
        session.ledger.is_own = true;
        return Ok(());
    }
    // What an answer does not tell may have been made all the same.
    let is_unknown = |exchange: &Exchange| exchange.status().is_none_or(|status| status >= 500);
    let unknown = is_unknown(&exchange) || attempts.iter().any(is_unknown);
    if let Some(obstacle) = Obstacle::no_answer(&exchange.request.url, &exchange.outcome) {
        session.course.obstruct(obstacle);
        return settled(session, announced.as_ref(), unknown);
    }
    let lone = Observed::lone(create.clone(), exchange);
    let mut observed = Observed { subject: Subject::Create, attempts, ..lone };
    let id = id_of(&session.plan.bundle.contract, &observed).filter(|_| observed.accepted());
    let Some(id) = id else {
        session.rule_on(&observed, Control::Accepted);
        session.course.obstruct(nothing_made(&observed, &session.plan.credentials()));
        return settled(session, announced.as_ref(), unknown || observed.accepted());
    };
    turn_to(session, &name, &id);
    session.ledger.is_own = true;
    if let Err(error) = keep(session, &observed) {
        leave(session, None).await;
        return Err(error);
    }
    settled(session, announced.as_ref(), unknown)?;
    session.course.note(format!("{name} is {id}, made for this run and removed at its end"));
    let control = look_at(session, &own.create.id).await;
    observed.after.clone_from(&session.sight.state);
    session.rule_on(&observed, control);
    if session.sight.state.is_none() {
        let url = session.line.entity.url();
        session.course.obstruct(Obstacle::new("own-unreadable", format!("what was created cannot be read at {url}")));
    }
    Ok(())
}

/// Closes the journal of an object without id, unless there may be one that nobody has seen.
fn settled(session: &mut Session<'_>, announced: Option<&Announced>, unknown: bool) -> Result<(), RunError> {
    let Some(announced) = announced else { return Ok(()) };
    if !unknown {
        return announced.settle();
    }
    let (property, value) = (&announced.marker.property, &announced.marker.value);
    session.course.note(format!(
        "the target may have made an object whose {property} is \"{value}\" and not said so; `docproof restore` or the next run looks for it and removes it"
    ));
    Ok(())
}

/// The placeholder of the id; the others must have their values.
fn placeholder(session: &Session<'_>) -> Result<String, RunError> {
    let path = &session.plan.bundle.contract.operation.path;
    let mut names = path.placeholders();
    let last = names.pop().unwrap_or_default().to_owned();
    let is_given = |name: &&str| session.plan.params.iter().any(|(given, _)| given == name) || **name == *last;
    match names.into_iter().find(|name| !is_given(name)) {
        Some(missing) => Err(RunError::MissingParam { name: missing.to_owned(), path: path.0.clone() }),
        None => Ok(last),
    }
}

fn turn_to(session: &mut Session<'_>, name: &str, id: &str) {
    let params = session.plan.params.iter().cloned().chain([(name.to_owned(), id.to_owned())]).collect();
    let path = &session.plan.bundle.contract.operation.path;
    session.line.entity = Entity::new(session.plan.address.root(), path, params);
}

/// The key in the answer's body, else the end of its `Location`.
fn id_of(contract: &Contract, observed: &Observed) -> Option<String> {
    let key = contract.properties.iter().find(|property| property.access == Access::Key);
    let shown = observed.json.as_ref().and_then(|body| body.get(key.map_or("id", |property| property.name.as_str())));
    let shown = match shown {
        Some(Value::String(id)) => Some(id.clone()),
        Some(Value::Number(id)) => Some(id.to_string()),
        _ => None,
    };
    let located = || {
        let location = observed.exchange.response()?.header("location")?;
        let last = location.trim_end_matches('/').rsplit('/').next()?;
        let key = last.split_once("('").and_then(|(_, rest)| rest.strip_suffix("')")).unwrap_or(last);
        Some(percent_decode_str(key).decode_utf8_lossy().into_owned())
    };
    shown.or_else(located).filter(|id| !id.is_empty())
}

/// Keeps the object in the journal, so that a run that is killed leaves nothing behind.
fn keep(session: &Session<'_>, observed: &Observed) -> Result<(), RunError> {
    let Some(journal) = session.journal() else { return Ok(()) };
    let (url, started) = (session.line.entity.url(), session.course.clock().started());
    journal.claim(&url, &started)?;
    let nothing = Map::new();
    journal.opened(&Original {
        entity: &url,
        target: session.plan.address.root(),
        params: session.line.entity.params(),
        started: &started,
        state: observed.json.as_ref().and_then(Value::as_object).unwrap_or(&nothing),
        throwaway: true,
        marker: None,
    })?;
    Ok(())
}

/// Reads the object into the session; whether the target gave an answer to go by.
async fn look_at(session: &mut Session<'_>, case: &str) -> Control {
    let looks = if session.plan.address.is_loopback() { 1 } else { LOOKS };
    let mut status = None;
    for number in 0..looks {
        if number > 0 {
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        status = session.look(case, Role::Preflight).await.0.status();
        if session.sight.state.is_some() {
            return Control::Accepted;
        }
    }
    if matches!(status, Some(404 | 410)) { Control::Accepted } else { Control::Refused }
}

fn nothing_made(observed: &Observed, credentials: &str) -> Obstacle {
    let url = &observed.exchange.request.url;
    match observed.exchange.status() {
        Some(status @ (401 | 403)) => Obstacle::unauthorised(status, url, credentials),
        Some(status @ 200..=299) => Obstacle::new(
            "created-unknown",
            format!("the target answered {status} to the create at {url} and named no id"),
        ),
        Some(status) => Obstacle::new(
            "not-created",
            format!("the target answered {status} to the documented create at {url}, so there is no object to test on"),
        ),
        None => Obstacle::new("not-created", format!("the target gave no answer to the create at {url}")),
    }
}
