//! Parallel writers: every answer and the state behind them must fit some order of the writes.

use serde_json::{Map, Value};

use super::controls::control_of;
use super::entity::Entity;
use super::history::{self, Quest};
use super::obstacle::Obstacle;
use super::session::{Observed, Session, State, json_of};
use super::shrink;
use super::{neighbour, restore};
use crate::equality::compare;
use crate::event::EventKind;
use crate::model::{Exchange, Input, InputBody, Role, SeedToken};
use crate::rules::Control;
use crate::target::Draft;

/// Stream of the inputs of this phase.
pub(super) const STREAM: &str = "parallel";
/// Rounds that are tried for few writes: a property without two values yields no group.
const MOST_ROUNDS: usize = 16;
/// How often a group that broke a promise is sent again.
const TRIES: usize = 3;

/// Groups of parallel patches, together about `writes` of them, and patches of a second entity.
pub(super) async fn concurrency(session: &mut Session<'_>, writes: usize) {
    let (mut left, mut round) = (writes, 0);
    while left > 1 && round < MOST_ROUNDS.max(writes) && !session.ended() {
        let mut group = group_of(session, round);
        group.truncate(left);
        round += 1;
        if group.len() > 1 {
            left -= group.len();
            together(session, &group).await;
        }
    }
    elsewhere(session).await;
}

/// The group of one seed, as a replay asks for it.
pub(super) async fn only(session: &mut Session<'_>, token: &SeedToken) {
    let group = group_of(session, usize::try_from(token.number() % 1000).unwrap_or_default());
    together(session, &group).await;
}

/// Different properties in even rounds, one property with different values in odd ones.
fn group_of(session: &Session<'_>, round: usize) -> Vec<Input> {
    let Some(template) = session.control.clone() else { return Vec::new() };
    let size = 2 + round / 2 % 2;
    let mut patches = session.generator.changes(round * 5 + 1);
    if round % 2 == 1 {
        let nth = |n: usize| {
            session.generator.changes(round * 5 + 11 * n + 1).into_iter().nth(round / 2 % patches.len().max(1))
        };
        patches = (0..size).filter_map(nth).collect();
        patches.dedup();
    }
    patches.truncate(size);
    let one = |(number, (name, value)): (usize, (String, Value))| {
        let patch = Map::from_iter([(name, value)]);
        input(&template, &format!("{round}/{number}"), round, patch)
    };
    patches.into_iter().enumerate().map(one).collect()
}

fn input(template: &Input, name: &str, round: usize, patch: Map<String, Value>) -> Input {
    let ordinary = control_of(template);
    Input {
        id: format!("{STREAM}/{name}"),
        seed: SeedToken::listed(STREAM, round as u64),
        body: InputBody::Patch(patch.clone()),
        patch,
        ..ordinary
    }
}

/// Sends a group at once, rules on it, and tries again what it broke.
async fn together(session: &mut Session<'_>, group: &[Input]) {
    let start = session.state.clone();
    let observed = observe(session, group, Role::Subject).await;
    let mut first = Vec::new();
    for one in &observed {
        first.push(session.rule_on(one, Control::NotNeeded));
    }
    for (one, ids) in observed.iter().zip(&first) {
        for (id, broken) in shrink::worthwhile(session, one, Control::NotNeeded, ids) {
            let times = again(session, group, start.as_ref(), &id).await;
            let mut finding = super::findings::finding(id, &broken, &one.input, &broken.exchange, session.plan);
            finding.sequence = super::findings::steps_of(group, true);
            finding.reproduced = times.map(history::rate);
            session.emitter.emit(EventKind::FindingShrunk { finding: Box::new(finding), tries: TRIES as u64 });
        }
    }
}

/// How many of three more tries show the finding.
async fn again(session: &mut Session<'_>, group: &[Input], start: Option<&State>, id: &str) -> Option<usize> {
    let mut times = 0;
    for _ in 0..TRIES {
        if session.ended() || !restore::to_state(session, start, Role::Restore).await {
            return None;
        }
        let observed = observe(session, group, Role::Shrink).await;
        let shows = |one: &Observed| {
            let broken = session.ruling(one, Control::NotNeeded).broken;
            broken.iter().any(|broken| super::findings::group(broken.rule.id, &broken.observation) == id)
        };
        times += usize::from(observed.iter().any(shows));
    }
    Some(times)
}

