//! One generator per contract: makes any input from its seed.

use serde_json::{Map, Value};

use super::class::{Class, class, classes};
use super::draw::Draw;
use super::facts::Facts;
use super::mutant::Mutant;
use super::valid::{Boundaries, Examples, Subsets, random_patch, valid_input};
use super::{GenerateError, invalid, protocol};
use crate::model::{Contract, Input, SeedToken};
use crate::value::closest;

/// Makes inputs for one contract. Holds dictionaries and lists, no state: the same seed always makes the same input.
#[derive(Debug, Clone)]
pub struct Generator {
    facts: Facts,
    examples: Examples,
    subsets: Subsets,
    boundaries: Boundaries,
    mutants: Vec<(&'static Class, Vec<Mutant>)>,
    pairs: invalid::Pairs,
}

/// Classes whose list depends on the id of the entity.
const SEND_THE_ID: [&str; 2] = ["D18", "P01"];

/// Streams of valid inputs.
pub const VALID_STREAMS: [&str; 4] = ["example", "subset", "boundary", "valid"];

impl Generator {
    /// Prepares the lists for `contract`; `base` is the body of the documented example, whose values are known to be
    /// accepted. A value of the key in `base` is taken for the id of the entity under test.
    #[must_use]
    pub fn new(contract: &Contract, base: &Map<String, Value>) -> Self {
        Self::from_facts(Facts::new(contract, base))
    }

    /// The same generator for the entity with this id, which some classes send.
    #[must_use]
    pub fn with_entity_id(mut self, id: &str) -> Self {
        self.facts.entity_id = Some(id.to_owned());
        for (class, list) in self.mutants.iter_mut().filter(|(class, _)| SEND_THE_ID.contains(&class.id)) {
            *list = listed(&self.facts, class);
        }
        self
    }

    fn from_facts(facts: Facts) -> Self {
        let mutants: Vec<_> = classes().iter().map(|class| (class, listed(&facts, class))).collect();
        let pairs = invalid::Pairs::new(&facts, mutants.iter().flat_map(|(_, list)| list));
        Self {
            examples: Examples::new(&facts),
            subsets: Subsets::new(&facts),
            boundaries: Boundaries::new(&facts),
            mutants,
            pairs,
            facts,
        }
    }

    /// Names of all streams.
    #[must_use]
    pub fn streams() -> Vec<&'static str> {
        VALID_STREAMS.into_iter().chain(classes().iter().map(|class| class.stream)).collect()
    }

    /// Exactly the input of `seed`.
    ///
    /// # Errors
    /// When the stream does not exist, lists fewer inputs, or has nothing to use in this contract.
    pub fn input(&self, seed: &SeedToken) -> Result<Input, GenerateError> {
        let listed = usize::try_from(seed.number()).unwrap_or(usize::MAX);
        let index = listed.to_string();
        let patch =
            |patch: Option<Map<String, Value>>| patch.map(|patch| valid_input(&self.facts, seed, &index, patch));
        let input = match seed.stream() {
            "example" => self.examples.input(&self.facts, seed, listed),
            "subset" => patch(self.subsets.patch(&self.facts, listed)),
            "boundary" => patch(self.boundaries.patch(&self.facts, listed)),
            "valid" => return self.random_valid(seed),
            _ => return self.deviation(seed, listed),
        };
        input.ok_or_else(|| self.behind_the_end(seed))
    }

    /// How many inputs `stream` lists for this contract; 0 for streams that are random only.
    #[must_use]
    pub fn listed(&self, stream: &str) -> usize {
        match stream {
            "example" => self.examples.len(),
            "subset" => self.subsets.len(),
            "boundary" => self.boundaries.len(),
            "pair" => self.pairs.len(),
            _ => self.mutants_of(stream).map_or(0, |(_, mutants)| mutants.len()),
        }
    }

    /// A plain value for each property that can have another one than the example's; another `n`, other values.
    #[must_use]
    pub fn changes(&self, n: usize) -> Vec<(String, Value)> {
        let fields = self.facts.changeable();
        fields.filter_map(|field| Some((field.name().to_owned(), field.changed(n)?))).collect()
    }

    /// How many boundary inputs come before the values that are sent alone.
    pub(super) fn packed_boundaries(&self) -> usize {
        self.boundaries.packed()
    }

