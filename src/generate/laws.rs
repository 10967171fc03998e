//! Laws that hold for every input of every contract.

use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use serde_json::Value;

use super::Generator;
use super::class::{Family, class, classes};
use super::fixtures::{generators, partner_contract, wide_contract};
use super::shrink::candidates;
use crate::model::{Contract, Input, InputBody, SeedToken, Strength, ValueType};

fn with_contracts() -> Vec<(Generator, Contract)> {
    generators().into_iter().zip([partner_contract(), wide_contract()]).collect()
}

fn has_type(value: &Value, value_type: &ValueType) -> bool {
    use ValueType as T;
    match value_type {
        T::Boolean => value.is_boolean(),
        T::Int16 => value.as_i64().is_some_and(|n| i16::try_from(n).is_ok()),
        T::Int32 => value.as_i64().is_some_and(|n| i32::try_from(n).is_ok()),
        T::Int64 => value.is_i64(),
        T::Double | T::Decimal => value.is_number(),
        T::DateTimeOffset => value.as_str().is_some_and(is_date_time),
        T::Date => value.as_str().is_some_and(|text| text.parse::<jiff::civil::Date>().is_ok()),
        T::TimeOfDay => value.as_str().is_some_and(|text| text.parse::<jiff::civil::Time>().is_ok()),
        T::Duration => value.as_str().is_some_and(|text| text.parse::<jiff::Span>().is_ok()),
        T::Guid => value.as_str().is_some_and(|text| text.len() == 36),
        T::String | T::Binary => value.is_string(),
        T::Enum { members, .. } => value.as_str().is_some_and(|text| members.iter().any(|m| m == text)),
        T::Collection { of } => value.as_array().is_some_and(|items| items.iter().all(|item| has_type(item, of))),
        T::Complex(complex) => complex.members.iter().all(|member| match value.get(&member.name) {
            Some(Value::Null) => member.nullable == Some(true),
            Some(inner) => has_type(inner, &member.value_type),
            None => member.nullable != Some(false),
        }),
        T::Any | T::Stream => true,
    }
}

/// Reads a date with jiff, and asks whether its instant lies in the years 1 to 9999 of UTC.
fn is_date_time(text: &str) -> bool {
    let (local, zone) = match text.strip_suffix('Z') {
        Some(local) => (local, "+00:00"),
        None => text.split_at(text.len() - 6),
    };
    let (Ok(local), Some((hours, minutes))) = (local.parse::<jiff::civil::DateTime>(), zone[1..].split_once(':'))
    else {
        return false;
    };
    let minutes = hours.parse::<i64>().unwrap() * 60 + minutes.parse::<i64>().unwrap();
    let minutes = if zone.starts_with('-') { minutes } else { -minutes };
    let utc = local.checked_add(jiff::Span::new().minutes(minutes));
    text.as_bytes()[10] == b'T' && utc.is_ok_and(|utc| (1..=9999).contains(&utc.year()))
}

/// A valid input (or one of D13, which differs in its label only) sends updatable properties of the right type.
fn assert_valid(contract: &Contract, input: &Input) {
    assert!(input.strength == Strength::Valid || input.class() == Some("D13"), "{}", input.id);
    let body: Value = serde_json::from_slice(&input.body.bytes()).unwrap();
    assert_eq!(body.as_object(), Some(&input.patch), "{}", input.id);
    assert!(!input.patch.is_empty());
    for (name, value) in &input.patch {
        let property = contract.properties.iter().find(|property| property.name == *name).unwrap();
        assert!(property.is_updatable(), "{name}");
        let may_be_null = value.is_null() && property.nullable == Some(true);
        assert!(may_be_null || has_type(value, &property.value_type), "{} {name}: {value}", input.id);
        assert_ne!(value, "unknownFutureValue");
    }
}

fn assert_in_class(input: &Input) {
    let id = input.class().expect("an invalid input has a class");
    let json = serde_json::from_slice::<Value>(&input.body.bytes());
    let family = class(id).unwrap().family;
    if id.starts_with('J') && input.strength == Strength::MustReject {
        assert!(!json.is_ok_and(|json| json.is_object()), "{}", input.id);
    } else if matches!(family, Family::Types | Family::Domain) {
        let body = json.unwrap();
        let body = body.as_object().unwrap();
        if let Some(property) = &input.mutation.as_ref().unwrap().property {
            assert!(body.contains_key(property), "{}", input.id);
        }
        assert!(input.patch.keys().all(|name| !name.contains('@') && body.contains_key(name)));
    }
}

