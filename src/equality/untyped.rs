//! Values whose type the page does not give: by their JSON shape. What was sent must be there; more may be.

use serde_json::{Map, Value};

use super::{Equality, date_time_offset, duration, guid, number, string, time_of_day};
use crate::value::{DateTimeOffset, Duration, Guid, TimeOfDay};

/// Compares two values without type.
pub(super) fn compare(sent: &Value, returned: &Value) -> Equality {
    match (sent, returned) {
        _ if sent == returned => Equality::Equal,
        (Value::Null, _) => Equality::differs("a value stands where null was sent"),
        (_, Value::Null) => Equality::differs("it is null or absent"),
        (Value::Object(sent), Value::Object(returned)) => members(sent, returned),
        (Value::Array(sent), Value::Array(returned)) if sent.len() == returned.len() => sent
            .iter()
            .zip(returned)
            .map(|(sent, returned)| compare(sent, returned))
            .fold(Equality::Equal, Equality::and),
        (Value::Number(_), _) | (_, Value::Number(_)) => number::floating(sent, returned),
        (Value::String(one), Value::String(other)) => text(one, other, sent, returned),
        _ => Equality::differs("it is another value"),
    }
}

/// Annotations are control information and need not come back.
fn members(sent: &Map<String, Value>, returned: &Map<String, Value>) -> Equality {
    let stored = sent.iter().filter(|(name, _)| !name.contains('@'));
    let outcomes = stored.map(|(name, value)| compare(value, returned.get(name).unwrap_or(&Value::Null)));
    outcomes.fold(Equality::Equal, Equality::and)
}

/// Texts that a typed server reads and writes in its own spelling are compared by what they mean.
fn text(one: &str, other: &str, sent: &Value, returned: &Value) -> Equality {
    if DateTimeOffset::parse(one).is_ok() && DateTimeOffset::parse(other).is_ok() {
        date_time_offset::compare(sent, returned)
    } else if Guid::parse(one).is_some() && Guid::parse(other).is_some() {
        guid::compare(sent, returned)
    } else if Duration::parse(one).is_some() && Duration::parse(other).is_some() {
        duration::compare(sent, returned)
    } else if TimeOfDay::parse(one).is_some() && TimeOfDay::parse(other).is_some() {
        time_of_day::compare(sent, returned)
    } else {
        string::text(one, other)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::compare;
    use crate::equality::Equality;

    #[test]
    fn sent_members_are_a_subset_of_the_returned() {
        let sent = json!({"@odata.type": "#x", "a": {"b": 1, "n": null}, "c": ["x"]});
        assert_eq!(compare(&sent, &json!({"c": ["x"], "a": {"b": 1.0, "more": true}, "d": 1})), Equality::Equal);
        for returned in [
            json!({"a": {"b": 1}}),
            json!({"a": {"b": 2}, "c": ["x"]}),
            json!({"a": {"b": 1}, "c": ["x", "y"]}),
            json!([]),
        ] {
            assert!(matches!(compare(&sent, &returned), Equality::Differs { .. }), "{returned}");
        }
    }

    #[test]
    fn an_instant_inside_may_change_its_spelling() {
        let sent = json!({"at": "2016-12-31T23:58:36-08:00", "from": "08:00"});
        assert_eq!(compare(&sent, &json!({"at": "2017-01-01T07:58:36Z", "from": "08:00:00.0000000"})), Equality::Equal);
        assert!(matches!(
            compare(&sent, &json!({"at": "2017-01-01T07:58:37Z", "from": "08:00"})),
            Equality::Differs { .. }
        ));
    }
}
