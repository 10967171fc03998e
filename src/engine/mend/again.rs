//! Shows a deviation again, from the state in which it was seen.

use super::rewind::to_state;
use crate::engine::judge::{Broken, group_of};
use crate::engine::observe::State;
use crate::engine::session::Session;
use crate::model::{Input, Role};
use crate::rules::Control;

/// A deviation to be shown again: the finding, the verdict on the controls, and the state to start from.
#[derive(Debug, Clone)]
pub struct Quest<'q> {
    pub id: &'q str,
    pub control: Control,
    pub start: Option<State>,
    /// Whether the collection is looked at, too.
    pub watch: bool,
    /// Whether a read comes first on the connection: some deviations depend on the place of a request on its own.
    pub behind_read: bool,
}

/// Sends `steps` from the start; the deviation, and how many steps it took.
pub async fn again(session: &mut Session<'_>, quest: &Quest<'_>, steps: &[Input]) -> Option<(Broken, usize)> {
    let began = session.course.clock().elapsed();
    let shown = send_again(session, quest, steps).await;
    let took = session.course.clock().elapsed().saturating_sub(began);
    session.effort.sent_again(steps.len() + 1, took);
    shown
}

async fn send_again(session: &mut Session<'_>, quest: &Quest<'_>, steps: &[Input]) -> Option<(Broken, usize)> {
    if !to_state(session, quest.start.as_ref(), steps.first(), Role::Restore).await {
        return None;
    }
    if quest.watch {
        session.find_neighbours().await;
    }
    // Each try on a connection of its own: what depends on the requests before it on the same one shows each time.
    session.line.reconnect();
    if quest.behind_read {
        session.look("restore", Role::Restore).await;
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

/// Whether nothing more may be sent to make this finding small.
pub fn enough(session: &Session<'_>) -> bool {
    session.effort.is_enough() || exhausted(session)
}

/// Whether nothing more may be sent again for any finding.
pub fn exhausted(session: &Session<'_>) -> bool {
    session.effort.is_over() || session.ended()
}
