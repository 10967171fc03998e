//! Random sequences of requests from a reference model of the entity: a patch merges, a refusal changes nothing.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::any;
use proptest::strategy::{BoxedStrategy, Just, Strategy as _, ValueTree};
use proptest_state_machine::Sequential;
use serde_json::{Map, Value};

use super::draw::Draw;
use super::{GenerateError, Generator};
use crate::model::{Input, InputBody, SeedToken, Strength};

/// Stream of the steps of sequences.
pub const SEQUENCE_STREAM: &str = "sequence";

/// What a step does. It means something only beside the steps before it, so that deleting one leaves a sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// A patch of the fields whose bit is set.
    Patch { fields: u16, value: u8 },
    /// A patch of one field that the write before did not name.
    Other { field: u16, value: u8 },
    /// Any valid patch.
    Valid(u64),
    /// The last accepted patch again.
    Again,
    /// The values before the last accepted patch.
    Back,
    /// A read without a write.
    Read,
    /// A patch that must be refused.
    Refused(u16),
    /// A request that is unusual around its body: another method, no token, an unknown id, a header field.
    Aside(u16),
}

/// The reference model: what the entity must hold.
#[derive(Debug, Clone, Default)]
struct Model {
    now: Map<String, Value>,
    /// The last accepted patch.
    last: Map<String, Value>,
    /// What it replaced.
    replaced: Map<String, Value>,
    /// Members that the write before named, accepted or not.
    named: BTreeSet<String>,
    refused: bool,
}

impl Model {
    fn after(mut self, input: &Input) -> Self {
        if input.method == "GET" {
            return self;
        }
        self.named = input.patch.keys().cloned().collect();
        self.refused = input.strength == Strength::MustReject;
        if input.strength == Strength::Valid {
            let old = |name: &String| Some((name.clone(), self.now.get(name)?.clone()));
            self.replaced = input.patch.keys().filter_map(old).collect();
            self.now.extend(input.patch.clone());
            self.last.clone_from(&input.patch);
        }
        self
    }
}

type Tree = Box<dyn ValueTree<Value = (Model, Vec<Step>, Option<Arc<AtomicUsize>>)>>;

/// One random sequence and its smaller relatives.
pub struct Sequence {
    generator: Arc<Generator>,
    tree: Tree,
    token: SeedToken,
    steps: Vec<Input>,
    seen: Option<Arc<AtomicUsize>>,
}

impl fmt::Debug for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sequence").field("token", &self.token).field("steps", &self.steps).finish_non_exhaustive()
    }
}

impl Sequence {
    /// The sequence of `token` for an entity that shows `now`; at most `longest` steps.
    ///
    /// # Errors
    /// When the contract has nothing to update.
    pub fn new(
        generator: &Arc<Generator>,
        token: &SeedToken,
        now: &Map<String, Value>,
        longest: usize,
    ) -> Result<Self, GenerateError> {
        if generator.facts().fields.is_empty() {
            return Err(GenerateError::NothingToUse { stream: SEQUENCE_STREAM.to_owned() });
        }
        let start = Model { now: now.clone(), ..Model::default() };
        let (next, resolver) = (Arc::clone(generator), token.clone());
        let strategy = Sequential::new(
            (longest.div_ceil(2).max(1)..=longest.max(1)).into(),
            move || Just(start.clone()),
            |model: &Model, step: &Step| !matches!(step, Step::Again | Step::Back) || !model.last.is_empty(),
            |model: &Model| transition(model),
            move |model: Model, step: &Step| {
                let input = input_of(&next, &resolver, &model, *step, 0);
                model.after(&input)
            },
        );
        let tree: Tree = Box::new(Draw::new(token).tree(&strategy)?);
        let (model, steps, seen) = tree.current();
        let steps = resolved(generator, token, model, &steps);
        Ok(Self { generator: Arc::clone(generator), tree, token: token.clone(), steps, seen })
    }

    /// The steps as inputs, in order.
    #[must_use]
    pub fn steps(&self) -> &[Input] {
        &self.steps
    }

    /// Tells that the first `count` steps were enough to fail: shrinking starts from them.
    pub fn seen(&mut self, count: usize) {
        if let Some(seen) = self.seen.take() {
            seen.store(count, Ordering::SeqCst);
        }
    }

    /// Goes to a smaller sequence, after one that failed (`failed`) or that passed. Whether there is one.
    pub fn smaller(&mut self, failed: bool) -> bool {
        let more = if failed { self.tree.simplify() } else { self.tree.complicate() };
        if more {
            let (model, steps, _) = self.tree.current();
            self.steps = resolved(&self.generator, &self.token, model, &steps);
        }
        more
    }
}

/// The next step. What a refusal leaves behind shows with a patch of something else; what a patch leaves, with the
/// same again.
fn transition(model: &Model) -> BoxedStrategy<Step> {
    let (again, other) = match (model.last.is_empty(), model.refused) {
        (true, _) => (0, 2),
        (false, true) => (2, 8),
        (false, false) => (3, 2),
    };
    proptest::prop_oneof![
        3 => (any::<u16>(), 0_u8..60).prop_map(|(fields, value)| Step::Patch { fields, value }),
        other => (any::<u16>(), 0_u8..60).prop_map(|(field, value)| Step::Other { field, value }),
        1 => any::<u64>().prop_map(Step::Valid),
        again => Just(Step::Again),
        again.min(2) => Just(Step::Back),
        1 => Just(Step::Read),
        3 => any::<u16>().prop_map(Step::Refused),
        2 => any::<u16>().prop_map(Step::Aside),
    ]
    .boxed()
}

