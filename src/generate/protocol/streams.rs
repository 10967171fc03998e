//! The deviations of each class around the body, listed and random.

use super::{authentication, headers, paths};
use crate::generate::GenerateError;
use crate::generate::class::{Class, Family};
use crate::generate::draw::Draw;
use crate::generate::facts::Facts;
use crate::generate::mutant::{Mutant, Payload};
use crate::generate::valid::random_patch;

/// The listed deviations of a protocol class.
#[must_use]
pub fn listed(facts: &Facts, class: &Class) -> Vec<Mutant> {
    let mutants = match class.family {
        Family::Headers => headers::listed(class.id),
        Family::Authentication => authentication::listed(class.id),
        Family::Paths => paths::listed(facts, class.id),
        Family::Json | Family::Types | Family::Domain => Vec::new(),
    };
    let start: usize = class.id.bytes().map(usize::from).sum();
    let with_body = |(n, mutant): (usize, Mutant)| match mutant.method {
        Some("GET" | "HEAD") => mutant,
        // The first is as plain as can be; what shows only beside several members shows in the rest.
        _ if n > 0 => Mutant { payload: Payload::Changes(start + 7 * n), ..mutant },
        _ => Mutant { payload: Payload::Change(start + 7 * n), ..mutant },
    };
    mutants.into_iter().enumerate().map(with_body).collect()
}

/// A listed deviation with a random valid body, at a random id where the class is about ids.
///
/// # Errors
/// When a strategy gives up.
pub fn random(facts: &Facts, listed: &[Mutant], draw: &mut Draw) -> Result<Option<Mutant>, GenerateError> {
    let Some(mutant) = draw.pick(listed)? else { return Ok(None) };
    let mutant = paths::elsewhere(mutant.clone(), draw)?;
    if mutant.payload == Payload::Nothing {
        return Ok(Some(mutant));
    }
    Ok(Some(Mutant { payload: Payload::Object(random_patch(facts, draw)?), ..mutant }))
}
