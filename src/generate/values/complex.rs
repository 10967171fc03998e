//! Nested objects: the example's with one member changed, or whole ones where everything that they need is known.

use proptest::strategy::Strategy as _;
use serde_json::{Map, Value};

use super::Domain;
use crate::generate::recipe::Recipe;
use crate::model::Member;

/// Values of one member that come into lists: a nested object has many members.
const OF_EACH: usize = 4;

/// A member of a nested object, with values that it may hold.
#[derive(Debug, Clone)]
pub struct Part {
    /// Name as sent on the wire.
    name: String,
    /// Whether an object without it is none.
    needed: bool,
    /// Plain values first; empty when nothing is known that it would accept.
    values: Vec<Value>,
}

impl Part {
    /// A member that may hold `values`, and null where the metadata says so.
    pub fn new(member: &Member, mut values: Vec<Value>) -> Self {
        if member.nullable == Some(true) && !values.is_empty() {
            values.push(Value::Null);
        }
        Self { name: member.name.clone(), needed: member.nullable == Some(false), values }
    }
}

/// A nested object that is known to be accepted, or is whole, and the members that may take other values in it.
#[derive(Debug, Clone)]
pub struct Nested {
    start: Map<String, Value>,
    parts: Vec<Part>,
}

impl Nested {
    /// From the example's object: its own members vary, and where none of them can, all of the type do.
    ///
    /// `None` when no member has another value.
    pub fn from_example(example: &Map<String, Value>, mut parts: Vec<Part>) -> Option<Self> {
        parts.retain(|part| part.values.len() > 1);
        if parts.iter().any(|part| example.contains_key(&part.name)) {
            parts.retain(|part| example.contains_key(&part.name));
        }
        (!parts.is_empty()).then(|| Self { start: example.clone(), parts })
    }

    /// With every member of which a value is known; `None` when that lacks a member that must not be null.
    pub fn whole(parts: Vec<Part>) -> Option<Self> {
        if parts.iter().any(|part| part.needed && part.values.is_empty()) {
            return None;
        }
        let first = |part: &Part| Some((part.name.clone(), part.values.first()?.clone()));
        let start: Map<String, Value> = parts.iter().filter_map(first).collect();
        let parts: Vec<Part> = parts.into_iter().filter(|part| part.values.len() > 1).collect();
        (!parts.is_empty()).then_some(Self { start, parts })
    }

    /// The `n`-th object: one member after the other takes one value after the other.
    pub fn nth(&self, n: usize) -> Value {
        let part = &self.parts[n % self.parts.len()];
        let values: Vec<&Value> =
            part.values.iter().filter(|value| !value.is_null() && self.start.get(&part.name) != Some(value)).collect();
        let value = values.get((n / self.parts.len()) % values.len().max(1)).copied();
        self.with(part, value.unwrap_or(&Value::Null))
    }

    /// The object itself, and each member with some of its values.
    pub fn domain(self) -> Domain {
        let each =
            |part: &Part| part.values.iter().take(OF_EACH).map(|value| self.with(part, value)).collect::<Vec<_>>();
        let start = Value::Object(self.start.clone());
        let listed = std::iter::once(start).chain(self.parts.iter().flat_map(each)).map(Recipe::Value).collect();
        let parts = self.parts.clone();
        let chosen = proptest::sample::select(parts).prop_flat_map(|part| {
            let name = part.name.clone();
            proptest::sample::select(part.values).prop_map(move |value| (name.clone(), value))
        });
        let any = chosen.prop_map(move |(name, value)| {
            let mut object = self.start.clone();
            object.insert(name, value);
            Value::Object(object)
        });
        Domain::new(listed, any.sboxed())
    }

    fn with(&self, part: &Part, value: &Value) -> Value {
        let mut object = self.start.clone();
        object.insert(part.name.clone(), value.clone());
        Value::Object(object)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Nested, Part};
    use crate::model::{Member, ValueType};

    fn part(name: &str, nullable: Option<bool>, values: Value) -> Part {
        let member = Member { name: name.to_owned(), value_type: ValueType::Any, nullable };
        Part::new(&member, values.as_array().cloned().unwrap())
    }

    fn listed(nested: Option<Nested>) -> Vec<Value> {
        nested.unwrap().domain().listed.iter().map(crate::generate::recipe::Recipe::make).collect()
    }

    #[test]
    fn members_of_the_example_vary_and_the_rest_of_it_stays() {
        let example = json!({"@odata.type": "#x", "open": true, "else": {"a": 1}});
        let parts = || vec![part("open", None, json!([true, false])), part("more", None, json!(["a", "b"]))];
        let nested = Nested::from_example(example.as_object().unwrap(), parts());
        let closed = json!({"@odata.type": "#x", "open": false, "else": {"a": 1}});
        assert_eq!(nested.clone().unwrap().nth(0), closed);
        assert_eq!(listed(nested), [example.clone(), example, closed]);
        let bare = json!({"@odata.type": "#x"});
        let nested = Nested::from_example(bare.as_object().unwrap(), parts()).unwrap();
        assert_eq!(nested.nth(3), json!({"@odata.type": "#x", "more": "b"}));
    }

    #[test]
    fn without_an_example_an_object_is_whole_or_none() {
        let known = || vec![part("name", Some(true), json!(["a", "b"])), part("size", Some(false), json!([1, 2]))];
        let nested = Nested::whole(known()).unwrap();
        assert_eq!((nested.nth(0), nested.nth(1)), (json!({"name": "b", "size": 1}), json!({"name": "a", "size": 2})));
        assert!(listed(Some(nested)).contains(&json!({"name": null, "size": 1})));
        let unknown = |nullable| [known(), vec![part("kind", nullable, json!([]))]].concat();
        assert!(Nested::whole(unknown(Some(false))).is_none());
        assert!(Nested::whole(unknown(None)).is_some());
        assert!(Nested::whole(Vec::new()).is_none());
    }
}
