//! Valid and invalid patches, the most telling first.

use std::rc::Rc;

use super::guarded::guarded;
use super::positives::positives;
use super::protocol::rest_of_protocol;
use super::{concurrency, sequences};
use crate::engine::plan::Plan;
use crate::engine::session::Session;
use crate::event::Phase;
use crate::generate::classes;
use crate::model::Input;

/// Valid patches that every run sends first: what tells most.
const FIRST_VALID: usize = 12;
/// Valid patches before any chance: one of each kind.
const EACH_VALID: usize = 24;
/// Inputs between two changes from valid to invalid and back.
const BLOCK: usize = 24;

/// Valid and invalid patches, until as many as planned were sent: some valid ones and an invalid one of each class; then
/// what is left of the protocol, and everything else in turn.
///
/// Returns whether every kind of input came to its turn.
pub async fn patches(session: &mut Session<'_>, rest: Vec<Input>) -> bool {
    let seed = session.plan.seed;
    let generator = Rc::clone(&session.inputs.generator);
    let plan = session.plan;
    let fits = |input: &Input| plan.selects(&input.id);
    // Patterns thin out an endless stream; looking further than this for a fitting one is in vain.
    let look_ahead = if session.plan.globs.is_empty() { usize::MAX } else { 4000 };
    let mut valid = generator.valid(seed).take(look_ahead).filter(fits);
    let mut invalid = generator.invalid(seed).take(look_ahead).filter(fits);
    let planned = usize::try_from(session.plan.inputs).unwrap_or(usize::MAX);
    let essential_invalid = classes().iter().filter(|class| !class.family.is_protocol()).count();
    let mut left = planned;
    let take = |inputs: &mut dyn Iterator<Item = Input>, most, left: &mut usize| take(plan, inputs, most, left);
    let first = take(&mut valid, FIRST_VALID, &mut left);
    session.course.start(Phase::Valid, first.len());
    positives(session, first.into_iter()).await;
    let first = take(&mut invalid, essential_invalid, &mut left);
    session.course.start(Phase::Invalid, first.len());
    guarded(session, first.into_iter()).await;
    let complete = !session.ended();
    rest_of_protocol(session, rest).await;
    let more = take(&mut valid, EACH_VALID - FIRST_VALID, &mut left);
    session.course.start(Phase::Valid, more.len());
    positives(session, more.into_iter()).await;
    beyond_single_patches(session, &mut left).await;
    session.course.start(Phase::Mixed, plan.share(left));
    while left > 0 && !session.ended() {
        let before = left;
        positives(session, take(&mut valid, BLOCK, &mut left).into_iter()).await;
        guarded(session, take(&mut invalid, BLOCK, &mut left).into_iter()).await;
        if left == before {
            break;
        }
    }
    complete
}

/// What one patch alone does not show: on this machine parallel writers, and sequences. They take a share of what is
/// planned. The few parallel writers come first, so that a slow target meets them, too.
async fn beyond_single_patches(session: &mut Session<'_>, left: &mut usize) {
    if !session.plan.globs.is_empty() || session.ended() {
        return;
    }
    let planned = usize::try_from(session.plan.inputs).unwrap_or(usize::MAX);
    if session.plan.address.is_loopback() && session.sight.readable {
        let writes = (planned / 25).min(*left);
        let share = session.plan.share(writes);
        session.course.start(Phase::Concurrency, share);
        concurrency::concurrency(session, share).await;
        *left -= writes;
    }
    let steps = (planned / 6).min(*left);
    let share = session.plan.share(steps);
    session.course.start(Phase::Sequences, share);
    sequences::sequences(session, share).await;
    *left -= steps;
}

/// The next inputs of the plan, without those of other shards.
fn take(plan: &Plan, inputs: &mut dyn Iterator<Item = Input>, most: usize, left: &mut usize) -> Vec<Input> {
    let mut taken: Vec<Input> = inputs.take(most.min(*left)).collect();
    *left -= taken.len();
    taken.retain(|input| plan.has(&input.id));
    taken
}
