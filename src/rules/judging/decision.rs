//! A judgement written with `?`.

use crate::model::{Judgement, Observation};

/// What a rule saw, or the judgement that ends it early.
///
/// No observation means that the promise held.
pub type Decision = Result<Vec<Observation>, Judgement>;

/// The judgement of a decision.
#[must_use]
pub fn settle(decision: Decision) -> Judgement {
    match decision {
        Ok(seen) if seen.is_empty() => Judgement::Held,
        Ok(seen) => Judgement::Broken(seen),
        Err(judgement) => judgement,
    }
}

/// Broken by what `seen` holds, held when it holds nothing.
///
/// # Errors
/// Never: the type is that of the rules.
#[expect(clippy::unnecessary_wraps, reason = "the last words of a rule, beside `skipped` and `undecided`")]
pub fn decide(seen: impl IntoIterator<Item = Observation>) -> Decision {
    Ok(seen.into_iter().collect())
}

/// The rule does not apply.
///
/// # Errors
/// Always, with the reason.
pub fn skipped<T>(reason: &'static str) -> Result<T, Judgement> {
    Err(Judgement::Skipped(reason))
}

/// The evidence does not allow a decision.
///
/// # Errors
/// Always, with the reason.
pub fn undecided<T>(reason: &'static str) -> Result<T, Judgement> {
    Err(Judgement::Undecided(reason))
}
