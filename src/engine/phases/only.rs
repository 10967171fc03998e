//! One input alone, made from its seed.

use super::concurrency::{self, PARALLEL_STREAM};
use super::guarded::guarded;
use super::positives::positives;
use super::{permissions, reads, sequences, wire};
use crate::engine::ask::WIRE_STREAM;
use crate::engine::plan::authored;
use crate::engine::session::Session;
use crate::engine::tell::Obstacle;
use crate::event::Phase;
use crate::generate::{GenerateError, SEQUENCE_STREAM};
use crate::model::{IDENTITY_STREAM, Input, SeedToken, Strength};

/// Sends what the seed makes: an input, a sequence, or a group of parallel patches.
///
/// # Errors
/// When the seed makes nothing.
pub async fn only(session: &mut Session<'_>, token: &SeedToken) -> Result<(), GenerateError> {
    if let Some(identity) = session.plan.lacks_identity(token) {
        session.course.obstruct(Obstacle::no_identity(identity));
        return Ok(());
    }
    match token.stream() {
        SEQUENCE_STREAM => sequences::only(session, token).await,
        PARALLEL_STREAM => concurrency::only(session, token).await,
        _ => {
            let input = input_of(session, token)?;
            alone(session, input).await;
        }
    }
    Ok(())
}

/// The input that a seed makes: a generated one, an authored case, or the control.
///
/// # Errors
/// When the seed makes none.
pub fn input_of(session: &Session<'_>, token: &SeedToken) -> Result<Input, GenerateError> {
    let number = usize::try_from(token.number()).unwrap_or(usize::MAX);
    let special = match token.stream() {
        WIRE_STREAM => wire::input(session, token.number()),
        IDENTITY_STREAM => permissions::input(session, token),
        "case" => authored(&session.plan.bundle).into_iter().nth(number),
        "control" | "read" | SEQUENCE_STREAM | PARALLEL_STREAM => session.inputs.control().cloned(),
        _ => None,
    };
    let input = special.map_or_else(|| session.inputs.generator.input(token), Ok)?;
    let is_read = token.stream() == IDENTITY_STREAM && input.method == "GET";
    Ok(if session.plan.read_only && !is_read { reads::as_read(&input).unwrap_or_else(reads::of_entity) } else { input })
}

async fn alone(session: &mut Session<'_>, input: Input) {
    session.course.start(if input.strength == Strength::Valid { Phase::Valid } else { Phase::Invalid }, 1);
    if input.strength == Strength::Valid {
        positives(session, std::iter::once(input)).await;
    } else {
        guarded(session, std::iter::once(input)).await;
    }
}
