//! What came of patches that were sent at once.

use serde_json::{Map, Value};

use crate::engine::observe::{Observed, State, json_of};
use crate::engine::session::Session;
use crate::engine::tell::Obstacle;
use crate::equality::compare;
use crate::model::{Exchange, Input, Response, Role};
use crate::target::Draft;

/// What came of a group, each input with the state before it that fits an order in which it came last.
///
/// Refusals that parallel writers may meet (409, 412, 429, 503) and lost connections leave nothing to judge: whether
/// such a write took place is unknown, so the whole group is left alone.
pub(super) async fn observe(session: &mut Session<'_>, group: &[Input], role: Role) -> Vec<Observed> {
    let start = session.sight.state.clone();
    for input in group {
        if let Err(error) = session.announce(input) {
            session.course.obstruct(Obstacle::new("journal", error.to_string()));
            return Vec::new();
        }
    }
    let drafts: Vec<(String, Draft)> = group
        .iter()
        .enumerate()
        .map(|(number, input)| (input.id.clone(), session.line.draft_of(&session.course, input, number as u64)))
        .collect();
    let exchanges = session.ask_together(&drafts, role).await;
    let Some(last) = group.last() else { return Vec::new() };
    let (read, json) = session.look(&last.id, Role::Read).await;
    let after = session.sight.state.clone();
    if let Some(sent) = exchanges.last() {
        session.check_silence(&last.id, sent, Some(&read)).await;
    }
    for (input, exchange) in group.iter().zip(&exchanges) {
        session.learn(input, exchange, start.as_deref(), after.as_deref());
    }
    if !exchanges.iter().all(|exchange| exchange.response().is_some_and(Response::is_success)) {
        let crashed = |exchange: &Exchange| exchange.status() == Some(500);
        return group
            .iter()
            .zip(exchanges)
            .filter(|(_, exchange)| crashed(exchange))
            .map(|(input, exchange)| Observed::lone(input.clone(), exchange))
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
        let mut observed = Observed::lone(input.clone(), exchange);
        observed.json = json;
        observed.position = session.history.position();
        if !lost_race {
            (observed.before, observed.after) = (before, after.clone());
        }
        all.push(observed);
    }
    if let Some(observed) = all.last_mut() {
        observed.read = Some((read, json));
        session.watch_neighbours(observed).await;
    }
    all
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