/// What came of a group, each input with the state before it that fits an order in which it came last.
///
/// Refusals that parallel writers may meet (409, 412, 429, 503) and lost connections leave nothing to judge: whether
/// such a write took place is unknown, so the whole group is left alone.
async fn observe(session: &mut Session<'_>, group: &[Input], role: Role) -> Vec<Observed> {
    let start = session.state.clone();
    for input in group {
        if let Err(error) = session.announce(input) {
            session.obstruct(Obstacle::new("journal", error.to_string()));
            return Vec::new();
        }
    }
    let drafts: Vec<(String, Draft)> = group
        .iter()
        .enumerate()
        .map(|(number, input)| (input.id.clone(), session.draft_of(input, number as u64)))
        .collect();
    let exchanges = session.ask_together(&drafts, role).await;
    let Some(last) = group.last() else { return Vec::new() };
    let (read, json) = session.read(&last.id, Role::Read).await;
    let after = super::session::state_of(&read, json.as_ref());
    session.state.clone_from(&after);
    if !exchanges.iter().all(|exchange| exchange.response().is_some_and(crate::model::Response::is_success)) {
        let crashed = |exchange: &Exchange| exchange.status() == Some(500);
        return group
            .iter()
            .zip(exchanges)
            .filter(|(_, exchange)| crashed(exchange))
            .map(|(input, exchange)| lone(input, exchange))
            .collect();
    }
    let contract = &session.plan.bundle.contract;
    let same = |name: &str, one: &Value, other: Option<&Value>| {
        let property = contract.properties.iter().find(|property| property.name == name);
        property.is_some_and(|property| compare(&property.value_type, one, other).is_silent())
    };
    // The one whose values stayed came last.
    let stayed = |input: &Input| {
        after.as_ref().is_some_and(|after| input.patch.iter().all(|(name, sent)| same(name, sent, after.get(name))))
    };
    let overwritten = |input: &Input| {
        let names_same =
            |other: &&Input| other.id != input.id && other.patch.keys().any(|name| input.patch.contains_key(name));
        !stayed(input) && group.iter().filter(names_same).any(stayed)
    };
    let mut all = Vec::with_capacity(group.len());
    for (input, exchange) in group.iter().zip(exchanges) {
        let others = || group.iter().filter(|other| other.id != input.id);
        let before = start.as_ref().map(|start| {
            let mut before = start.as_ref().clone();
            others().for_each(|other| before.extend(other.patch.clone()));
            State::new(before)
        });
        let lost_race = overwritten(input);
        let json = json_of(&exchange).map(|json| {
            levelled(json, input, &others().collect::<Vec<_>>(), start.as_deref(), after.as_deref(), &same)
        });
        let mut observed = lone(input, exchange);
        observed.json = json;
        observed.position = session.history.position();
        if !lost_race {
            (observed.before, observed.after) = (before, after.clone());
        }
        all.push(observed);
    }
    if let Some(observed) = all.last_mut() {
        observed.read = Some((read, json));
        if observed.after.is_some() {
            neighbour::watch(session, observed).await;
        }
    }
    all
}

/// An observation without anything around it.
fn lone(input: &Input, exchange: Exchange) -> Observed {
    let json = json_of(&exchange);
    Observed {
        input: input.clone(),
        exchange,
        json,
        attempts: Vec::new(),
        before: None,
        after: None,
        read: None,
        neighbour: None,
        listed: None,
        position: 0,
    }
}

