//! Subsets of the updatable properties, each with plain values that differ from the example.

use serde_json::{Map, Value};

use crate::generate::facts::Facts;
use crate::model::ValueType;

/// Up to this many properties every subset is listed.
const ALL_SUBSETS: usize = 6;
/// Pairs listed beyond that.
const PAIRS: usize = 200;

/// Pairs of texts with one value.
const TWINS: usize = 8;
/// A text that any text property takes, a URL too.
const TWIN: &str = "https://example.com/twin";

/// The list of subsets, as indices of fields, and behind it pairs of texts that get the same value.
#[derive(Debug, Clone)]
pub struct Subsets {
    sets: Vec<Vec<usize>>,
    twins: Vec<[usize; 2]>,
}

impl Subsets {
    /// All subsets but the empty one; of many properties the whole, the singles, pairs, and each property left out.
    #[must_use]
    pub fn new(facts: &Facts) -> Self {
        let count = facts.fields.len();
        let all: Vec<usize> = (0..count).collect();
        if count == 0 {
            return Self { sets: Vec::new(), twins: Vec::new() };
        }
        let mut sets = vec![all.clone()];
        sets.extend(all.iter().map(|one| vec![*one]));
        sets.extend(all.iter().map(|one| all.iter().copied().filter(|other| other != one).collect::<Vec<_>>()));
        let pairs = (1..count).flat_map(|step| (0..count - step).map(move |one| vec![one, one + step]));
        sets.extend(pairs.take(PAIRS));
        if count <= ALL_SUBSETS {
            let members = |bits: usize| all.iter().copied().filter(|one| bits >> one & 1 == 1).collect::<Vec<_>>();
            sets.extend((1..1_usize << count).map(members));
        }
        let mut seen = std::collections::HashSet::new();
        sets.retain(|set| !set.is_empty() && seen.insert(set.clone()));
        let is_text = |index: &usize| matches!(facts.fields[*index].value_type(), ValueType::String);
        let texts: Vec<usize> = all.into_iter().filter(is_text).collect();
        let twins = texts.windows(2).take(TWINS).map(|two| [two[0], two[1]]).collect();
        Self { sets, twins }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sets.len() + self.twins.len()
    }

    /// The patch of subset `n`.
    #[must_use]
    pub fn patch(&self, facts: &Facts, n: usize) -> Option<Map<String, Value>> {
        if let Some(twins) = n.checked_sub(self.sets.len()).map(|twin| self.twins.get(twin)) {
            return Some(twins?.iter().map(|index| (facts.fields[*index].name().to_owned(), TWIN.into())).collect());
        }
        let fields = self.sets.get(n)?.iter().filter_map(|index| facts.fields.get(*index));
        let members =
            fields.filter_map(|field| Some((field.name().to_owned(), field.changed(n).or(field.base.clone())?)));
        Some(members.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::{Subsets, TWIN};
    use crate::generate::fixtures::{partner, wide};

    #[test]
    fn four_properties_have_fifteen_subsets_a_pair_of_twins_and_the_whole_comes_first() {
        let facts = partner();
        let subsets = Subsets::new(&facts);
        assert_eq!(subsets.len(), 16);
        assert_eq!(subsets.patch(&facts, 0).unwrap().len(), 4);
        assert_eq!(subsets.patch(&facts, 1).unwrap().len(), 1);
        let twins: Vec<_> = subsets.patch(&facts, 15).unwrap().into_iter().map(|(_, value)| value).collect();
        assert_eq!(twins, [TWIN, TWIN]);
    }

    #[test]
    fn many_properties_stay_within_a_few_hundred_subsets() {
        let facts = wide();
        let subsets = Subsets::new(&facts);
        assert!((facts.fields.len()..400).contains(&subsets.len()), "{}", subsets.len());
    }
}
