//! The run's own object: gone at the end, however the run ended, and nothing else is ever deleted.

use std::time::Duration;

use super::original::put_original_back;
use super::put_back::PutBack;
use crate::engine::observe::{Observed, State};
use crate::engine::plan::Throwaway;
use crate::engine::session::Session;
use crate::engine::tell::{Mode, Obstacle};
use crate::model::{Exchange, Input, Role};
use crate::rules::{Control, Subject};

/// Looks at a deleted object: a target elsewhere may show it a little longer.
const LOOKS: u32 = 4;
/// Time between two looks at a target that is not on this machine.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);

/// Leaves the entity: the run's own object is removed, any other gets its original values back.
pub async fn leave(session: &mut Session<'_>, original: Option<&State>) {
    let own = session.plan.throwaway.as_ref().filter(|_| session.ledger.is_own);
    let Some(own) = own else { return put_original_back(session, original).await };
    let (observed, outcome) = delete(session, own.delete.clone()).await;
    let control = if outcome.is_answered() { Control::Accepted } else { Control::Refused };
    session.rule_on(&observed, control);
    session.ledger.is_own = false;
    match (outcome, session.journal()) {
        (Outcome::Gone, Some(journal)) => {
            if let Err(error) = journal.closed("removed") {
                session.course.note(error.to_string());
            }
        }
        (Outcome::Gone, None) => {}
        (Outcome::Left(why) | Outcome::Unknown(why), _) => session.course.obstruct(Obstacle::not_removed(&why)),
    }
}

/// Removes the object that an interrupted run made; the session's entity is that object.
pub(super) async fn remove_left(session: &mut Session<'_>) -> PutBack {
    let obstacle = match Throwaway::delete_of(&session.plan.bundle.contract) {
        Ok(input) => match delete(session, input).await.1 {
            Outcome::Gone => None,
            Outcome::Left(why) | Outcome::Unknown(why) => Some(why),
        },
        Err(_) => Some("the contract no longer documents a delete".to_owned()),
    };
    PutBack { is_own: true, obstacle, ..PutBack::default() }
}

/// What became of a delete.
#[derive(Debug)]
pub(super) enum Outcome {
    /// A read finds nothing any more.
    Gone,
    /// A read still shows the object.
    Left(String),
    /// No read gives an answer to go by.
    Unknown(String),
}

impl Outcome {
    fn is_answered(&self) -> bool {
        !matches!(self, Self::Unknown(_))
    }
}

/// Deletes the entity and looks for it. That is done even when the run is cancelled or its budget is spent.
pub(super) async fn delete(session: &mut Session<'_>, input: Input) -> (Observed, Outcome) {
    let mode = session.course.mode;
    if mode == Mode::Running {
        session.course.mode = Mode::PuttingBack;
    }
    let before = session.sight.state.clone();
    let draft = session.line.draft_of(&session.course, &input, 0);
    let (exchange, attempts) = session.line.ask_input(&mut session.course, &input, draft, Role::Restore).await;
    let outcome = look_for(session, &input, &exchange).await;
    session.course.mode = mode;
    let after = session.sight.state.clone();
    (Observed { subject: Subject::Delete, attempts, before, after, ..Observed::lone(input, exchange) }, outcome)
}

/// Reads the object until it is gone, or long enough.
async fn look_for(session: &mut Session<'_>, input: &Input, deleted: &Exchange) -> Outcome {
    if session.course.mode == Mode::Rehearsing {
        return Outcome::Gone;
    }
    let looks = if session.plan.address.is_loopback() { 1 } else { LOOKS };
    let mut outcome = Outcome::Unknown(String::new());
    for number in 0..looks {
        if number > 0 {
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        let (read, _) = session.look(&input.id, Role::Restore).await;
        let url = &read.request.url;
        outcome = match read.status() {
            Some(404 | 410) => return Outcome::Gone,
            Some(200) if session.sight.state.is_some() => {
                let answer =
                    deleted.status().map_or("gave no answer".to_owned(), |status| format!("answered {status}"));
                Outcome::Left(format!("{url} is still there; the target {answer} to its delete"))
            }
            Some(status) => Outcome::Unknown(format!("the target answers {status} to a read of {url}")),
            None => Outcome::Unknown(format!("the target does not answer a read of {url}")),
        };
    }
    outcome
}