#[test]
fn valid_inputs_hold_updatable_properties_of_the_right_type() {
    for (generator, contract) in with_contracts() {
        for input in generator.valid(11).take(3000) {
            assert_valid(&contract, &input);
        }
    }
}

#[test]
fn every_class_yields_inputs_with_its_label() {
    let generators = generators();
    for class in classes() {
        let mut made = 0;
        for generator in &generators {
            let listed = (0..generator.listed(class.stream) as u64).map(|n| SeedToken::listed(class.stream, n));
            for token in listed.chain((0..20).map(|n| SeedToken::derive(5, class.stream, n))) {
                let Ok(input) = generator.input(&token) else { continue };
                assert_eq!(input.class(), Some(class.id));
                assert_eq!(input.seed, token);
                assert_in_class(&input);
                made += 1;
            }
        }
        assert!(made > 20, "{} makes {made} inputs", class.id);
    }
}

#[test]
fn a_pair_holds_a_change_beside_what_must_be_refused() {
    for generator in generators() {
        for n in 0..generator.listed("pair") as u64 {
            let input = generator.input(&SeedToken::listed("pair", n)).unwrap();
            let wrong = input.mutation.unwrap().property.unwrap();
            let changes = input.patch.iter().filter(|(name, value)| {
                **name != wrong && generator.facts().field(name).unwrap().base.as_ref() != Some(*value)
            });
            assert_eq!(changes.count(), 1, "{}", input.id);
        }
    }
}

#[test]
fn a_shrunk_input_stays_in_its_class() {
    for (generator, contract) in with_contracts() {
        let inputs = generator.valid(2).take(1500).chain(generator.invalid(2).take(1500)).chain(generator.protocol(2));
        for input in inputs.filter(|input| input.body.bytes().len() < 3000) {
            for small in candidates(&generator, &input) {
                let same =
                    |input: &Input| (input.seed.clone(), input.strength, input.mutation.clone(), input.id.clone());
                assert_eq!(same(&small), same(&input));
                assert_eq!(
                    (&small.headers, &small.resource, &small.method),
                    (&input.headers, &input.resource, &input.method)
                );
                match input.class() {
                    None => assert_valid(&contract, &small),
                    Some(_) => assert_in_class(&small),
                }
            }
        }
    }
}

#[test]
fn an_unknown_enum_name_is_never_a_spelling_of_a_member() {
    for (generator, contract) in with_contracts() {
        for n in 0..300 {
            let input = generator.input(&SeedToken::derive(1, "D01", n)).unwrap();
            let property = input.mutation.as_ref().unwrap().property.clone().unwrap();
            let property = contract.properties.iter().find(|p| p.name == property).unwrap();
            let ValueType::Enum { members, .. } = &property.value_type else { panic!("no enum") };
            let name = input.patch[&property.name].as_str().unwrap().to_lowercase();
            assert!(name != "unknownfuturevalue" && members.iter().all(|member| member.to_lowercase() != name));
        }
    }
}

#[test]
fn a_property_that_may_be_null_is_not_refused_for_null() {
    let [_, wide] = generators();
    for stream in ["T07", "T08"] {
        for n in 0..wide.listed(stream) as u64 {
            assert_eq!(wide.input(&SeedToken::listed(stream, n)).unwrap().strength, Strength::Either);
        }
    }
}

#[test]
fn null_is_a_valid_value_where_metadata_allows_it_and_nowhere_else() {
    let [partner, wide] = generators();
    let nulls = |generator: &Generator| {
        let inputs = generator.valid(3).take(600);
        inputs.flat_map(|input| input.patch).filter(|(_, value)| value.is_null()).map(|(name, _)| name).collect()
    };
    let of_partner: std::collections::BTreeSet<String> = nulls(&partner);
    assert_eq!(of_partner.into_iter().collect::<Vec<_>>(), ["displayName", "onboardingUrl"]);
    assert!(nulls(&wide).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_token_makes_one_input(run_seed in any::<u64>(), index in any::<u64>(), stream in 0..Generator::streams().len()) {
        let stream = Generator::streams()[stream];
        for (one, other) in generators().into_iter().zip(generators()) {
            let token = SeedToken::derive(run_seed, stream, index);
            let (one, other) = (one.input(&token), other.input(&token));
            prop_assert_eq!(&one, &other);
            if let Ok(input) = one {
                prop_assert!(input.body != InputBody::None || input.method == "GET" || matches!(input.class(), Some("J02" | "head")));
            }
        }
    }
}
