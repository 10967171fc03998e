//! Random sequences of patches, reads and refused patches: what only shows after something else.

use std::sync::Arc;

use serde_json::Map;

use super::sequence_shrinking::{SentSequence, shrink_sequence};
use crate::engine::session::Session;
use crate::generate::{Generator, SEQUENCE_STREAM, Sequence};
use crate::model::{Role, SeedToken, Strength};
use crate::rules::Control;

/// Longest sequence.
const LONGEST: usize = 12;
/// Longest sequence on a target that is not on this machine.
const LONGEST_LIVE: usize = 6;
/// Random sequences of together about `steps` steps.
pub async fn sequences(session: &mut Session<'_>, steps: usize) {
    let generator = Arc::new(session.inputs.generator.as_ref().clone());
    let (mut left, mut number) = (steps, 0);
    while left > 0 && !session.ended() {
        if !session.plan.has_number(number) {
            number += 1;
            continue;
        }
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
pub async fn only(session: &mut Session<'_>, token: &SeedToken) {
    let generator = Arc::new(session.inputs.generator.as_ref().clone());
    one(session, &generator, token, usize::MAX).await;
}

/// Sends the sequence of `token` until it shows something new. How many steps were sent.
async fn one(session: &mut Session<'_>, generator: &Arc<Generator>, token: &SeedToken, most: usize) -> usize {
    // A new connection for each; with a read first in every other, so that a write is the second request, the fourth, …
    session.line.reconnect();
    let behind_read = token.number() % 2 == 1;
    if behind_read && session.sight.readable {
        session.look(SEQUENCE_STREAM, Role::Read).await;
    }
    let longest = if session.plan.address.is_loopback() { LONGEST } else { LONGEST_LIVE };
    let start = session.sight.state.clone();
    let now = start.as_deref().cloned().unwrap_or_else(Map::new);
    let Ok(sequence) = Sequence::new(generator, token, &now, longest) else { return 0 };
    let mut control = session.inputs.first_guard();
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
            let sent = SentSequence { generator, token, start: start.as_ref(), longest, failed: index, behind_read };
            shrink_sequence(session, &sent, &observed, guard, &found).await;
            return index + 1;
        }
    }
    sequence.steps().len().min(most)
}