    /// The listed deviations of a class.
    pub(super) fn mutants(&self) -> &[(&'static Class, Vec<Mutant>)] {
        &self.mutants
    }

    /// What the generator knows of its contract.
    pub(super) fn facts(&self) -> &Facts {
        &self.facts
    }

    fn mutants_of(&self, stream: &str) -> Option<(&'static Class, &[Mutant])> {
        self.mutants.iter().find(|(class, _)| class.stream == stream).map(|(class, list)| (*class, list.as_slice()))
    }

    fn random_valid(&self, seed: &SeedToken) -> Result<Input, GenerateError> {
        if self.facts.fields.is_empty() {
            return Err(GenerateError::NothingToUse { stream: seed.stream().to_owned() });
        }
        let patch = random_patch(&self.facts, &mut Draw::new(seed))?;
        Ok(valid_input(&self.facts, seed, &digits(seed), patch))
    }

    fn deviation(&self, seed: &SeedToken, listed: usize) -> Result<Input, GenerateError> {
        let (class, mutants) = self.mutants_of(seed.stream()).ok_or_else(|| unknown(seed.stream()))?;
        let is_pair = class.stream == "pair";
        let known = if is_pair { self.pairs.mutant(&self.facts, listed) } else { mutants.get(listed).cloned() };
        if let Some(mutant) = known {
            return Ok(mutant.input(&self.facts, seed, &listed.to_string()));
        }
        let draw = &mut Draw::new(seed);
        let mutant = if is_pair {
            invalid::random_pair(&self.facts, &self.pairs, draw)?
        } else if class.family.is_protocol() {
            protocol::random(&self.facts, mutants, draw)?
        } else {
            invalid::random(&self.facts, class, mutants, draw)?
        };
        let mutant = mutant.ok_or_else(|| GenerateError::NothingToUse { stream: seed.stream().to_owned() })?;
        Ok(mutant.input(&self.facts, seed, &digits(seed)))
    }

    fn behind_the_end(&self, seed: &SeedToken) -> GenerateError {
        let stream = seed.stream().to_owned();
        match self.listed(&stream) {
            0 => GenerateError::NothingToUse { stream },
            listed => GenerateError::BehindTheEnd { stream, number: seed.number(), listed },
        }
    }
}

/// The listed deviations of a class.
fn listed(facts: &Facts, class: &Class) -> Vec<Mutant> {
    if class.family.is_protocol() { protocol::listed(facts, class) } else { invalid::listed(facts, class) }
}

fn digits(seed: &SeedToken) -> String {
    format!("{:016x}", seed.number())
}

fn unknown(stream: &str) -> GenerateError {
    let alias = class(stream).map(|class| class.stream);
    let suggestion = alias.or_else(|| closest(stream, Generator::streams())).map(str::to_owned);
    GenerateError::UnknownStream { stream: stream.to_owned(), suggestion }
}

#[cfg(test)]
mod tests {
    use super::{GenerateError, Generator};
    use crate::generate::fixtures::{generators, partner_base, partner_contract};
    use crate::model::SeedToken;

    #[test]
    fn an_unknown_stream_is_told_with_a_near_name() {
        let [generator, _] = generators();
        let suggestion = |stream: &str| match generator.input(&SeedToken::listed(stream, 0)) {
            Err(GenerateError::UnknownStream { suggestion, .. }) => suggestion,
            other => panic!("{other:?}"),
        };
        assert_eq!(suggestion("bondary").as_deref(), Some("boundary"));
        assert_eq!(suggestion("D20").as_deref(), Some("pair"));
        assert_eq!(suggestion("d06").as_deref(), Some("D06"));
        assert_eq!(suggestion("zzzzzzz"), None);
    }

    #[test]
    fn a_list_ends_and_random_streams_do_not() {
        let [generator, _] = generators();
        let last = SeedToken::listed("subset", 16);
        assert!(matches!(generator.input(&last), Err(GenerateError::BehindTheEnd { listed: 16, .. })));
        assert!(generator.input(&SeedToken::listed("D06", u64::MAX)).is_ok());
    }

    #[test]
    fn a_generator_that_learns_the_id_is_one_that_knew_it() {
        let base = |id: &str| {
            let mut base = partner_base();
            base.insert("id".to_owned(), id.into());
            base
        };
        let learnt = Generator::new(&partner_contract(), &base("1")).with_entity_id("2");
        let known = Generator::new(&partner_contract(), &base("2"));
        assert_eq!(learnt.mutants().len(), known.mutants().len());
        for ((class, learnt), (_, known)) in learnt.mutants().iter().zip(known.mutants()) {
            assert_eq!(learnt, known, "{}", class.id);
        }
    }

    #[test]
    fn a_generator_may_cross_threads() {
        fn crosses<T: Send + Sync>() {}
        crosses::<Generator>();
    }
}
