//! proptest's shrinking protocol over the candidates of an input.

use std::collections::{HashMap, HashSet};

use proptest::strategy::ValueTree;

use super::moves::{apply, moves};
use super::step::Move;
use crate::generate::Generator;
use crate::model::Input;

/// Walks from a failing input to a small one: `simplify` after a try that failed, `complicate` after one that passed.
///
/// Remembers what did not help, so that a budget of some sixty tries is enough.
#[derive(Debug, Clone)]
pub struct Shrinker<'g> {
    generator: &'g Generator,
    best: Input,
    trying: Option<(Move, Input)>,
    open: std::vec::IntoIter<Move>,
    useless: HashSet<Move>,
    short: HashMap<String, usize>,
}

impl<'g> Shrinker<'g> {
    /// Starts from `failing`, an input of `generator` that is known to fail.
    #[must_use]
    pub fn new(generator: &'g Generator, failing: Input) -> Self {
        Self {
            generator,
            best: failing,
            trying: None,
            open: Vec::new().into_iter(),
            useless: HashSet::new(),
            short: HashMap::new(),
        }
    }

    /// The smallest input known to fail.
    #[cfg(test)]
    #[must_use]
    pub fn best(&self) -> &Input {
        &self.best
    }

    fn advance(&mut self) -> bool {
        while let Some(step) = self.open.next() {
            if self.is_useless(&step) {
                continue;
            }
            if let Some(input) = apply(self.generator, &self.best, &step) {
                self.trying = Some((step, input));
                return true;
            }
        }
        false
    }

    fn is_useless(&self, step: &Move) -> bool {
        match step {
            Move::Length(name, length) => self.short.get(name).is_some_and(|short| length <= short),
            Move::Keep(..) => false,
            other => self.useless.contains(other),
        }
    }

    /// A step that did not help is not tried again, even after others have: the budget is worth more.
    fn remember(&mut self, step: Move) {
        match step {
            Move::Length(name, length) => {
                let short = self.short.entry(name).or_default();
                *short = length.max(*short);
            }
            other => {
                self.useless.insert(other);
            }
        }
    }
}

impl ValueTree for Shrinker<'_> {
    type Value = Input;

    fn current(&self) -> Input {
        self.trying.as_ref().map_or(&self.best, |(_, input)| input).clone()
    }

    fn simplify(&mut self) -> bool {
        if let Some((_, input)) = self.trying.take() {
            self.best = input;
        }
        self.open = moves(self.generator, &self.best).into_iter();
        self.advance()
    }

    fn complicate(&mut self) -> bool {
        let Some((step, _)) = self.trying.take() else { return false };
        self.remember(step);
        self.advance()
    }
}

#[cfg(test)]
mod tests {
    use proptest::strategy::ValueTree as _;
    use serde_json::{Value, json};

    use super::Shrinker;
    use crate::generate::Generator;
    use crate::generate::fixtures::generators;
    use crate::generate::valid::valid_input;
    use crate::model::{Input, InputBody, SeedToken};

    /// The engine's loop: the smallest failing input within `budget` tries, and the tries it took.
    fn shrink(generator: &Generator, input: Input, budget: usize, fails: impl Fn(&Input) -> bool) -> (Input, usize) {
        let mut tree = Shrinker::new(generator, input);
        let mut tries = 0;
        let mut go = tree.simplify();
        while go && tries < budget {
            tries += 1;
            go = if fails(&tree.current()) { tree.simplify() } else { tree.complicate() };
        }
        (tree.best().clone(), tries)
    }

    fn valid(generator: &Generator, patch: &Value) -> Input {
        valid_input(generator.facts(), &SeedToken::listed("valid", 1), "1", patch.as_object().unwrap().clone())
    }

    fn name(input: &Input) -> String {
        input.patch.get("displayName").and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    fn long_patch(name: &str) -> Value {
        json!({"onboardingStatus": "onboarded", "displayName": name, "onboardingUrl": "https://a.example/",
               "lastConnectionDateTime": "2024-02-29T12:00:00.5+05:45"})
    }

    #[test]
    fn text_cut_behind_255_shrinks_to_256_letters() {
        let [generator, _] = generators();
        for text in ["\u{e9}b".repeat(500), "a".repeat(30_000), "xyz".repeat(86), "\u{1f600}".repeat(256)] {
            let input = valid(&generator, &long_patch(&text));
            let (small, tries) = shrink(&generator, input, 60, |input| name(input).chars().count() > 255);
            assert_eq!(
                small.body,
                InputBody::Patch(json!({"displayName": "a".repeat(256)}).as_object().unwrap().clone())
            );
            assert!(tries < 60, "{tries}");
        }
    }

    #[test]
    fn a_text_with_an_astral_character_shrinks_to_that_character() {
        let [generator, _] = generators();
        let text = format!("{}\u{1f600}{}", "plain ".repeat(20), "t\u{e9}xt".repeat(20));
        let input = valid(&generator, &long_patch(&text));
        let (small, _) = shrink(&generator, input, 60, |input| name(input).chars().any(|c| c > '\u{ffff}'));
        assert_eq!(small.patch, json!({"displayName": "\u{1f600}"}).as_object().unwrap().clone());
    }

    #[test]
    fn a_deviation_of_three_members_together_keeps_the_three() {
        let [generator, _] = generators();
        let input = valid(&generator, &long_patch("x"));
        let (small, _) = shrink(&generator, input, 60, |input| input.patch.len() >= 3);
        assert_eq!(small.patch.len(), 3);
    }

    #[test]
    fn an_offset_that_is_not_whole_hours_stays_and_the_rest_goes() {
        let [generator, _] = generators();
        let input = valid(&generator, &long_patch("x"));
        let date =
            |input: &Input| input.patch.get("lastConnectionDateTime").and_then(Value::as_str).unwrap_or("").to_owned();
        let (small, _) = shrink(&generator, input, 60, |input| date(input).ends_with("+05:45"));
        assert_eq!(date(&small), "2000-01-01T00:00:00+05:45");
        assert_eq!(small.patch.len(), 1);
    }

    #[test]
    fn shrinking_always_ends() {
        for generator in generators() {
            for input in generator.valid(3).take(400).chain(generator.invalid(3).take(400)) {
                if input.body.bytes().len() < 5000 {
                    let (_, tries) = shrink(&generator, input, 5000, |_| true);
                    assert!(tries < 5000);
                }
            }
        }
    }
}
