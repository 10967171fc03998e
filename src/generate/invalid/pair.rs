//! D20: a valid change beside a value that must or should be refused, in both orders of the members.

use serde_json::Map;

use crate::generate::GenerateError;
use crate::generate::draw::Draw;
use crate::generate::facts::Facts;
use crate::generate::mutant::{Mutant, Payload};
use crate::generate::valid::random_patch;
use crate::model::Strength;

/// The list of pairs: every property that can change beside every class of wrong value of every other property.
#[derive(Debug, Clone)]
pub struct Pairs {
    wrong: Vec<Mutant>,
    pairs: Vec<Pair>,
}

#[derive(Debug, Clone, Copy)]
struct Pair {
    valid: usize,
    wrong: usize,
    wrong_first: bool,
}

impl Pairs {
    /// Lists them; `mutants` are the listed deviations of all classes.
    #[must_use]
    pub fn new<'a>(facts: &Facts, mutants: impl Iterator<Item = &'a Mutant>) -> Self {
        let mut wrong: Vec<Mutant> = Vec::new();
        for mutant in mutants.filter(|mutant| is_wrong_member(mutant)) {
            if !wrong.iter().any(|known| known.class == mutant.class && known.property == mutant.property) {
                wrong.push(mutant.clone());
            }
        }
        // What must be refused comes first.
        wrong.sort_by_key(|mutant| mutant.strength != Strength::MustReject);
        let changeable: Vec<usize> =
            (0..facts.fields.len()).filter(|n| facts.fields[*n].changed(0).is_some()).collect();
        let mut pairs = Vec::new();
        for round in 0..changeable.len() {
            for (index, mutant) in wrong.iter().enumerate() {
                let valid = changeable[(index + round) % changeable.len()];
                if mutant.property.as_deref() != Some(facts.fields[valid].name()) {
                    pairs.extend([false, true].map(|wrong_first| Pair { valid, wrong: index, wrong_first }));
                }
            }
        }
        Self { wrong, pairs }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Pair `n`.
    #[must_use]
    pub fn mutant(&self, facts: &Facts, n: usize) -> Option<Mutant> {
        let pair = self.pairs.get(n)?;
        let (field, wrong) = (facts.fields.get(pair.valid)?, self.wrong.get(pair.wrong)?);
        let (name, value) = member(wrong)?;
        let mut members = vec![(field.name().to_owned(), field.changed(n)?)];
        members.insert(usize::from(!pair.wrong_first), (name, value));
        Some(labelled(wrong, field.name(), pair.wrong_first, members.into_iter().collect()))
    }
}

/// A random patch with a random wrong member somewhere in it.
///
/// # Errors
/// When a strategy gives up.
pub fn random_pair(facts: &Facts, pairs: &Pairs, draw: &mut Draw) -> Result<Option<Mutant>, GenerateError> {
    let Some(known) = draw.pick(&pairs.pairs)?.copied() else { return Ok(None) };
    let (field, wrong) = (&facts.fields[known.valid], &pairs.wrong[known.wrong]);
    let Some((name, value)) = member(wrong) else { return Ok(None) };
    let mut patch = random_patch(facts, draw)?;
    patch.extend(field.changed(draw.below(90)?).map(|value| (field.name().to_owned(), value)));
    patch.remove(&name);
    let mut members: Vec<_> = patch.into_iter().collect();
    let at = draw.below(members.len() + 1)?;
    members.insert(at, (name, value));
    Ok(Some(labelled(wrong, field.name(), at == 0, members.into_iter().collect())))
}

fn labelled(wrong: &Mutant, valid: &str, first: bool, body: Map<String, serde_json::Value>) -> Mutant {
    let order = if first { "before" } else { "behind" };
    let what = format!("{} ({}) {order} a change of {valid}", wrong.what, wrong.class);
    let pair = Mutant::new("D20", what, Payload::Object(body)).about(wrong.property.as_deref().unwrap_or_default());
    pair.judged(wrong.strength, wrong.expect)
}

fn is_wrong_member(mutant: &Mutant) -> bool {
    let is_wrong = matches!(mutant.strength, Strength::MustReject | Strength::ShouldReject);
    is_wrong && matches!(mutant.payload, Payload::Member(_)) && !mutant.payload.is_heavy()
}

fn member(wrong: &Mutant) -> Option<(String, serde_json::Value)> {
    match &wrong.payload {
        Payload::Member(recipe) => Some((wrong.property.clone()?, recipe.make())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::is_wrong_member;
    use crate::generate::fixtures::generators;
    use crate::model::{InputBody, SeedToken};

    #[test]
    fn every_property_stands_beside_every_wrong_class_in_both_orders() {
        for generator in generators() {
            let mut listed = HashSet::new();
            for n in 0..generator.listed("pair") {
                let input = generator.input(&SeedToken::listed("pair", n as u64)).unwrap();
                let InputBody::Patch(body) = &input.body else { panic!("{input:?}") };
                let mutation = input.mutation.as_ref().unwrap();
                let class = mutation.what.rsplit_once(" (").and_then(|(_, rest)| rest.split_once(')')).unwrap().0;
                let names: Vec<&String> = body.keys().collect();
                let [first, second] = names[..] else { panic!("{body:?}") };
                let wrong_first = mutation.property.as_ref() == Some(first);
                listed.insert((if wrong_first { second } else { first }.clone(), class.to_owned(), wrong_first));
            }
            let wrong = generator.mutants().iter().flat_map(|(_, list)| list).filter(|mutant| is_wrong_member(mutant));
            let fields = || generator.facts().fields.iter().filter(|field| field.changed(0).is_some());
            let mut wanted = 0;
            for mutant in wrong {
                for field in fields().filter(|field| mutant.property.as_deref() != Some(field.name())) {
                    for wrong_first in [false, true] {
                        let pair = (field.name().to_owned(), mutant.class.to_owned(), wrong_first);
                        assert!(listed.contains(&pair), "{pair:?}");
                        wanted += 1;
                    }
                }
            }
            assert!(wanted > 100, "{wanted}");
        }
    }
}
