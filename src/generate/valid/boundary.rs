//! Boundary values: several properties in one patch with an extreme now and then, later each value alone.

use serde_json::{Map, Value};

use crate::generate::facts::{Facts, Field};

/// So many of a field's first listed values also come alone at once: beside another value that a service may refuse, a
/// refusal would say little.
const ALONE_AT_ONCE: usize = 5;

/// The list of boundary patches: what comes where, without the values.
#[derive(Debug, Clone)]
pub struct Boundaries(Vec<Entry>);

#[derive(Debug, Clone, Copy)]
enum Entry {
    /// The value of this index of every field; shorter lists start again.
    Packed(usize),
    /// One extreme value of one field.
    Extreme(usize, usize),
    /// One of the first listed values of one field.
    First(usize, usize),
    /// One listed value of one field.
    Single(usize, usize),
}

impl Boundaries {
    /// Lists them for the fields of a contract.
    #[must_use]
    pub fn new(facts: &Facts) -> Self {
        let longest = facts.fields.iter().map(|field| field.domain.listed.len()).max().unwrap_or(0);
        let mut extremes = extremes(facts).into_iter();
        let with_extreme = |index: usize| {
            let extreme = if index % 3 == 2 { extremes.next() } else { None };
            let alone = alone_at_once(facts, index).map(move |field| Entry::First(field, index));
            std::iter::once(Entry::Packed(index)).chain(alone).chain(extreme)
        };
        let mut entries: Vec<Entry> = (0..longest).flat_map(with_extreme).collect();
        entries.extend(extremes);
        let single = |index: usize| {
            let fields = facts.fields.iter().enumerate();
            fields.filter(move |(number, field)| {
                let is_listed = index < field.domain.listed.len() && !repeats_base(field, index);
                is_listed && !alone_at_once(facts, index).any(|early| early == *number)
            })
        };
        if facts.fields.len() > 1 {
            entries.extend(
                (0..longest).flat_map(|index| single(index).map(move |(field, _)| Entry::Single(field, index))),
            );
        }
        Self(entries)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// How many stand before the values that come alone.
    #[must_use]
    pub fn packed(&self) -> usize {
        self.0.iter().take_while(|entry| !matches!(entry, Entry::Single(..))).count()
    }

    /// The patch of entry `n`.
    #[must_use]
    pub fn patch(&self, facts: &Facts, n: usize) -> Option<Map<String, Value>> {
        let single = |field: &Field, value: Value| Map::from_iter([(field.name().to_owned(), value)]);
        Some(match *self.0.get(n)? {
            Entry::Packed(index) => facts.fields.iter().filter_map(|field| packed(field, index)).collect(),
            Entry::Extreme(field, index) => {
                let field = facts.fields.get(field)?;
                single(field, field.domain.extremes.get(index)?.make())
            }
            Entry::First(field, index) | Entry::Single(field, index) => {
                let field = facts.fields.get(field)?;
                single(field, field.domain.listed.get(index)?.make())
            }
        })
    }
}

fn packed(field: &Field, index: usize) -> Option<(String, Value)> {
    let listed = &field.domain.listed;
    let recipe = listed.get(index.checked_rem(listed.len())?)?;
    Some((field.name().to_owned(), recipe.make()))
}

/// Fields of free text whose value `index` comes alone at once.
fn alone_at_once(facts: &Facts, index: usize) -> impl Iterator<Item = usize> {
    let texts = facts.fields.iter().enumerate().filter(|(_, field)| !field.domain.extremes.is_empty());
    let several = facts.fields.len() > 1 && index < ALONE_AT_ONCE;
    texts.map(|(number, _)| number).filter(move |_| several)
}

/// Each extreme value once, the text properties taking turns; the class D13 lists all of them for each.
fn extremes(facts: &Facts) -> Vec<Entry> {
    let with: Vec<usize> =
        (0..facts.fields.len()).filter(|field| !facts.fields[*field].domain.extremes.is_empty()).collect();
    let count = with.iter().map(|field| facts.fields[*field].domain.extremes.len()).max().unwrap_or(0);
    (0..count).map(|index| Entry::Extreme(with[index % with.len()], index)).collect()
}

fn repeats_base(field: &Field, index: usize) -> bool {
    field
        .base
        .as_ref()
        .is_some_and(|base| field.domain.listed[index] == crate::generate::recipe::Recipe::Value(base.clone()))
}
