//! What was sent before a failing input, as far as it belongs to the failure.

use super::again::{Quest, again, enough};
use crate::engine::judge::Broken;
use crate::engine::observe::State;
use crate::engine::session::Session;
use crate::model::Input;

/// Inputs that are replayed before the failing one, fewest first.
const REPLAYED: [usize; 6] = [1, 2, 4, 8, 16, 32];
/// Longest replay on a target that is not on this machine, where every write is somebody's.
const REPLAYED_LIVE: usize = 4;

/// The shortest end of the history that shows the deviation when `last` follows it.
pub async fn found(
    session: &mut Session<'_>,
    quest: &Quest<'_>,
    last: &Input,
    position: u64,
) -> Option<(Vec<Input>, Option<State>, Broken)> {
    let most = if session.plan.address.is_loopback() { usize::MAX } else { REPLAYED_LIVE };
    let mut known = 0;
    for count in REPLAYED.into_iter().filter(|count| *count <= most) {
        let (mut steps, start) = session.history.before(position, count);
        if steps.len() == known || enough(session) {
            return None;
        }
        known = steps.len();
        steps.push(last.clone());
        let quest = Quest { start: start.clone(), ..quest.clone() };
        if let Some((broken, length)) = again(session, &quest, &steps).await {
            steps.truncate(length);
            return Some((steps, start, broken));
        }
    }
    None
}

/// Leaves out steps as long as the deviation stays: halves, quarters, single ones (ddmin).
pub async fn minimal(
    session: &mut Session<'_>,
    quest: &Quest<'_>,
    mut steps: Vec<Input>,
    mut best: Broken,
) -> (Vec<Input>, Broken) {
    let mut size = steps.len().div_ceil(2);
    while size > 0 && steps.len() > 1 {
        let mut at = 0;
        let mut smaller = false;
        while at < steps.len() {
            if enough(session) {
                return (steps, best);
            }
            let end = (at + size).min(steps.len());
            let candidate: Vec<Input> = steps[..at].iter().chain(&steps[end..]).cloned().collect();
            match again(session, quest, &candidate).await {
                Some((broken, length)) => {
                    (steps, best, smaller) = (candidate, broken, true);
                    steps.truncate(length);
                }
                None => at = end,
            }
        }
        size = if smaller { size.min(steps.len().div_ceil(2)) } else { size / 2 };
    }
    (steps, best)
}
