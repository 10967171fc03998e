//! What was sent before an input, for findings that the input alone does not show.

use std::collections::VecDeque;

use super::court::Broken;
use super::findings::group;
use super::session::{Session, State};
use super::{neighbour, restore};
use crate::model::{Input, InputBody, Role};
use crate::rules::Control;

/// Inputs that are remembered: the longest replay, and what a window of negatives sends before it is judged.
const KEPT: usize = 48;
/// Inputs that are replayed before the failing one, fewest first.
const REPLAYED: [usize; 6] = [1, 2, 4, 8, 16, 32];
/// Longest replay on a target that is not on this machine, where every write is somebody's.
const REPLAYED_LIVE: usize = 4;
/// Larger bodies are not remembered.
const LARGEST: usize = 1 << 16;
/// Requests that may be sent to make one sequence small.
const SENDS: usize = 240;
/// Requests for all sequences of a run.
const SENDS_OF_RUN: usize = 4000;
/// How often a finding is tried again to tell a steady one from a flaky one.
const TRIES: usize = 3;

/// The last inputs of a run, with the state before each.
#[derive(Debug, Default)]
pub(super) struct History {
    last: VecDeque<(u64, Input, Option<State>)>,
    next: u64,
    sent_again: usize,
}

impl History {
    /// Takes in an input; its position in the run.
    pub(super) fn push(&mut self, input: &Input, before: Option<&State>) -> u64 {
        let position = self.next;
        self.next += 1;
        if is_small(&input.body) {
            self.last.truncate(KEPT - 1);
            self.last.push_front((position, input.clone(), before.cloned()));
        }
        position
    }

    /// The position of the next input.
    pub(super) fn position(&self) -> u64 {
        self.next
    }

    /// The `count` inputs before `position`, in order, and the state before the first of them.
    fn before(&self, position: u64, count: usize) -> (Vec<Input>, Option<State>) {
        let earlier = || self.last.iter().filter(|(at, _, _)| *at < position).take(count);
        let state = earlier().last().and_then(|(_, _, state)| state.clone());
        let mut inputs: Vec<Input> = earlier().map(|(_, input, _)| input.clone()).collect();
        inputs.reverse();
        (inputs, state)
    }
}

fn is_small(body: &InputBody) -> bool {
    match body {
        InputBody::None => true,
        InputBody::Raw(octets) => octets.len() <= LARGEST,
        InputBody::Patch(members) => {
            members.values().all(|value| value.as_str().is_none_or(|text| text.len() <= LARGEST / 4))
        }
    }
}

/// A deviation to be shown again: the finding, the verdict on the controls, and the state to start from.
#[derive(Debug, Clone)]
pub(super) struct Quest<'q> {
    pub(super) id: &'q str,
    pub(super) control: Control,
    pub(super) start: Option<State>,
    /// Whether the collection is looked at, too.
    pub(super) watch: bool,
}

/// Sends `steps` from the start; the deviation, and how many steps it took.
pub(super) async fn again(session: &mut Session<'_>, quest: &Quest<'_>, steps: &[Input]) -> Option<(Broken, usize)> {
    session.history.sent_again += steps.len() + 1;
    if !restore::to_state(session, quest.start.as_ref(), Role::Restore).await {
        return None;
    }
    if quest.watch {
        neighbour::find(session).await;
    }
    for (index, step) in steps.iter().enumerate() {
        if session.cancelled() || session.spent().is_some() {
            return None;
        }
        let mut observed = session.observe(step.clone(), Role::Shrink).await;
        if quest.watch {
            neighbour::watch(session, &mut observed).await;
        }
        let broken = session.ruling(&observed, quest.control).broken;
        if let Some(broken) = broken.into_iter().find(|broken| group(broken.rule.id, &broken.observation) == quest.id) {
            return Some((broken, index + 1));
        }
    }
    None
}

/// The shortest end of the history that shows the deviation when `last` follows it.
pub(super) async fn found(
    session: &mut Session<'_>,
    quest: &Quest<'_>,
    last: &Input,
    position: u64,
) -> Option<(Vec<Input>, Option<State>, Broken)> {
    let most = if session.plan.address.is_loopback() { usize::MAX } else { REPLAYED_LIVE };
    let mut known = 0;
    for count in REPLAYED.into_iter().filter(|count| *count <= most) {
        let (mut steps, start) = session.history.before(position, count);
        if steps.len() == known || exhausted(session) {
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
pub(super) async fn minimal(
    session: &mut Session<'_>,
    quest: &Quest<'_>,
    mut steps: Vec<Input>,
    mut best: Broken,
) -> (Vec<Input>, Broken) {
    let first = session.history.sent_again;
    let mut size = steps.len().div_ceil(2);
    while size > 0 && steps.len() > 1 {
        let mut at = 0;
        let mut smaller = false;
        while at < steps.len() {
            if exhausted(session) || session.history.sent_again - first > SENDS {
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

/// Tries the smallest steps three times: `3 of 3`, `1 of 3, flaky`. `None` when nothing more may be sent.
pub(super) async fn reproduced(session: &mut Session<'_>, quest: &Quest<'_>, steps: &[Input]) -> Option<String> {
    let mut times = 0;
    for _ in 0..TRIES {
        if exhausted(session) {
            return None;
        }
        times += usize::from(again(session, quest, steps).await.is_some());
    }
    Some(rate(times))
}

/// How a reader is told that a finding came `times` times again.
pub(super) fn rate(times: usize) -> String {
    match times {
        TRIES => format!("{TRIES} of {TRIES}"),
        0 => format!("0 of {TRIES}, not seen again"),
        _ => format!("{times} of {TRIES}, flaky"),
    }
}

/// Whether the run has sent enough for its sequences.
pub(super) fn exhausted(session: &Session<'_>) -> bool {
    session.history.sent_again >= SENDS_OF_RUN || session.ended()
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::{History, rate};
    use crate::model::{Input, InputBody, Resource, SeedToken, Strength};

    fn input(body: serde_json::Value) -> Input {
        Input {
            id: "valid/1".to_owned(),
            seed: SeedToken::listed("valid", 1),
            strength: Strength::Valid,
            mutation: None,
            method: "PATCH".to_owned(),
            resource: Resource::Entity,
            headers: Vec::new(),
            body: InputBody::Patch(Map::from_iter([("a".to_owned(), body)])),
            patch: Map::new(),
        }
    }

    #[test]
    fn what_is_replayed_ends_before_the_failing_input() {
        let mut history = History::default();
        for n in 0..100 {
            history.push(&input(json!(n)), None);
        }
        let (inputs, _) = history.before(98, 2);
        assert_eq!(inputs, [input(json!(96)), input(json!(97))]);
        assert_eq!(history.before(99, 1000).0.len(), super::KEPT - 1);
    }

    #[test]
    fn long_bodies_are_not_remembered() {
        let mut history = History::default();
        history.push(&input(json!("x".repeat(100_000))), None);
        assert_eq!(history.position(), 1);
        assert!(history.before(1, 5).0.is_empty());
    }

    #[test]
    fn a_rate_says_whether_a_finding_is_flaky() {
        assert_eq!([rate(3), rate(1), rate(0)], ["3 of 3", "1 of 3, flaky", "0 of 3, not seen again"]);
    }
}