fn resolved(generator: &Generator, token: &SeedToken, mut model: Model, steps: &[Step]) -> Vec<Input> {
    let one = |(number, step): (usize, &Step)| {
        let input = input_of(generator, token, &model, *step, number);
        model = std::mem::take(&mut model).after(&input);
        input
    };
    steps.iter().enumerate().map(one).collect()
}

fn input_of(generator: &Generator, token: &SeedToken, model: &Model, step: Step, number: usize) -> Input {
    let facts = generator.facts();
    let plain = |chosen: &dyn Fn(usize, &str) -> bool, value: u8| -> Map<String, Value> {
        let fields = facts.fields.iter().enumerate().filter(|(index, field)| chosen(*index, field.name()));
        let value = |(index, field): (usize, &super::facts::Field)| {
            Some((field.name().to_owned(), field.changed(usize::from(value) + index).or(field.base.clone())?))
        };
        fields.filter_map(value).collect()
    };
    let count = facts.fields.len();
    let patch = match step {
        Step::Read => return read(token, number),
        Step::Refused(_) | Step::Aside(_) => match deviating(generator, step) {
            Some(input) => return Input { id: id_of(token, number), seed: token.clone(), ..input },
            None => Map::new(),
        },
        Step::Again => model.last.clone(),
        Step::Back => model.replaced.clone(),
        Step::Valid(number) => valid(generator, number).unwrap_or_default(),
        Step::Patch { fields, value } => plain(&|index, _| fields >> (index % 16) & 1 == 1, value),
        Step::Other { field, value } => {
            let free: Vec<&str> =
                facts.fields.iter().map(super::facts::Field::name).filter(|n| !model.named.contains(*n)).collect();
            let name = free.get(usize::from(field) % free.len().max(1)).copied();
            plain(&|_, one| Some(one) == name, value)
        }
    };
    let patch = if patch.is_empty() { plain(&|index, _| index == number % count.max(1), 1) } else { patch };
    Input { method: facts.method.clone(), body: InputBody::Patch(patch.clone()), patch, ..read(token, number) }
}

fn read(token: &SeedToken, number: usize) -> Input {
    Input::read(id_of(token, number), token.clone())
}

fn id_of(token: &SeedToken, number: usize) -> String {
    format!("{SEQUENCE_STREAM}/{:016x}/{number}", token.number())
}

/// A valid patch that nobody may refuse.
fn valid(generator: &Generator, number: u64) -> Option<Map<String, Value>> {
    let input = generator.input(&SeedToken::listed("valid", number)).ok()?;
    (input.strength == Strength::Valid && !input.patch.is_empty()).then_some(input.patch)
}

/// The input of a step that is no valid patch.
fn deviating(generator: &Generator, step: Step) -> Option<Input> {
    match step {
        Step::Refused(pair) => refused(generator, pair),
        Step::Aside(number) => aside(generator, number),
        _ => None,
    }
}

/// One of the requests that deviate around the body, every class as likely as any other.
fn aside(generator: &Generator, number: u16) -> Option<Input> {
    let protocol = generator.mutants().iter().filter(|(class, list)| class.family.is_protocol() && !list.is_empty());
    let classes: Vec<_> = protocol.collect();
    let number = usize::from(number);
    let (class, list) = classes.get(number.checked_rem(classes.len())?)?;
    let listed = number / classes.len() % list.len();
    generator.input(&SeedToken::listed(class.stream, listed as u64)).ok()
}

/// A valid change beside a value that must be refused.
fn refused(generator: &Generator, number: u16) -> Option<Input> {
    let pairs = generator.listed("pair");
    let number = u64::from(number).checked_rem(pairs as u64)?;
    generator.input(&SeedToken::listed("pair", number)).ok().filter(|input| input.strength == Strength::MustReject)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Sequence;
    use crate::generate::fixtures::generators;
    use crate::model::{Input, SeedToken, Strength};

    fn sequence(number: u64) -> Sequence {
        let [generator, _] = generators();
        let token = SeedToken::derive(number, "sequence", 0);
        Sequence::new(&Arc::new(generator), &token, &serde_json::Map::new(), 10).unwrap()
    }

    #[test]
    fn one_seed_makes_one_sequence() {
        assert_eq!(sequence(1).steps(), sequence(1).steps());
        assert_ne!(sequence(1).steps(), sequence(2).steps());
    }

    #[test]
    fn sequences_hold_every_kind_of_step() {
        let all: Vec<Input> = (0..200).flat_map(|n| sequence(n).steps().to_vec()).collect();
        assert!(all.iter().any(|step| step.method == "GET"));
        assert!(all.iter().any(|step| step.strength == Strength::MustReject && step.class() == Some("D20")));
        assert!(all.iter().any(|step| step.method == "HEAD"));
        assert!(
            all.iter().any(|step| step.headers.iter().any(|(name, value)| name == "authorization" && value.is_none()))
        );
        assert!(all.windows(2).any(|two| !two[0].patch.is_empty() && two[0].patch == two[1].patch));
    }

    #[test]
    fn a_failing_sequence_shrinks_to_the_steps_that_matter() {
        let fails = |steps: &[Input]| {
            let refused = steps.iter().position(|step| step.strength == Strength::MustReject);
            refused.is_some_and(|at| {
                steps[at..].iter().any(|step| step.method == "GET" && step.strength == Strength::Valid)
            })
        };
        let mut shrunk = 0;
        for mut sequence in (0..40).map(sequence) {
            if !fails(sequence.steps()) {
                continue;
            }
            let mut best = sequence.steps().to_vec();
            sequence.seen(best.len());
            let mut more = sequence.smaller(true);
            while more {
                let failed = fails(sequence.steps());
                if failed {
                    best = sequence.steps().to_vec();
                }
                more = sequence.smaller(failed);
            }
            assert_eq!(best.len(), 2, "{best:?}");
            shrunk += 1;
        }
        assert!(shrunk > 3);
    }
}
