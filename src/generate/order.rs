//! The order of inputs: what tells most comes first, so that a short budget still sees everything once.

use std::collections::HashSet;

use super::Generator;
use super::class::Class;
use super::mutant::Mutant;
use crate::model::{Input, SeedToken};

/// Packed boundary values between two random patches: so many that a run of usual length sends the whole dictionary.
/// Sequences draw at random all the time.
const LISTED_FOR_ONE_RANDOM: usize = 24;

impl Generator {
    /// Inputs of the protocol classes: headers, authentication, paths. Finite.
    #[must_use]
    pub fn protocol(&self, run_seed: u64) -> Vec<Input> {
        let classes = self.mutants().iter().filter(|(class, _)| class.family.is_protocol());
        let tokens = classes.flat_map(|(class, list)| {
            let random = if matches!(class.id, "P01" | "P02") { 2 } else { 0 };
            let listed = (0..list.len()).map(|n| token(class.stream, n));
            listed.chain((0..random).map(move |n| SeedToken::derive(run_seed, class.stream, n)))
        });
        tokens.filter_map(|token| self.input(&token).ok()).collect()
    }

    /// Valid inputs without end: the example and subsets, boundary values packed with a random patch now and
    /// then, then single boundary values and random patches in turn, then random ones. Empty when nothing is updatable.
    ///
    /// Text at its limits is among them, labelled D13: it may be refused, and must be kept when it is not.
    pub fn valid(&self, run_seed: u64) -> impl Iterator<Item = Input> + use<'_> {
        let range = |stream: &'static str, from, to| (from..to).map(move |n| token(stream, n));
        let (examples, subsets) = (self.listed("example"), self.listed("subset"));
        let (packed, boundaries) = (self.packed_boundaries(), self.listed("boundary"));
        let first = range("example", 0, examples).chain(range("subset", 0, subsets));
        let random = move |n: usize| random(run_seed, "valid", n);
        let early = range("boundary", 0, packed).enumerate().flat_map(move |(n, boundary)| {
            let is_time = n % LISTED_FOR_ONE_RANDOM == LISTED_FOR_ONE_RANDOM - 1;
            std::iter::once(boundary).chain(is_time.then(|| random(n / LISTED_FOR_ONE_RANDOM)))
        });
        let second = packed / LISTED_FOR_ONE_RANDOM;
        let third = second + boundaries.saturating_sub(packed);
        let mixed = range("boundary", packed, boundaries).enumerate();
        let mixed = mixed.flat_map(move |(n, single)| [single, random(second + n)]);
        let endless = if self.facts().fields.is_empty() { 0 } else { usize::MAX };
        let tokens = first.chain(early).chain(mixed).chain((third..).map(random).take(endless));
        tokens.filter_map(|token| self.input(&token).ok())
    }

    /// Invalid and unusual bodies without end: every class once, then in turn a class with a further property, a pair and
    /// a further value of a class, until all that is listed came; then random ones, the classes taking turns.
    ///
    /// The three take turns because each grows with the contract: on one of fifty properties none may keep the others
    /// from a run of usual length.
    pub fn invalid(&self, run_seed: u64) -> impl Iterator<Item = Input> + use<'_> {
        let bodies = || self.mutants().iter().filter(|(class, list)| !class.family.is_protocol() && !list.is_empty());
        let ranked: Vec<(&'static Class, [Vec<usize>; 4])> =
            bodies().map(|(class, list)| (*class, phases(list))).collect();
        let has_pairs = self.listed("pair") > 0;
        let streams: Vec<&'static str> =
            ranked.iter().map(|(class, _)| class.stream).chain(has_pairs.then_some("pair")).collect();
        let [first, properties, values, heavy] = [0, 1, 2, 3].map(|phase| in_turn(&ranked, phase));
        let mut pairs = (0..self.listed("pair")).map(|n| token("pair", n));
        let first = first.into_iter().chain(pairs.next());
        let listed = first.chain(taking_turns([properties, pairs.collect(), values])).chain(heavy);
        let endless =
            (0..).flat_map(move |n| streams.clone().into_iter().map(move |stream| random(run_seed, stream, n)));
        listed.chain(endless).filter_map(|token| self.input(&token).ok())
    }
}

