//! An object that a run asked for and whose id it may never learn: known before the create goes out, and found by its marker.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::own::{Outcome, delete};
use super::put_back::PutBack;
use crate::engine::ask::Entity;
use crate::engine::observe::json_of;
use crate::engine::plan::{Journal, Original, RunError, Throwaway};
use crate::engine::session::Session;
use crate::journal::Marker;
use crate::model::{Access, Input, Role};

/// Pages of a collection that are looked through.
const MOST_PAGES: usize = 50;
/// Looks at a collection: a target elsewhere may list an object a little later.
const LOOKS: u32 = 4;
/// Time between two looks at a target that is not on this machine.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);

/// The journal of an object before there is one, and the create of that object.
#[derive(Debug)]
pub struct Announced {
    journal: Arc<dyn Journal>,
    pub create: Input,
    pub marker: Marker,
}

impl Announced {
    /// The object is known by its id, or was never made: nothing is left to look for.
    ///
    /// # Errors
    /// When the journal cannot be removed.
    pub fn settle(&self) -> Result<(), RunError> {
        Ok(self.journal.closed("known by its id, or never made")?)
    }
}

/// Keeps in a journal of its own that an object with a marker is about to be made. `None` for a run without a journal, and
/// when nothing that is sent could carry a marker.
///
/// # Errors
/// When it cannot be kept: then no create may follow.
pub fn announce(session: &Session<'_>, own: &Throwaway) -> Result<Option<Announced>, RunError> {
    let Some(journal) = session.journal().map(|journal| journal.beside()) else { return Ok(None) };
    let word = journal.mark();
    let Some((create, marker)) = own.marked(&session.plan.bundle.contract, &word) else { return Ok(None) };
    let Some(collection) = session.line.entity.collection() else { return Ok(None) };
    let (entity, started) = (format!("{collection}/docproof-{word}"), session.course.clock().started());
    journal.claim(&entity, &started)?;
    journal.opened(&Original {
        entity: &entity,
        target: session.plan.address.root(),
        params: &session.plan.params,
        started: &started,
        state: &create.patch,
        throwaway: true,
        marker: Some(&marker),
    })?;
    Ok(Some(Announced { journal, create, marker }))
}

/// Looks in the collection above `entity` for objects with the marker, and removes them.
pub(super) async fn remove_marked(session: &mut Session<'_>, entity: &str, marker: &Marker) -> PutBack {
    let collection = entity.rsplit_once('/').map_or(entity, |(collection, _)| collection).to_owned();
    let obstacle = match found(session, &collection, marker).await {
        Some(urls) => remove_all(session, urls).await.err(),
        None => Some(format!(
            "{collection} does not list its objects; look there for one whose {} is \"{}\", and delete it",
            marker.property, marker.value
        )),
    };
    PutBack { is_own: true, obstacle, ..PutBack::default() }
}

/// URLs of the objects that carry the marker; `None` when the collection cannot be looked through.
async fn found(session: &mut Session<'_>, collection: &str, marker: &Marker) -> Option<Vec<String>> {
    let looks = if session.plan.address.is_loopback() { 1 } else { LOOKS };
    let mut all = Vec::new();
    for number in 0..looks {
        if number > 0 {
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        all = listed(session, collection, marker).await?;
        if !all.is_empty() {
            break;
        }
    }
    Some(all)
}

/// One look through all pages of the collection.
async fn listed(session: &mut Session<'_>, collection: &str, marker: &Marker) -> Option<Vec<String>> {
    let (mut next, mut all) = (Some(collection.to_owned()), Vec::new());
    for _ in 0..MOST_PAGES {
        let Some(url) = next.take() else { return Some(all) };
        let mut draft = session.line.draft_of_read(&session.course);
        draft.url = url;
        let exchange = session.ask("left-over", &draft, Role::Restore).await;
        let page = json_of(&exchange).filter(|_| exchange.status() == Some(200))?;
        let carries = |object: &&Value| object.get(&marker.property).and_then(Value::as_str) == Some(&marker.value);
        let objects = page.get("value")?.as_array()?.iter().filter(carries);
        all.extend(objects.filter_map(|object| Some(Entity::below(collection, object.get(key(session))?.as_str()?))));
        // A token goes nowhere but to the target.
        let link = page.get("@odata.nextLink").and_then(Value::as_str).map(str::to_owned);
        next = link.filter(|link| link.starts_with(session.plan.address.root()));
    }
    None
}

fn key<'p>(session: &Session<'p>) -> &'p str {
    let key = session.plan.bundle.contract.properties.iter().find(|property| property.access == Access::Key);
    key.map_or("id", |property| property.name.as_str())
}

/// Deletes each object.
///
/// # Errors
/// Why one could not be.
async fn remove_all(session: &mut Session<'_>, urls: Vec<String>) -> Result<(), String> {
    let input = Throwaway::delete_of(&session.plan.bundle.contract)
        .map_err(|_| "the contract no longer documents a delete".to_owned())?;
    for url in urls {
        session.line.entity = Entity::at(&url);
        match delete(session, input.clone()).await.1 {
            Outcome::Gone => session.course.note(format!("found by its marker and removed: {url}")),
            Outcome::Left(why) | Outcome::Unknown(why) => return Err(why),
        }
    }
    Ok(())
}
