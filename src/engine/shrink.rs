//! Makes a failing input small, with the state put back before each try, and finds what else it takes to fail.

use std::rc::Rc;

use proptest::strategy::ValueTree as _;

use super::court::Broken;
use super::findings::{finding, group, steps_of};
use super::history::{self, Quest};
use super::session::{Observed, Session, State};
use crate::event::EventKind;
use crate::generate::Shrinker;
use crate::model::{Input, Level};
use crate::rules::Control;

/// Tries for one finding.
const TRIES: u64 = 48;
/// Tries for all findings of a run: a target that is broken everywhere must not take forever.
const TRIES_OF_RUN: u64 = 900;

/// Shrinks every finding of `ids` that `observed` was the first to show.
pub(super) async fn all(session: &mut Session<'_>, observed: &Observed, control: Control, ids: Vec<String>) {
    for (id, broken) in worthwhile(session, observed, control, &ids) {
        one(session, observed, control, &id, broken).await;
    }
}

/// The findings of `ids` that are worth the requests of making them small.
pub(super) fn worthwhile(
    session: &Session<'_>,
    observed: &Observed,
    control: Control,
    ids: &[String],
) -> Vec<(String, Broken)> {
    if ids.is_empty() || session.plan.first_only {
        return Vec::new();
    }
    let broken = session.ruling(observed, control).broken.into_iter();
    let named = broken.map(|broken| (group(broken.rule.id, &broken.observation), broken));
    named
        .filter(|(id, broken)| {
            ids.contains(id) && broken.observation.level.unwrap_or(broken.rule.level) <= Level::Should
        })
        .collect()
}

/// What is left of a finding: the steps that show it from `start`, the last one failing.
pub(super) struct Shrunk {
    pub(super) steps: Vec<Input>,
    pub(super) start: Option<State>,
    pub(super) broken: Broken,
    pub(super) tries: u64,
}

/// Makes one finding small: the input alone, else with what was sent before it.
pub(super) async fn one(session: &mut Session<'_>, observed: &Observed, control: Control, id: &str, first: Broken) {
    let watch = observed.neighbour.is_some() || observed.listed.is_some();
    let quest = Quest { id, control, start: observed.before.clone(), watch };
    let as_seen =
        Shrunk { steps: vec![observed.input.clone()], start: observed.before.clone(), broken: first, tries: 0 };
    let shrunk = if session.ended() || session.shrink_tries >= TRIES_OF_RUN {
        as_seen
    } else if let Some((broken, _)) = history::again(session, &quest, &as_seen.steps).await {
        input(session, &quest, observed, broken).await
    } else {
        history(session, &quest, observed).await.unwrap_or(as_seen)
    };
    tell(session, &quest, shrunk).await;
}

/// Tells the shrunken finding and how steady it is.
pub(super) async fn tell(session: &mut Session<'_>, quest: &Quest<'_>, shrunk: Shrunk) {
    let quest = Quest { start: shrunk.start, ..quest.clone() };
    let reproduced = history::reproduced(session, &quest, &shrunk.steps).await;
    let Some(last) = shrunk.steps.last() else { return };
    let mut finding = finding(quest.id.to_owned(), &shrunk.broken, last, &shrunk.broken.exchange, session.plan);
    finding.reproduced = reproduced;
    if shrunk.steps.len() > 1 {
        finding.sequence = steps_of(&shrunk.steps, false);
    }
    session.emitter.emit(EventKind::FindingShrunk { finding: Box::new(finding), tries: shrunk.tries });
}

/// The input alone fails: it is made smaller.
async fn input(session: &mut Session<'_>, quest: &Quest<'_>, observed: &Observed, first: Broken) -> Shrunk {
    let generator = Rc::clone(&session.generator);
    let mut shrinker = Shrinker::new(&generator, observed.input.clone());
    let (mut smallest, mut broken) = (observed.input.clone(), first);
    let mut tries = 0;
    let mut more = shrinker.simplify();
    while more && tries < TRIES && session.shrink_tries < TRIES_OF_RUN && !session.ended() {
        let candidate = shrinker.current();
        tries += 1;
        session.shrink_tries += 1;
        more = match history::again(session, quest, std::slice::from_ref(&candidate)).await {
            Some((again, _)) => {
                (smallest, broken) = (candidate, again);
                shrinker.simplify()
            }
            None => shrinker.complicate(),
        };
    }
    Shrunk { steps: vec![smallest], start: quest.start.clone(), broken, tries }
}

/// The input alone does not fail: what was sent before it belongs to it.
async fn history(session: &mut Session<'_>, quest: &Quest<'_>, observed: &Observed) -> Option<Shrunk> {
    let (steps, start, broken) = history::found(session, quest, &observed.input, observed.position).await?;
    let quest = Quest { start: start.clone(), ..quest.clone() };
    let (steps, broken) = history::minimal(session, &quest, steps, broken).await;
    Some(Shrunk { tries: steps.len() as u64, steps, start, broken })
}
