//! Which values are a run's own.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::{Map, Value};

/// Values of one property that are kept whole, the latest: a target may show them in another spelling.
const WHOLE: usize = 256;

/// Values that a run sent, by property: these and no others may be overwritten when values are put back.
///
/// Of all values a fingerprint is kept, and the latest whole: a long run needs eight octets for each different one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sent(BTreeMap<String, Values>);

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Values {
    seen: HashSet<u64>,
    latest: VecDeque<Value>,
}

impl Sent {
    /// Takes in what one write sends. The values that were new.
    pub fn add(&mut self, values: &Map<String, Value>) -> Map<String, Value> {
        let mut new = Map::new();
        for (name, value) in values {
            let known = self.0.entry(name.clone()).or_default();
            if known.seen.insert(fingerprint(value)) {
                known.latest.truncate(WHOLE - 1);
                known.latest.push_front(value.clone());
                new.insert(name.clone(), value.clone());
            }
        }
        new
    }

    /// Whether exactly this value was sent for a property.
    #[must_use]
    pub fn holds(&self, name: &str, value: &Value) -> bool {
        self.0.get(name).is_some_and(|values| values.seen.contains(&fingerprint(value)))
    }

    /// The latest different values sent for a property, the last one first.
    pub fn latest(&self, name: &str) -> impl Iterator<Item = &Value> {
        self.0.get(name).into_iter().flat_map(|values| &values.latest)
    }
}

fn fingerprint(value: &Value) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::{Sent, WHOLE};

    fn one(value: Value) -> Map<String, Value> {
        Map::from_iter([("a".to_owned(), value)])
    }

    #[test]
    fn a_value_is_new_once_and_held_for_ever_while_only_the_latest_are_kept_whole() {
        let mut sent = Sent::default();
        for number in 0..2 * WHOLE {
            assert_eq!(sent.add(&one(json!({ "n": number }))).len(), 1);
            assert_eq!(sent.add(&one(json!({ "n": number }))).len(), 0);
        }
        assert!((0..2 * WHOLE).all(|number| sent.holds("a", &json!({ "n": number }))));
        assert!(!sent.holds("a", &json!({ "n": -1 })) && !sent.holds("b", &json!({ "n": 0 })));
        let latest: Vec<&Value> = sent.latest("a").collect();
        assert_eq!((latest.len(), latest[0]), (WHOLE, &json!({ "n": 2 * WHOLE - 1 })));
    }
}
