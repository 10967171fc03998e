//! Makes a failing input small, with the state put back before each try.

use std::rc::Rc;

use proptest::strategy::ValueTree as _;

use super::court::Broken;
use super::findings::{finding, group};
use super::restore;
use super::session::{Observed, Session};
use crate::event::EventKind;
use crate::generate::Shrinker;
use crate::model::{Input, Level, Role};
use crate::rules::Control;

/// Tries for one finding.
const TRIES: u64 = 48;
/// Tries for all findings of a run: a target that is broken everywhere must not take forever.
const TRIES_OF_RUN: u64 = 900;

/// Shrinks every finding of `ids` that `observed` was the first to show.
pub(super) async fn all(session: &mut Session<'_>, observed: &Observed, control: Control, ids: Vec<String>) {
    if ids.is_empty() || session.plan.first_only {
        return;
    }
    for broken in session.ruling(observed, control).broken {
        let id = group(broken.rule.id, &broken.observation);
        if ids.contains(&id) && broken.observation.level.unwrap_or(broken.rule.level) <= Level::Should {
            one(session, observed, control, &id, broken).await;
        }
    }
}

async fn one(session: &mut Session<'_>, observed: &Observed, control: Control, id: &str, first: Broken) {
    let generator = Rc::clone(&session.generator);
    let mut shrinker = Shrinker::new(&generator, observed.input.clone());
    let (mut smallest, mut best) = (observed.input.clone(), first);
    let mut tries = 0;
    let mut more = shrinker.simplify();
    while more && tries < TRIES && session.shrink_tries < TRIES_OF_RUN && !session.ended() {
        let candidate = shrinker.current();
        tries += 1;
        session.shrink_tries += 1;
        let again = try_one(session, observed, &candidate, control, id).await;
        more = if let Some(broken) = again {
            (smallest, best) = (candidate, broken);
            shrinker.simplify()
        } else {
            shrinker.complicate()
        };
    }
    let shrunk = finding(id.to_owned(), &best, &smallest, &best.exchange, session.plan);
    session.emitter.emit(EventKind::FindingShrunk { finding: Box::new(shrunk), tries });
}

/// Whether `candidate` still breaks the same rule at the same place for the same cause.
async fn try_one(
    session: &mut Session<'_>,
    first: &Observed,
    candidate: &Input,
    control: Control,
    id: &str,
) -> Option<Broken> {
    if !restore::to_state(session, first.before.as_ref(), Role::Restore).await {
        return None;
    }
    let observed = session.observe(candidate.clone(), Role::Shrink).await;
    session
        .ruling(&observed, control)
        .broken
        .into_iter()
        .find(|broken| group(broken.rule.id, &broken.observation) == id)
}
