//! Makes a failing sequence short: by the tree that made it, then step by step.

use std::sync::Arc;

use serde_json::Map;

use crate::engine::judge::Broken;
use crate::engine::mend::{Quest, Shrunk, again, enough, minimal, shrink, tell, worthwhile};
use crate::engine::observe::{Observed, State};
use crate::engine::session::Session;
use crate::generate::{Generator, Sequence};
use crate::model::{Input, SeedToken};
use crate::rules::Control;

/// Sequences that are tried to make one finding small.
const TRIES: u64 = 24;

/// A sequence as it was sent: what made it, the state before it, its longest length, and the step that failed.
#[derive(Debug, Clone, Copy)]
pub struct SentSequence<'s> {
    pub generator: &'s Arc<Generator>,
    pub token: &'s SeedToken,
    pub start: Option<&'s State>,
    pub longest: usize,
    pub failed: usize,
    /// Whether a read came before it on its connection.
    pub behind_read: bool,
}

/// Makes what the last step was the first to show small: the step alone, else the sequence up to it.
pub async fn shrink_sequence(
    session: &mut Session<'_>,
    sent: &SentSequence<'_>,
    observed: &Observed,
    control: Control,
    ids: &[String],
) {
    for (id, broken) in worthwhile(session, observed, control, ids) {
        let (start, behind_read) = (observed.before.clone(), sent.behind_read);
        let quest = Quest { id: &id, control, start, watch: false, behind_read };
        session.effort.begin();
        let alone = again(session, &quest, std::slice::from_ref(&observed.input)).await;
        let whole = Quest { start: sent.start.cloned(), ..quest.clone() };
        match (alone, by_tree(session, sent, &whole).await) {
            (None, Some((steps, broken, tries))) if steps.len() > 1 => {
                let (steps, broken) = minimal(session, &whole, steps, broken).await;
                tell(session, &whole, Shrunk { steps, start: whole.start.clone(), broken, tries }).await;
            }
            _ => shrink(session, &quest, observed, broken).await,
        }
    }
}

/// The smaller sequences of the same seed, as long as they fail.
async fn by_tree(
    session: &mut Session<'_>,
    sent: &SentSequence<'_>,
    quest: &Quest<'_>,
) -> Option<(Vec<Input>, Broken, u64)> {
    let now = sent.start.map_or_else(Map::new, |state| state.as_ref().clone());
    let mut sequence = Sequence::new(sent.generator, sent.token, &now, sent.longest).ok()?;
    let whole = sequence.steps()[..=sent.failed].to_vec();
    let (mut broken, length) = again(session, quest, &whole).await?;
    let mut best = whole[..length].to_vec();
    sequence.seen(length);
    let mut tries = 0;
    let mut more = sequence.smaller(true);
    while more && tries < TRIES && !enough(session) {
        tries += 1;
        let candidate = sequence.steps().to_vec();
        more = match again(session, quest, &candidate).await {
            Some((again, length)) => {
                (best, broken) = (candidate[..length].to_vec(), again);
                sequence.smaller(true)
            }
            None => sequence.smaller(false),
        };
    }
    Some((best, broken, tries))
}
