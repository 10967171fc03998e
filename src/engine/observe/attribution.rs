//! Whose value is it? What a run sent, it may take back; what somebody else wrote, stays.

use serde_json::{Map, Value};

use crate::equality::{Equality, compare};
use crate::journal::Sent;
use crate::model::{Contract, Input, InputBody, Property};
use crate::value::json_members;

/// How the entity differs from what it was, by whose hand.
#[derive(Debug, Default, PartialEq)]
pub struct Difference {
    /// The run's own values, with the original ones: what to send.
    pub ours: Map<String, Value>,
    /// Properties that hold neither the original value nor one that the run sent.
    pub theirs: Vec<String>,
    /// Changed properties that no patch can set.
    pub service_owned: Vec<String>,
}

/// Compares the entity with what it was.
pub fn difference(
    contract: &Contract,
    original: &Map<String, Value>,
    now: &Map<String, Value>,
    sent: &Sent,
) -> Difference {
    let mut difference = Difference::default();
    for property in &contract.properties {
        let (was, is) = (value(original, &property.name), value(now, &property.name));
        if was == is {
            continue;
        }
        let name = property.name.clone();
        if !property.is_updatable() {
            difference.service_owned.push(name);
        } else if sent.holds(&name, is) || sent.latest(&name).any(|sent| same(property, sent, is)) {
            difference.ours.insert(name, was.clone());
        } else if !same(property, was, is) {
            difference.theirs.push(name);
        }
    }
    let documented = |name: &str| contract.properties.iter().any(|property| property.name == name);
    let names = original.keys().chain(now.keys().filter(|name| !original.contains_key(*name)));
    let is_control = |name: &str| name.contains('@') && name != "@odata.type";
    let others = names.filter(|name| !is_control(name) && !documented(name));
    difference.service_owned.extend(others.filter(|name| value(original, name) != value(now, name)).cloned());
    difference
}

/// The properties of `wanted` whose value is not the wanted one, in whatever spelling.
pub fn missing(contract: &Contract, wanted: &Map<String, Value>, now: &Map<String, Value>) -> Map<String, Value> {
    let is_there = |name: &String, wanted: &Value| {
        contract.properties.iter().any(|property| property.name == *name && same(property, wanted, value(now, name)))
    };
    wanted.iter().filter(|(name, value)| !is_there(name, value)).map(|(n, v)| (n.clone(), v.clone())).collect()
}

/// Values of documented properties that a write may store. Several maps where a body names a property twice.
pub fn announced(contract: &Contract, input: &Input) -> Vec<Map<String, Value>> {
    let mut members: Vec<(String, Value)> = input.patch.iter().map(|(n, v)| (n.clone(), v.clone())).collect();
    match &input.body {
        InputBody::None => {}
        InputBody::Patch(map) => members.extend(map.iter().map(|(n, v)| (n.clone(), v.clone()))),
        InputBody::Raw(bytes) => members.extend(json_members(bytes)),
    }
    let mut maps: Vec<Map<String, Value>> = Vec::new();
    for (member, value) in members {
        // A lenient target may take a name in another case.
        let property = contract.properties.iter().find(|property| property.name.eq_ignore_ascii_case(&member));
        let Some(Property { name, .. }) = property.filter(|property| property.is_updatable()) else { continue };
        if maps.iter().any(|map| map.get(name) == Some(&value)) {
            continue;
        }
        match maps.iter_mut().find(|map| !map.contains_key(name)) {
            Some(map) => {
                map.insert(name.clone(), value);
            }
            None => maps.push(Map::from_iter([(name.clone(), value)])),
        }
    }
    maps
}

/// What an accepted write made of the entity.
#[derive(Debug, Default, PartialEq)]
pub struct Effect {
    /// New values of the properties that the write is about.
    pub named: Map<String, Value>,
    /// New values of others: a side effect, or somebody else's change at the same time.
    pub unnamed: Map<String, Value>,
}

/// What changed while an accepted write was on its way.
pub fn effect(contract: &Contract, input: &Input, before: &Map<String, Value>, after: &Map<String, Value>) -> Effect {
    let named = announced(contract, input);
    // A patch is about what it names; of anything else a target may make what it likes.
    let about = |name: &str| {
        !matches!((&input.body, input.method.as_str()), (InputBody::Patch(_), "PATCH"))
            || named.iter().any(|map| map.contains_key(name))
    };
    let mut effect = Effect::default();
    for property in contract.properties.iter().filter(|property| property.is_updatable()) {
        let name = &property.name;
        let (was, is) = (value(before, name), value(after, name));
        if was != is {
            let part = if about(name) { &mut effect.named } else { &mut effect.unnamed };
            part.insert(name.clone(), is.clone());
        }
    }
    effect
}

