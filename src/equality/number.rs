//! Numbers: numerically equal, however written.

use serde_json::{Number, Value};

use super::Equality;

/// Compares two values of a small integer property.
pub(super) fn exact(sent: &Value, returned: &Value) -> Equality {
    by(sent, returned, same)
}

/// Compares two values of an `Int64` or `Decimal` property. In an answer these may be texts, when it declares so; whether
/// it does is a matter of types.
pub(super) fn large(sent: &Value, returned: &Value) -> Equality {
    match (exact(sent, returned), sent, returned) {
        (Equality::Normalised { .. }, Value::Number(_), Value::String(_)) => {
            Equality::expected("with its number as text")
        }
        (outcome, ..) => outcome,
    }
}

/// Compares two values of a `Double` property, which holds the nearest double of what is sent.
pub(super) fn floating(sent: &Value, returned: &Value) -> Equality {
    by(sent, returned, |one, other| same(one, other) || one.as_f64() == other.as_f64())
}

fn by(sent: &Value, returned: &Value, same: fn(&Number, &Number) -> bool) -> Equality {
    match (sent, returned) {
        _ if sent == returned => Equality::Equal,
        (Value::Number(one), Value::Number(other)) if same(one, other) => Equality::Equal,
        (Value::Number(_), Value::Number(_)) => Equality::differs("it is another number"),
        _ => match (as_number(sent), as_number(returned)) {
            (Some(one), Some(other)) if same(&one, &other) => {
                Equality::warned("with its number as text or its text as a number")
            }
            _ => Equality::differs("it is another value"),
        },
    }
}

/// Whether both are the same number: integers exactly, doubles as the exact number they are.
pub(super) fn same(one: &Number, other: &Number) -> bool {
    match (integer(one), integer(other)) {
        (Some(one), Some(other)) => one == other,
        (None, None) => one.as_f64() == other.as_f64(),
        _ => false,
    }
}

/// Whether `text` is a spelling of the number `value`.
pub(super) fn reads_as(text: &str, value: &Value) -> bool {
    match (value, parse(text)) {
        (Value::Number(number), Some(read)) => same(number, &read),
        _ => false,
    }
}

/// The number as an integer, when it is one.
fn integer(number: &Number) -> Option<i128> {
    if let Some(small) = number.as_i128() {
        return Some(small);
    }
    let double = number.as_f64()?;
    // Below 2^100 every whole double is an exact i128.
    let whole = double.fract() == 0.0 && double.abs() < 1e30;
    whole.then(|| format!("{double:.0}").parse().ok())?
}

fn as_number(value: &Value) -> Option<Number> {
    match value {
        Value::Number(number) => Some(number.clone()),
        Value::String(text) => parse(text),
        _ => None,
    }
}

/// Reads a decimal number with optional sign, as services write Int64 and Decimal in strings.
fn parse(text: &str) -> Option<Number> {
    let shaped = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    if !shaped || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse::<Number>().ok().or_else(|| Number::from_f64(text.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};
    use serde_json::{Value, json};

    use super::{exact, floating};
    use crate::equality::Equality;

    fn number(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn spellings_of_one_number_are_equal() {
        for (sent, returned) in
            [("1", "1.0"), ("1", "1e0"), ("100", "1E2"), ("0", "-0"), ("9007199254740993", "9007199254740993")]
        {
            assert_eq!(exact(&number(sent), &number(returned)), Equality::Equal, "{sent} {returned}");
        }
    }

    #[test]
    fn big_integers_are_compared_exactly() {
        let lost = exact(&number("9007199254740993"), &number("9007199254740992"));
        assert_eq!(lost, Equality::differs("it is another number"));
        assert_eq!(exact(&number("9223372036854775807"), &number("9.223372036854775807e18")), lost);
        assert_eq!(floating(&number("9007199254740993"), &number("9007199254740992")), Equality::Equal);
    }

    #[test]
    fn text_and_number_are_equal_with_notice() {
        for (sent, returned) in [(json!(5), json!("5")), (json!("5.0"), json!(5)), (json!("1.50"), json!("1.5"))] {
            assert!(matches!(exact(&sent, &returned), Equality::Normalised { warn: true, .. }), "{sent}");
        }
        for (sent, returned) in
            [(json!(5), json!("")), (json!("five"), json!(5)), (json!(5.5), json!(5)), (json!(1), json!(true))]
        {
            assert!(matches!(exact(&sent, &returned), Equality::Differs { .. }), "{sent}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn integers_are_equal_only_to_themselves(one in any::<i64>(), other in any::<i64>()) {
            prop_assert_eq!(exact(&json!(one), &json!(other)) == Equality::Equal, one == other);
        }
    }
}
