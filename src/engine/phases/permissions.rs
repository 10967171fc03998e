//! The page's permission table, with the token of each caller that is given.

use serde_json::{Map, Value};

use super::guarded::guarded;
use super::reads::of_entity;
use crate::engine::plan::{as_identity, control_of};
use crate::engine::session::Session;
use crate::event::Phase;
use crate::model::{Identity, Input, InputBody, SeedToken};

/// Number of the change that callers send who should be refused: what they leave behind can be told from the control.
const CHANGE: usize = 7;

/// Sends what each caller may or may not do, between two controls of the run's own.
pub async fn permissions(session: &mut Session<'_>) {
    let given = Identity::ALL.into_iter().filter(|identity| session.plan.tokens_of(*identity).is_some());
    let inputs: Vec<Input> = given
        .flat_map(|identity| requests(session, identity))
        .filter(|input| session.plan.selects(&input.id) && session.plan.has(&input.id))
        .collect();
    if inputs.is_empty() || session.ended() {
        return;
    }
    session.course.start(Phase::Permissions, inputs.len());
    guarded(session, inputs.into_iter()).await;
}

/// The request that a seed of the stream makes.
pub fn input(session: &Session<'_>, seed: &SeedToken) -> Option<Input> {
    requests(session, Identity::of_seed(seed)?).into_iter().find(|input| input.seed == *seed)
}

/// A read, and the documented update where the run may write.
fn requests(session: &Session<'_>, identity: Identity) -> Vec<Input> {
    let rows = &session.plan.bundle.contract.permissions;
    let supported = rows.iter().any(|row| Some(row.kind) == identity.row() && !row.permissions.is_empty());
    let update = || if supported { session.inputs.control().map(control_of) } else { change(session) };
    let update = if session.plan.read_only { None } else { update() };
    [Some(of_entity()), update].into_iter().flatten().map(|one| as_identity(identity, one, supported)).collect()
}

/// The control with one value that is not there yet, so that a refusal which leaves a trace shows.
fn change(session: &Session<'_>) -> Option<Input> {
    let patch: Map<String, Value> = session.inputs.generator.changes(CHANGE).into_iter().take(1).collect();
    let control = session.inputs.control().map(control_of)?;
    Some(Input { body: InputBody::Patch(patch.clone()), patch, ..control })
}
