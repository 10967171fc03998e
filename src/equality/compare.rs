//! One comparison, by documented type.

use serde_json::Value;

use super::{
    Equality, binary, boolean, collection, complex, date, date_time_offset, duration, enumeration, guid, number,
    string, time_of_day, untyped,
};
use crate::model::{ComplexType, ValueType};

/// Compares the value that was sent for a property of `value_type` with what came back; `None` when the member is
/// absent. Null and absence are the same (OData omits nulls).
#[must_use]
pub fn compare(value_type: &ValueType, sent: &Value, returned: Option<&Value>) -> Equality {
    let returned = returned.unwrap_or(&Value::Null);
    match (sent.is_null(), returned.is_null()) {
        (true, true) => return Equality::Equal,
        (true, false) => return Equality::differs("a value stands where null was sent"),
        (false, true) => return Equality::differs("it is null or absent"),
        (false, false) => {}
    }
    match value_type {
        ValueType::String => string::compare(sent, returned),
        ValueType::Boolean => boolean::compare(sent, returned),
        ValueType::Int16 | ValueType::Int32 => number::exact(sent, returned),
        ValueType::Int64 | ValueType::Decimal => number::large(sent, returned),
        ValueType::Double => number::floating(sent, returned),
        ValueType::DateTimeOffset => date_time_offset::compare(sent, returned),
        ValueType::Date => date::compare(sent, returned),
        ValueType::TimeOfDay => time_of_day::compare(sent, returned),
        ValueType::Duration => duration::compare(sent, returned),
        ValueType::Guid => guid::compare(sent, returned),
        ValueType::Binary => binary::compare(sent, returned),
        ValueType::Enum { members, values, .. } => {
            enumeration::compare(enumeration::Members { names: members, values }, sent, returned)
        }
        ValueType::Collection { of } => {
            collection::compare(sent, returned, |sent, returned| compare(of, sent, Some(returned)))
        }
        ValueType::Complex(ComplexType { members, .. }) => match (sent, returned) {
            (Value::Object(sent), Value::Object(returned)) => complex::compare(members, sent, returned, compare),
            _ => untyped::compare(sent, returned),
        },
        ValueType::Stream | ValueType::Any => untyped::compare(sent, returned),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert_eq, prop_oneof, proptest};
    use serde_json::{Value, json};

    use super::compare;
    use crate::equality::Equality;
    use crate::model::{ComplexType, Member, ValueType};

    fn types() -> Vec<ValueType> {
        let member = || vec!["notOnboarded".to_owned(), "onboarding".to_owned()];
        vec![
            ValueType::String,
            ValueType::Boolean,
            ValueType::Int16,
            ValueType::Int32,
            ValueType::Int64,
            ValueType::Double,
            ValueType::Decimal,
            ValueType::DateTimeOffset,
            ValueType::Date,
            ValueType::TimeOfDay,
            ValueType::Duration,
            ValueType::Guid,
            ValueType::Binary,
            ValueType::Stream,
            ValueType::listed(None, member()),
            ValueType::Complex(ComplexType::named("complex")),
            ValueType::Collection { of: Box::new(ValueType::String) },
            ValueType::Any,
        ]
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
            Just(json!("2016-12-31T23:58:36.6670033-08:00")),
            Just(json!("onboarding")),
        ];
        leaf.prop_recursive(3, 16, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                proptest::collection::hash_map("[a-c@]{1,2}", inner, 0..4).prop_map(|map| map.into_iter().collect()),
            ]
        })
    }

    #[test]
    fn members_of_a_nested_object_are_compared_by_their_types() {
        let member = |name: &str, value_type| Member { name: name.to_owned(), value_type, nullable: None };
        let state = ValueType::listed(None, vec!["on".to_owned(), "off".to_owned()]);
        let inner =
            ComplexType { members: vec![member("at", ValueType::DateTimeOffset)], ..ComplexType::named("inner") };
        let members = vec![member("state", state), member("inner", ValueType::Complex(inner))];
        let of = ValueType::Complex(ComplexType { members, ..ComplexType::named("outer") });
        let sent = json!({"@odata.type": "#outer", "state": "on", "inner": {"at": "2016-12-31T23:58:36-08:00"}});
        let answer = |state: &str, at: &str| json!({"state": state, "inner": {"at": at}, "more": 1});
        assert_eq!(compare(&of, &sent, Some(&answer("on", "2017-01-01T07:58:36Z"))), Equality::Equal);
        assert!(compare(&of, &sent, Some(&answer("0", "2017-01-01T07:58:36Z"))) != Equality::Equal);
        let list = ValueType::Collection { of: Box::new(of) };
        let shown = json!([answer("off", "2017-01-01T07:58:36Z")]);
        assert!(matches!(compare(&list, &json!([sent]), Some(&shown)), Equality::Differs { .. }));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn every_value_equals_itself_in_every_type(value in values()) {
            for value_type in types() {
                prop_assert_eq!(compare(&value_type, &value, Some(&value)), Equality::Equal, "{:?}", value_type);
            }
        }

        #[test]
        fn nothing_but_null_is_lost_without_notice(value in values()) {
            for value_type in types() {
                let lost = compare(&value_type, &value, None);
                prop_assert_eq!(lost == Equality::Equal, value.is_null(), "{:?}", value_type);
                prop_assert_eq!(lost, compare(&value_type, &value, Some(&Value::Null)));
                let appeared = compare(&value_type, &Value::Null, Some(&value));
                prop_assert_eq!(appeared == Equality::Equal, value.is_null(), "{:?}", value_type);
            }
        }
    }
}
