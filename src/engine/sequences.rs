//! Random sequences of patches, reads and refused patches: what only shows after something else.

use std::rc::Rc;
use std::sync::Arc;

use serde_json::Map;

use super::history::{self, Quest};
use super::session::{Observed, Session, State};
use super::shrink::{self, Shrunk};
use crate::generate::{Generator, SEQUENCE_STREAM, Sequence};
use crate::model::{Input, Role, SeedToken, Strength};
use crate::rules::Control;

/// Longest sequence.
const LONGEST: usize = 12;
/// Longest sequence on a target that is not on this machine.
const LONGEST_LIVE: usize = 6;
/// Sequences that are tried to make one finding small.
const TRIES: u64 = 24;

/// Random sequences of together about `steps` steps.
pub(super) async fn sequences(session: &mut Session<'_>, steps: usize) {
    let generator = Arc::new(session.generator.as_ref().clone());
    let (mut left, mut number) = (steps, 0);
    while left > 0 && !session.ended() {
        let token = SeedToken::derive(session.plan.seed, SEQUENCE_STREAM, number);
        let sent = one(session, &generator, &token, left).await;
        if sent == 0 {
            return;
        }
        left = left.saturating_sub(sent);
        number += 1;
    }
}

/// The sequence of one seed, as a replay asks for it.
pub(super) async fn only(session: &mut Session<'_>, token: &SeedToken) {
    let generator = Arc::new(Generator::clone(&Rc::clone(&session.generator)));
    one(session, &generator, token, usize::MAX).await;
}

/// Sends the sequence of `token` until it shows something new. How many steps were sent.
async fn one(session: &mut Session<'_>, generator: &Arc<Generator>, token: &SeedToken, most: usize) -> usize {
    let longest = if session.plan.address.is_loopback() { LONGEST } else { LONGEST_LIVE };
    let start = session.state.clone();
    let now = start.as_deref().cloned().unwrap_or_else(Map::new);
    let Ok(sequence) = Sequence::new(generator, token, &now, longest) else { return 0 };
    let mut control = if session.control_is_provisional { Control::Refused } else { Control::Accepted };
    for (index, step) in sequence.steps().iter().take(most).enumerate() {
        if session.ended() {
            return index;
        }
        let observed = session.observe(step.clone(), Role::Subject).await;
        let guard = if step.strength == Strength::Valid { Control::NotNeeded } else { control };
        let found = session.rule_on(&observed, guard);
        if step.strength == Strength::Valid && step.method != "GET" {
            control = if observed.accepted() { Control::Accepted } else { Control::Refused };
        }
        if !found.is_empty() {
            let sequence = (generator, token, start.as_ref(), longest);
            shrunk(session, sequence, &observed, index, guard, &found).await;
            return index + 1;
        }
    }
    sequence.steps().len().min(most)
}

/// A sequence as it was sent: what made it, the state before it, and its longest length.
type Sent<'s> = (&'s Arc<Generator>, &'s SeedToken, Option<&'s State>, usize);

/// Makes what step `index` was the first to show small: the step alone, else the sequence up to it.
async fn shrunk(
    session: &mut Session<'_>,
    sequence: Sent<'_>,
    observed: &Observed,
    index: usize,
    control: Control,
    ids: &[String],
) {
    for (id, broken) in shrink::worthwhile(session, observed, control, ids) {
        let quest = Quest { id: &id, control, start: observed.before.clone(), watch: false };
        let alone = history::again(session, &quest, std::slice::from_ref(&observed.input)).await;
        let whole = Quest { start: sequence.2.cloned(), ..quest.clone() };
        match (alone, by_tree(session, sequence, &whole, index).await) {
            (None, Some((steps, broken, tries))) if steps.len() > 1 => {
                let (steps, broken) = history::minimal(session, &whole, steps, broken).await;
                shrink::tell(session, &whole, Shrunk { steps, start: whole.start.clone(), broken, tries }).await;
            }
            _ => shrink::one(session, observed, control, &id, broken).await,
        }
    }
}

/// The smaller sequences of the same seed, as long as they fail.
async fn by_tree(
    session: &mut Session<'_>,
    (generator, token, start, longest): Sent<'_>,
    quest: &Quest<'_>,
    index: usize,
) -> Option<(Vec<Input>, super::court::Broken, u64)> {
    let now = start.map_or_else(Map::new, |state| state.as_ref().clone());
    let mut sequence = Sequence::new(generator, token, &now, longest).ok()?;
    let whole = sequence.steps()[..=index].to_vec();
    let (mut broken, length) = history::again(session, quest, &whole).await?;
    let mut best = whole[..length].to_vec();
    sequence.seen(length);
    let mut tries = 0;
    let mut more = sequence.smaller(true);
    while more && tries < TRIES && !history::exhausted(session) {
        tries += 1;
        let candidate = sequence.steps().to_vec();
        more = match history::again(session, quest, &candidate).await {
            Some((again, length)) => {
                (best, broken) = (candidate[..length].to_vec(), again);
                sequence.smaller(true)
            }
            None => sequence.smaller(false),
        };
    }
    Some((best, broken, tries))
}
