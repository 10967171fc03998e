//! A comparison as an observation.

use serde_json::{Map, Value};

use super::echo::{Demand, Expectation};
use super::members::lookup;
use crate::equality::{Equality, compare};
use crate::model::{Level, Observation};
use crate::rules::judging::pointer;

/// What is wrong with each expected member of `shown`; `before` tells an ignored value from an altered one.
#[must_use]
pub fn differences(
    expected: &[Expectation<'_>],
    shown: &Map<String, Value>,
    before: Option<&Map<String, Value>>,
) -> Vec<Observation> {
    expected.iter().filter_map(|expectation| difference(expectation, shown, before)).collect()
}

/// What is wrong with one expected member of `shown`.
#[must_use]
pub fn difference(
    expected: &Expectation<'_>,
    shown: &Map<String, Value>,
    before: Option<&Map<String, Value>>,
) -> Option<Observation> {
    let property = expected.property;
    let returned = lookup(shown, &property.name);
    let outcome = compare(&property.value_type, expected.sent, returned);
    let is_shown = |other| !matches!(compare(&property.value_type, other, returned), Equality::Differs { .. });
    if expected.others.iter().any(is_shown) {
        return None;
    }
    let differing_level = match expected.demand {
        Demand::Present if returned.is_some_and(|value| !value.is_null()) => return None,
        Demand::Present => Level::Should,
        Demand::Equal(level) => level,
    };
    let (cause, message, level) = match outcome {
        Equality::Equal | Equality::Normalised { warn: false, .. } => return None,
        Equality::Normalised { how, .. } => {
            ("normalised", format!("`{}` came back {how}", property.name), Some(Level::Should))
        }
        Equality::Differs { why } => {
            let old = before.and_then(|state| lookup(state, &property.name));
            let cause = differing_cause(expected, returned, old);
            let message = match cause {
                "missing" => format!("`{}` was sent and is missing", property.name),
                "unchanged" => format!("`{}` was sent and keeps its old value", property.name),
                _ => format!("`{}` is not what was sent: {why}", property.name),
            };
            (cause, message, (differing_level != Level::Must).then_some(differing_level))
        }
    };
    let seen = Observation::at(pointer(&property.name), cause, message).line(property.line);
    let seen = seen.expected_actual(expected.sent.clone(), returned.cloned().unwrap_or_default());
    Some(Observation { level, ..seen })
}

fn differing_cause(expected: &Expectation<'_>, returned: Option<&Value>, old: Option<&Value>) -> &'static str {
    match (returned, old) {
        (None, _) => "missing",
        (Some(_), Some(old)) if compare(&expected.property.value_type, old, returned).is_silent() => "unchanged",
        _ => "altered",
    }
}
