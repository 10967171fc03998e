//! A run that writes nothing: reads of what is there, and reads that must be refused.

use super::guarded::guarded;
use crate::engine::session::Session;
use crate::event::{CONTROL, Phase};
use crate::model::{Input, InputBody, SeedToken};

/// Protocol classes whose deviation is as wrong in a read as in a write: who asks, for which id, and `HEAD`.
const CLASSES: [&str; 6] = ["A01", "A02", "A03", "P01", "P02", "head"];

/// Sends everything that needs no write. Whether every kind of input came to its turn.
pub async fn reads(session: &mut Session<'_>) -> bool {
    session.inputs.settle_on(of_entity());
    let all = session.inputs.generator.protocol(session.plan.seed);
    let inputs: Vec<Input> = all
        .iter()
        .filter(|input| session.plan.selects(&input.id) && session.plan.has(&input.id))
        .filter_map(as_read)
        .collect();
    session.course.note("this run only reads; promises about writes are not exercised");
    session.course.start(Phase::Protocol, inputs.len());
    guarded(session, inputs.into_iter()).await;
    !session.ended()
}

/// The same deviation in a read; `None` when it makes sense in a write only.
pub fn as_read(input: &Input) -> Option<Input> {
    if !input.class().is_some_and(|class| CLASSES.contains(&class)) {
        return None;
    }
    let method = if input.method == "HEAD" { "HEAD" } else { "GET" };
    let about_writes = ["content-type", "if-match"];
    Some(Input {
        method: method.to_owned(),
        headers: input.headers.iter().filter(|(name, _)| !about_writes.contains(&name.as_str())).cloned().collect(),
        body: InputBody::None,
        patch: serde_json::Map::new(),
        ..input.clone()
    })
}

/// A plain read: the control of a run that only reads.
pub fn of_entity() -> Input {
    Input::read(CONTROL, SeedToken::listed("control", 0))
}
