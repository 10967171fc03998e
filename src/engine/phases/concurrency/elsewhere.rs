//! A second entity, alone and beside the first.

use serde_json::{Map, Value};

use super::group::input;
use crate::engine::ask::Entity;
use crate::engine::mend::{Quest, Shrunk, claim, open, put_original_back, tell, worthwhile};
use crate::engine::observe::{Ledger, Observed, State};
use crate::engine::plan::RunError;
use crate::engine::session::Session;
use crate::engine::tell::Obstacle;
use crate::model::{Input, Role};
use crate::rules::Control;

/// Patches of the second entity alone.
const MOST_OF_SECOND: usize = 5;

/// Patches a second entity of the collection, then both at once, and puts its values back. A run with an object of its own
/// leaves all others alone.
pub(super) async fn elsewhere(session: &mut Session<'_>) {
    let other = session.sight.collection.as_ref().and_then(|collection| collection.other_id().map(str::to_owned));
    let Some(other) =
        other.filter(|_| session.plan.address.is_loopback() && !session.ended() && !session.ledger.is_own)
    else {
        return;
    };
    let here = session.line.entity.clone();
    let there = here.with_id(&other);
    let beside = session.ledger.beside();
    let mut own = std::mem::replace(&mut session.ledger, beside);
    match claimed(session, &there).await {
        Ok(Some(original)) => {
            second(session).await;
            std::mem::swap(&mut session.ledger, &mut own);
            both(session, [&here, &there], &mut own).await;
            std::mem::swap(&mut session.ledger, &mut own);
            turn_to(session, there).await;
            put_original_back(session, Some(&original)).await;
        }
        Ok(None) => {}
        Err(error) => session.course.note(format!("parallel patches of two entities are left out: {error}")),
    }
    session.ledger = own;
    turn_to(session, here).await;
    session.find_neighbours().await;
}

/// Turns to an entity that nobody else tests: its state, safe in its journal.
async fn claimed(session: &mut Session<'_>, entity: &Entity) -> Result<Option<State>, RunError> {
    session.line.entity = entity.clone();
    claim(session).await?;
    turn_to(session, entity.clone()).await;
    if session.ended() {
        return Ok(None);
    }
    open(session)?;
    Ok(session.sight.state.clone())
}

async fn turn_to(session: &mut Session<'_>, entity: Entity) {
    session.line.entity = entity;
    session.look("elsewhere", Role::Read).await;
}

/// Patches of the second entity alone: of every property, then of one each.
async fn second(session: &mut Session<'_>) {
    let Some(template) = session.inputs.control().cloned() else { return };
    let whole = std::iter::once(session.inputs.generator.changes(3));
    let single = session.inputs.generator.changes(5).into_iter().map(|member| vec![member]);
    let patches: Vec<Map<String, Value>> = whole.chain(single).map(|patch| patch.into_iter().collect()).collect();
    for (number, patch) in patches.into_iter().take(MOST_OF_SECOND).enumerate() {
        if !session.ended() {
            one_of_second(session, input(&template, &format!("second/{number}"), 0, patch)).await;
        }
    }
}

async fn one_of_second(session: &mut Session<'_>, input: Input) {
    let observed = session.observe(input, Role::Subject).await;
    let ids = session.rule_on(&observed, Control::NotNeeded);
    for (id, broken) in worthwhile(session, &observed, Control::NotNeeded, &ids) {
        let (control, start) = (Control::NotNeeded, observed.before.clone());
        let quest = Quest { id: &id, control, start, watch: false, behind_read: false };
        tell(session, &quest, Shrunk::as_seen(&observed, broken)).await;
    }
}

/// A patch of each entity at once; each must find its own values and nothing of the other.
async fn both(session: &mut Session<'_>, entities: [&Entity; 2], second: &mut Ledger) {
    let Some(template) = session.inputs.control().cloned() else { return };
    let (mut drafts, mut inputs, mut before) = (Vec::new(), Vec::new(), Vec::new());
    for (number, entity) in entities.into_iter().enumerate() {
        turn_to(session, entity.clone()).await;
        before.push(session.sight.state.clone());
        let patch: Map<String, Value> = session.inputs.generator.changes(20 + number).into_iter().collect();
        let input = input(&template, &format!("both/{number}"), 0, patch);
        if let Err(error) = in_ledger(session, number, second, |session| session.announce(&input)) {
            session.course.obstruct(Obstacle::new("journal", error.to_string()));
            return;
        }
        drafts.push((input.id.clone(), session.line.draft_of(&session.course, &input, number as u64)));
        inputs.push(input);
    }
    let exchanges = session.ask_together(&drafts, Role::Subject).await;
    let sent = entities.into_iter().zip(before).zip(inputs.iter().zip(exchanges)).enumerate();
    for (number, ((entity, before), (input, exchange))) in sent {
        turn_to(session, entity.clone()).await;
        let after = session.sight.state.clone();
        in_ledger(session, number, second, |session| {
            session.learn(input, &exchange, before.as_deref(), after.as_deref());
        });
        if matches!(exchange.status(), Some(200..=299 | 500)) {
            let observed = Observed { before, after, ..Observed::lone(input.clone(), exchange) };
            session.rule_on(&observed, Control::NotNeeded);
        }
    }
}

/// Acts with the ledger of the entity that the `number`-th of two writes goes to.
fn in_ledger<T>(
    session: &mut Session<'_>,
    number: usize,
    second: &mut Ledger,
    act: impl FnOnce(&mut Session<'_>) -> T,
) -> T {
    if number == 0 {
        return act(session);
    }
    std::mem::swap(&mut session.ledger, second);
    let done = act(session);
    std::mem::swap(&mut session.ledger, second);
    done
}
