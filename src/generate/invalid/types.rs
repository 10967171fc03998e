//! T01 to T09: values of another JSON type.

use proptest::prop_oneof;
use proptest::strategy::Strategy as _;
use serde_json::{Value, json};

use super::wrong_value::WrongValue;
use crate::generate::draw::AnyValue;
use crate::generate::facts::Field;
use crate::model::{Strength, ValueType};

const ANY: &[u16] = &[200, 204, 400, 422];

/// Types written as a JSON string, besides dates with time and enums.
fn is_text(value_type: &ValueType) -> bool {
    use ValueType::{Binary, Date, Duration, Guid, String, TimeOfDay};
    matches!(value_type, String | Guid | Date | TimeOfDay | Duration | Binary)
}

fn is_integer(value_type: &ValueType) -> bool {
    matches!(value_type, ValueType::Int16 | ValueType::Int32 | ValueType::Int64)
}

fn is_number(value_type: &ValueType) -> bool {
    is_integer(value_type) || matches!(value_type, ValueType::Double | ValueType::Decimal)
}

fn is_scalar(value_type: &ValueType) -> bool {
    !matches!(value_type, ValueType::Collection { .. } | ValueType::Complex(_) | ValueType::Any | ValueType::Stream)
}

/// Listed values of class `id` for `field`; none when the class is not about its type.
#[must_use]
pub fn listed(id: &str, field: &Field) -> Vec<WrongValue> {
    let (of, wrong) = (field.value_type(), WrongValue::new);
    let is_date = *of == ValueType::DateTimeOffset;
    match id {
        "T01" if is_text(of) => vec![
            wrong("a number for text", json!(12345)),
            wrong("true for text", json!(true)),
            wrong("a fraction for text", json!(1.5)),
            wrong("false for text", json!(false)),
            wrong("0 for text", json!(0)),
        ],
        "T02" if is_scalar(of) => containers(field),
        "T03" if *of == ValueType::Boolean => vec![
            wrong("text for a Boolean", json!("true")),
            wrong("1 for a Boolean", json!(1)),
            wrong("0 for a Boolean", json!(0)),
            wrong("a word for a Boolean", json!("yes")),
            wrong("empty text for a Boolean", json!("")),
        ],
        "T04" if is_integer(of) => vec![
            wrong("text for an integer", json!("12")),
            wrong("a fraction for an integer", json!(1.5)),
            wrong("a word for an integer", json!("twelve")),
            wrong("empty text for an integer", json!("")),
            wrong("true for an integer", json!(true)),
        ],
        "T04" if is_number(of) => {
            vec![wrong("a word for a number", json!("twelve")), wrong("true for a number", json!(true))]
        }
        "T05" if is_date => vec![
            wrong("seconds since 1970 for a date", json!(1_483_257_516)),
            wrong("milliseconds since 1970 for a date", json!(1_483_257_516_667_i64)),
            wrong("0 for a date", json!(0)),
            wrong("true for a date", json!(true)),
            wrong("-1 for a date", json!(-1)),
        ],
        "T06" if matches!(of, ValueType::Enum { .. }) => vec![
            wrong("a number for an enum", json!(1)),
            wrong("true for an enum", json!(true)),
            wrong("0 for an enum", json!(0)),
            wrong("a number behind the last for an enum", json!(99)),
            wrong("-1 for an enum", json!(-1)),
        ],
        "T07" | "T08" => null(id, field).into_iter().collect(),
        "T09" if matches!(of, ValueType::Collection { .. }) => vec![
            wrong("text for a collection", json!("a")),
            wrong("an object for a collection", json!({})),
            wrong("a number for a collection", json!(1)),
            wrong("true for a collection", json!(true)),
        ],
        _ => Vec::new(),
    }
}

fn containers(field: &Field) -> Vec<WrongValue> {
    let valid = field.base.clone().or_else(|| field.changed(0)).unwrap_or(Value::Null);
    vec![
        WrongValue::new("an array for a scalar", json!(["a"])),
        WrongValue::new("an object for a scalar", json!({"value": "a"})),
        WrongValue::new("an array around a valid value", json!([valid])),
        WrongValue::new("an empty array for a scalar", json!([])),
        WrongValue::new("an empty object for a scalar", json!({})),
        WrongValue::new("an object around a valid value", json!({"value": valid})),
    ]
}

/// Null belongs to T08 where it may be stored, to T07 elsewhere; without metadata either answer is right.
fn null(id: &str, field: &Field) -> Option<WrongValue> {
    let list = matches!(field.value_type(), ValueType::Collection { .. });
    let (class, judged) = match field.property.nullable {
        Some(false) if !list => ("T07", None),
        Some(true) if !list => ("T08", None),
        None if is_text(field.value_type()) => ("T08", Some((Strength::Either, ANY))),
        _ => ("T07", Some((Strength::Either, ANY))),
    };
    let value = WrongValue::new("null", Value::Null);
    (id == class).then(|| match judged {
        Some((strength, expect)) => value.judged(strength, expect),
        None => value,
    })
}

/// Random values of class `id`; `None` when the class has none beyond its list.
#[must_use]
pub fn random(id: &str, _: &Field) -> Option<AnyValue> {
    let word = || (0_u32..100_000).prop_map(|n| json!(format!("docproof {n}")));
    let number =
        || prop_oneof![(-100_000_i64..100_000).prop_map(|n| json!(n)), (-1e6..1e6).prop_map(|x: f64| json!(x))];
    let truth = || proptest::bool::ANY.prop_map(Value::Bool);
    let scalar = || prop_oneof![word(), number(), truth()];
    Some(match id {
        "T01" | "T06" => prop_oneof![3 => number(), 1 => truth()].sboxed(),
        "T05" => (-4_000_000_000_i64..4_000_000_000).prop_map(|n| json!(n)).sboxed(),
        "T02" => prop_oneof![
            proptest::collection::vec(scalar(), 0..4).prop_map(Value::Array),
            proptest::collection::vec(((0_u32..1000).prop_map(|n| format!("m{n}")), scalar()), 0..4)
                .prop_map(|list| Value::Object(list.into_iter().collect())),
        ]
        .sboxed(),
        "T03" => prop_oneof![word(), number()].sboxed(),
        "T04" => word().sboxed(),
        "T09" => scalar().sboxed(),
        _ => return None,
    })
}
