//! Rounds of parallel patches of one entity.

use super::elsewhere::elsewhere;
use super::group::{STREAM, group_of};
use super::outcome::observe;
use super::rewind::rewind_together;
use crate::engine::judge::{finding, steps_of};
use crate::engine::mend::{TRIES, rate, worthwhile};
use crate::engine::observe::{Observed, State};
use crate::engine::session::Session;
use crate::event::EventKind;
use crate::model::{Input, Role, SeedToken};
use crate::rules::Control;

/// Rounds that are tried for few writes: a property without two values yields no group.
const MOST_ROUNDS: usize = 16;

/// Groups of parallel patches, together about `writes` of them, and patches of a second entity.
pub async fn concurrency(session: &mut Session<'_>, writes: usize) {
    let (mut left, mut round) = (writes, 0);
    while left > 1 && round < MOST_ROUNDS.max(writes) && !session.ended() {
        let mut group = group_of(session, round);
        group.truncate(left);
        round += 1;
        if group.len() > 1 && session.plan.has_number(round as u64) {
            left -= group.len();
            together(session, &group).await;
        }
    }
    if session.plan.has(STREAM) {
        elsewhere(session).await;
    }
}

/// The group of one seed, as a replay asks for it.
pub async fn only(session: &mut Session<'_>, token: &SeedToken) {
    let group = group_of(session, usize::try_from(token.number() % 1000).unwrap_or_default());
    together(session, &group).await;
}

/// Sends a group at once, rules on it, and tries again what it broke.
async fn together(session: &mut Session<'_>, group: &[Input]) {
    let start = session.sight.state.clone();
    let observed = observe(session, group, Role::Subject).await;
    let mut first = Vec::new();
    for one in &observed {
        first.push(session.rule_on(one, Control::NotNeeded));
    }
    for (one, ids) in observed.iter().zip(&first) {
        for (id, broken) in worthwhile(session, one, Control::NotNeeded, ids) {
            let times = again(session, group, start.as_ref(), broken.rule.id).await;
            let mut finding = finding(id, &broken, &one.input, session.plan);
            finding.sequence = steps_of(group, true);
            finding.reproduced = times.map(rate);
            session.course.emit(EventKind::FindingShrunk { finding: Box::new(finding), tries: TRIES as u64 });
        }
    }
}

/// How many of three more tries break the rule again.
async fn again(session: &mut Session<'_>, group: &[Input], start: Option<&State>, rule: &str) -> Option<usize> {
    let mut times = 0;
    for _ in 0..TRIES {
        if session.ended() || !rewind_together(session, group, start).await {
            return None;
        }
        times += usize::from(breaks_together(session, group, rule, Role::Shrink).await);
    }
    Some(times)
}

/// Whether a group that is sent at once breaks the rule. For which property, the order of the writes decides, and that
/// is chance: a rule that is broken for another one is the same finding.
pub async fn breaks_together(session: &mut Session<'_>, group: &[Input], rule_id: &str, role: Role) -> bool {
    let observed = observe(session, group, role).await;
    let breaks =
        |one: &Observed| session.ruling(one, Control::NotNeeded).broken.iter().any(|broken| broken.rule.id == rule_id);
    observed.iter().any(breaks)
}