/// One of each list, then the next of each; a shorter list ends earlier.
fn taking_turns(lists: [Vec<SeedToken>; 3]) -> impl Iterator<Item = SeedToken> {
    let longest = lists.iter().map(Vec::len).max().unwrap_or(0);
    let mut sources = lists.map(Vec::into_iter);
    (0..longest).flat_map(move |_| sources.each_mut().map(Iterator::next)).flatten()
}

fn token(stream: &'static str, number: usize) -> SeedToken {
    SeedToken::listed(stream, number as u64)
}

fn random(run_seed: u64, stream: &str, index: usize) -> SeedToken {
    SeedToken::derive(run_seed, stream, index as u64)
}

/// Positions of a class's list: the first, the first of each further property, the rest, and last what is long to send.
fn phases(list: &[Mutant]) -> [Vec<usize>; 4] {
    let mut phases: [Vec<usize>; 4] = Default::default();
    let mut seen = HashSet::new();
    for (index, mutant) in list.iter().enumerate() {
        let new = seen.insert(&mutant.property);
        let phase = match mutant.payload.is_heavy() {
            true => 3,
            false if index == 0 => 0,
            false if new => 1,
            false => 2,
        };
        phases[phase].push(index);
    }
    phases
}

/// The tokens of one phase: the first of each class, then the second of each.
fn in_turn(ranked: &[(&'static Class, [Vec<usize>; 4])], phase: usize) -> Vec<SeedToken> {
    let longest = ranked.iter().map(|(_, phases)| phases[phase].len()).max().unwrap_or(0);
    let round =
        |n: usize| ranked.iter().filter_map(move |(class, phases)| Some(token(class.stream, *phases[phase].get(n)?)));
    (0..longest).flat_map(round).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use crate::generate::classes;
    use crate::generate::fixtures::generators;

    #[test]
    fn every_class_comes_before_any_comes_twice() {
        for generator in generators() {
            let with = |stream| generator.listed(stream) > 0;
            let count = classes().iter().filter(|class| !class.family.is_protocol() && with(class.stream)).count();
            let first: HashSet<_> =
                generator.invalid(1).take(count).map(|input| input.class().map(str::to_owned)).collect();
            assert_eq!(first.len(), count);
        }
    }

    #[test]
    fn the_order_depends_on_the_run_seed_only_where_it_is_random() {
        let [generator, _] = generators();
        let ids = |seed| generator.valid(seed).take(2000).map(|input| input.id).collect::<Vec<_>>();
        assert_eq!(ids(1), ids(1));
        let listed = |seed| ids(seed).into_iter().filter(|id| !id.starts_with("valid/")).collect::<Vec<_>>();
        assert_eq!(listed(1), listed(2));
        assert_ne!(ids(1), ids(2));
    }

    #[test]
    fn further_properties_pairs_and_values_take_turns() {
        let [generator, _] = generators();
        let ids: Vec<_> = generator.invalid(1).take(2000).map(|input| input.id).collect();
        let place = |id: &str| ids.iter().position(|other| other == id).unwrap();
        let first = ["T02/onboardingUrl/3", "D20/lastConnectionDateTime/1", "D06/lastConnectionDateTime/1"].map(place);
        assert!(first.iter().all(|place| *place < 100), "{first:?}");
        assert!(place("J01/11") < place("J11/displayName/3"), "ten mebibytes come late");
    }

    #[test]
    fn ids_are_unique_within_a_run() {
        for generator in generators() {
            let inputs = generator.protocol(1).into_iter().chain(generator.valid(1).take(5000));
            let mut seen = HashSet::new();
            for input in inputs.chain(generator.invalid(1).take(5000)) {
                assert!(seen.insert(input.id.clone()), "{}", input.id);
            }
        }
    }
}
