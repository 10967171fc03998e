//! Makes a failing input small, with the state put back before each try, and finds what else it takes to fail.

use std::rc::Rc;

use proptest::strategy::ValueTree as _;

use super::again::{Quest, again, enough, exhausted};
use super::shrunk::{Shrunk, tell, worthwhile};
use super::steps::{found, minimal};
use crate::engine::judge::Broken;
use crate::engine::observe::Observed;
use crate::engine::session::Session;
use crate::generate::Shrinker;
use crate::rules::Control;

/// Tries for one finding.
const TRIES: u64 = 48;

/// Shrinks every finding of `ids` that `observed` was the first to show.
pub async fn shrink_all(session: &mut Session<'_>, observed: &Observed, control: Control, ids: Vec<String>) {
    let watch = observed.neighbour.is_some() || observed.listed.is_some();
    for (id, broken) in worthwhile(session, observed, control, &ids) {
        let quest = Quest { id: &id, control, start: observed.before.clone(), watch, behind_read: false };
        session.effort.begin();
        shrink(session, &quest, observed, broken).await;
    }
}

/// Makes one finding small: the input alone, else twice in a row, else with what was sent before it.
pub async fn shrink(session: &mut Session<'_>, quest: &Quest<'_>, observed: &Observed, first: Broken) {
    let as_seen = Shrunk::as_seen(observed, first);
    if exhausted(session) {
        return tell(session, quest, as_seen).await;
    }
    for times in 1..=2 {
        let steps = vec![observed.input.clone(); times];
        if let Some((broken, times)) = again(session, quest, &steps).await {
            let shrunk = input(session, quest, observed, times, broken).await;
            return tell(session, quest, shrunk).await;
        }
    }
    let shrunk = history(session, quest, observed).await.unwrap_or(as_seen);
    tell(session, quest, shrunk).await;
}

/// The input fails when it is sent so many times from the start: it is made smaller.
async fn input(
    session: &mut Session<'_>,
    quest: &Quest<'_>,
    observed: &Observed,
    times: usize,
    first: Broken,
) -> Shrunk {
    let generator = Rc::clone(&session.inputs.generator);
    let mut shrinker = Shrinker::new(&generator, observed.input.clone());
    let (mut smallest, mut broken) = (observed.input.clone(), first);
    let mut tries = 0;
    let mut more = shrinker.simplify();
    while more && tries < TRIES && !enough(session) {
        let candidate = shrinker.current();
        tries += 1;
        session.effort.try_smaller();
        more = match again(session, quest, &vec![candidate.clone(); times]).await {
            Some((again, _)) => {
                (smallest, broken) = (candidate, again);
                shrinker.simplify()
            }
            None => shrinker.complicate(),
        };
    }
    Shrunk { steps: vec![smallest; times], start: quest.start.clone(), broken, tries }
}

/// The input alone does not fail: what was sent before it belongs to it.
async fn history(session: &mut Session<'_>, quest: &Quest<'_>, observed: &Observed) -> Option<Shrunk> {
    let (steps, start, broken) = found(session, quest, &observed.input, observed.position).await?;
    let quest = Quest { start: start.clone(), ..quest.clone() };
    let (steps, broken) = minimal(session, &quest, steps, broken).await;
    Some(Shrunk { tries: steps.len() as u64, steps, start, broken })
}