/// The value of a property; one that is not there is null (OData JSON Format 4.01 4.5.3 lets a service leave null out).
pub fn value<'a>(state: &'a Map<String, Value>, name: &str) -> &'a Value {
    state.get(name).unwrap_or(&Value::Null)
}

fn same(property: &Property, sent: &Value, is: &Value) -> bool {
    sent == is || !matches!(compare(&property.value_type, sent, Some(is)), Equality::Differs { .. })
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::{Difference, announced, difference, effect, missing};
    use crate::cases::ContractBundle;
    use crate::engine::DEFAULT_CONTRACT;
    use crate::journal::Sent;
    use crate::model::{Contract, Input, InputBody, Resource, SeedToken, Strength};

    fn contract() -> Contract {
        ContractBundle::embedded(DEFAULT_CONTRACT).unwrap().contract
    }

    fn object(value: Value) -> Map<String, Value> {
        let Value::Object(members) = value else { panic!("no object: {value}") };
        members
    }

    fn sent(all: &[Value]) -> Sent {
        let mut sent = Sent::default();
        for values in all {
            sent.add(values.as_object().unwrap());
        }
        sent
    }

    #[test]
    fn only_values_that_the_run_sent_are_taken_back() {
        let original =
            object(json!({"id": "1", "displayName": "a", "onboardingUrl": "b", "onboardingStatus": "onboarded",
            "lastConnectionDateTime": "2016-12-31T23:58:36Z", "@odata.etag": "1", "x": 1}));
        let now = object(json!({"id": "2", "displayName": "ours", "onboardingUrl": "theirs", "onboardingStatus": null,
            "lastConnectionDateTime": "2016-12-31T15:58:36-08:00", "@odata.etag": "2", "x": 2}));
        let sent = sent(&[json!({"displayName": "ours"}), json!({"onboardingStatus": null, "onboardingUrl": "ours"})]);
        let expected = Difference {
            ours: object(json!({"displayName": "a", "onboardingStatus": "onboarded"})),
            theirs: vec!["onboardingUrl".to_owned()],
            service_owned: vec!["id".to_owned(), "x".to_owned()],
        };
        assert_eq!(difference(&contract(), &original, &now, &sent), expected);
    }

    #[test]
    fn a_property_that_was_not_shown_goes_back_to_null() {
        let now = object(json!({"displayName": "ours"}));
        let found = difference(&contract(), &Map::new(), &now, &sent(&[json!({"displayName": "ours"})]));
        assert_eq!(found.ours, object(json!({"displayName": null})));
        assert!(missing(&contract(), &found.ours, &Map::new()).is_empty());
        assert_eq!(missing(&contract(), &found.ours, &now), found.ours);
    }

    #[test]
    fn the_same_instant_in_another_spelling_is_back() {
        let wanted = object(json!({"lastConnectionDateTime": "2016-12-31T23:58:36Z"}));
        let now = object(json!({"lastConnectionDateTime": "2016-12-31T15:58:36-08:00"}));
        assert!(missing(&contract(), &wanted, &now).is_empty());
    }

    fn input(body: InputBody) -> Input {
        Input {
            id: "i".to_owned(),
            seed: SeedToken::listed("i", 0),
            strength: Strength::Either,
            mutation: None,
            method: "PATCH".to_owned(),
            resource: Resource::Entity,
            headers: Vec::new(),
            body,
            patch: Map::new(),
        }
    }

    #[test]
    fn every_value_that_a_body_carries_is_announced() {
        let raw = br#"{"displayName":"a","displayname":"b","id":"x","other":1,"displayName":"a"} trailing"#;
        let maps = announced(&contract(), &input(InputBody::Raw(raw.to_vec())));
        assert_eq!(maps, [object(json!({"displayName": "a"})), object(json!({"displayName": "b"}))]);
    }

    #[test]
    fn what_a_target_made_of_a_value_belongs_to_the_run() {
        let patch = input(InputBody::Patch(object(json!({"displayName": "longer than it keeps"}))));
        let before = object(json!({"displayName": "a", "onboardingUrl": "u"}));
        let after = object(json!({"displayName": "longer", "onboardingUrl": "v"}));
        let effect = effect(&contract(), &patch, &before, &after);
        assert_eq!(effect.named, object(json!({"displayName": "longer"})));
        assert_eq!(effect.unnamed, object(json!({"onboardingUrl": "v"})), "whose that is, one write does not tell");
    }
}