/// The answer with what parallel writers may have done to it taken out: a member that another input of the group names
/// may be shown as it was, or as that input set it.
fn levelled(
    json: Value,
    input: &Input,
    others: &[&Input],
    start: Option<&Map<String, Value>>,
    after: Option<&Map<String, Value>>,
    same: &dyn Fn(&str, &Value, Option<&Value>) -> bool,
) -> Value {
    let Value::Object(mut members) = json else { return json };
    for (name, shown) in &mut members {
        let by_others = || others.iter().filter_map(|other| other.patch.get(name));
        let Some(first) = by_others().next() else { continue };
        let as_before = start.and_then(|start| start.get(name)).is_some_and(|old| same(name, old, Some(shown)));
        let as_other = by_others().any(|sent| same(name, sent, Some(shown)));
        match input.patch.get(name) {
            Some(own) if as_other => own.clone_into(shown),
            None if as_other || as_before => after.and_then(|after| after.get(name)).unwrap_or(first).clone_into(shown),
            _ => {}
        }
    }
    Value::Object(members)
}

/// Patches a second entity of the collection, then both at once, and puts its values back.
async fn elsewhere(session: &mut Session<'_>) {
    let other = session.neighbour.as_ref().and_then(|neighbour| neighbour.other_id().map(str::to_owned));
    let Some(other) = other.filter(|_| session.plan.address.is_loopback() && !session.ended()) else { return };
    let here = session.entity.clone();
    let there = here.with_id(&other);
    let state = session.state.clone();
    turn_to(session, there.clone()).await;
    if let Some(original) = session.state.clone() {
        second(session).await;
        both(session, &here, &there).await;
        turn_to(session, there).await;
        if !restore::to_state(session, Some(&original), Role::Restore).await {
            session.emitter.note(format!("the values of {other} before the run could not be put back"));
        }
    }
    session.entity = here;
    session.state = state;
    turn_to(session, session.entity.clone()).await;
    neighbour::find(session).await;
}

async fn turn_to(session: &mut Session<'_>, entity: Entity) {
    session.entity = entity;
    let (exchange, json) = session.read("elsewhere", Role::Read).await;
    session.state = super::session::state_of(&exchange, json.as_ref());
}

/// One patch of the second entity alone.
async fn second(session: &mut Session<'_>) {
    let Some(template) = session.control.clone() else { return };
    let patch: Map<String, Value> = session.generator.changes(3).into_iter().collect();
    let input = input(&template, "second", 0, patch);
    let observed = session.observe(input, Role::Subject).await;
    let ids = session.rule_on(&observed, Control::NotNeeded);
    for (id, broken) in shrink::worthwhile(session, &observed, Control::NotNeeded, &ids) {
        let quest = Quest { id: &id, control: Control::NotNeeded, start: observed.before.clone(), watch: false };
        let shrunk =
            shrink::Shrunk { steps: vec![observed.input.clone()], start: observed.before.clone(), broken, tries: 0 };
        shrink::tell(session, &quest, shrunk).await;
    }
}

/// A patch of each entity at once; each must find its own values and nothing of the other.
async fn both(session: &mut Session<'_>, here: &Entity, there: &Entity) {
    let Some(template) = session.control.clone() else { return };
    let entities = [here, there];
    let (mut drafts, mut inputs, mut before) = (Vec::new(), Vec::new(), Vec::new());
    for (number, entity) in entities.into_iter().enumerate() {
        turn_to(session, entity.clone()).await;
        before.push(session.state.clone());
        let patch: Map<String, Value> = session.generator.changes(20 + number).into_iter().collect();
        let input = input(&template, &format!("both/{number}"), 0, patch);
        if let Err(error) = session.announce(&input) {
            session.obstruct(Obstacle::new("journal", error.to_string()));
            return;
        }
        drafts.push((input.id.clone(), session.draft_of(&input, number as u64)));
        inputs.push(input);
    }
    let exchanges = session.ask_together(&drafts, Role::Subject).await;
    for ((entity, before), (input, exchange)) in entities.into_iter().zip(before).zip(inputs.iter().zip(exchanges)) {
        turn_to(session, entity.clone()).await;
        if matches!(exchange.status(), Some(200..=299 | 500)) {
            let after = session.state.clone();
            let observed = Observed { before, after, ..lone(input, exchange) };
            session.rule_on(&observed, Control::NotNeeded);
        }
    }
}
