//! Shows a deviation again, from the state in which it was seen.

use super::rewind::to_state;
use crate::engine::judge::{Broken, group_of};
use crate::engine::observe::State;
use crate::engine::session::Session;
use crate::model::{Input, Role};
use crate::rules::Control;

/// Requests for all sequences of a run.
const SENDS_OF_RUN: usize = 4000;

/// A deviation to be shown again: the finding, the verdict on the controls, and the state to start from.
#[derive(Debug, Clone)]
pub struct Quest<'q> {
    pub id: &'q str,
    pub control: Control,
    pub start: Option<State>,
    /// Whether the collection is looked at, too.
    pub watch: bool,
}

/// Sends `steps` from the start; the deviation, and how many steps it took.
pub async fn again(session: &mut Session<'_>, quest: &Quest<'_>, steps: &[Input]) -> Option<(Broken, usize)> {
    session.effort.sent_again += steps.len() + 1;
    if !to_state(session, quest.start.as_ref(), Role::Restore).await {
        return None;
    }
    if quest.watch {
        session.find_neighbours().await;
    }
    for (index, step) in steps.iter().enumerate() {
        if session.plan.is_cancelled() || session.course.spent().is_some() {
            return None;
        }
        let mut observed = session.observe(step.clone(), Role::Shrink).await;
        if quest.watch {
            session.watch_neighbours(&mut observed).await;
        }
        let broken = session.ruling(&observed, quest.control).broken;
        if let Some(broken) = broken.into_iter().find(|broken| group_of(broken) == quest.id) {
            return Some((broken, index + 1));
        }
    }
    None
}

/// Whether the run has sent enough to make findings small. Of a write budget that is a quarter: the rest is for finding
/// them, so that a small budget still covers every rule.
pub fn exhausted(session: &Session<'_>) -> bool {
    let quarter = session.plan.budget_writes.and_then(|most| usize::try_from(most / 4).ok());
    session.effort.sent_again >= quarter.map_or(SENDS_OF_RUN, |most| most.min(SENDS_OF_RUN)) || session.ended()
}
