//! What came of patches that were sent at once.

use super::race::Race;
use crate::engine::observe::Observed;
use crate::engine::session::Session;
use crate::engine::tell::Obstacle;
use crate::model::{Exchange, Input, Response, Role};
use crate::target::Draft;

/// What came of a group, each input with the state before it that fits an order in which it came last.
///
/// Refusals that parallel writers may meet (409, 412, 429, 503) and lost connections leave nothing to judge: whether
/// such a write took place is unknown, so the whole group is left alone.
pub(super) async fn observe(session: &mut Session<'_>, group: &[Input], role: Role) -> Vec<Observed> {
    let start = session.sight.state.clone();
    let exchanges = sent_together(session, group, role).await;
    let (Some(last), Some(answered)) = (group.last(), exchanges.last()) else { return Vec::new() };
    let (read, json) = session.look(&last.id, Role::Read).await;
    let after = session.sight.state.clone();
    session.check_silence(&last.id, answered, Some(&read)).await;
    for (input, exchange) in group.iter().zip(&exchanges) {
        session.learn(input, exchange, start.as_deref(), after.as_deref());
    }
    if !exchanges.iter().all(|exchange| exchange.response().is_some_and(Response::is_success)) {
        return crashes(group, exchanges);
    }
    let race = Race { contract: &session.plan.bundle.contract, group, start, after };
    let mut all: Vec<Observed> =
        group.iter().zip(exchanges).map(|(input, exchange)| race.observed(input, exchange)).collect();
    for observed in &mut all {
        observed.position = session.history.position();
    }
    if let Some(observed) = all.last_mut() {
        observed.read = Some((read, json));
        session.watch_neighbours(observed).await;
    }
    all
}

/// The answers to a group; none when the journal cannot keep what would be sent.
async fn sent_together(session: &mut Session<'_>, group: &[Input], role: Role) -> Vec<Exchange> {
    for input in group {
        if let Err(error) = session.announce(input) {
            session.course.obstruct(Obstacle::new("journal", error.to_string()));
            return Vec::new();
        }
    }
    let draft =
        |(number, input): (u64, &Input)| (input.id.clone(), session.line.draft_of(&session.course, input, number));
    let drafts: Vec<(String, Draft)> = (0..).zip(group).map(draft).collect();
    session.ask_together(&drafts, role).await
}

/// Whatever the order, a server error is none of the refusals that parallel writers may meet.
fn crashes(group: &[Input], exchanges: Vec<Exchange>) -> Vec<Observed> {
    let crashed = group.iter().zip(exchanges).filter(|(_, exchange)| exchange.status() == Some(500));
    crashed.map(|(input, exchange)| Observed::lone(input.clone(), exchange)).collect()
}
