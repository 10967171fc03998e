//! The documented type of a member as Hurl can ask for it.

use serde_json::Value;

use super::hurl_text::pattern;
use crate::model::{Finding, ValueType};

/// What is asserted of the member at `path` for the type that `finding` expects.
///
/// An answer that keeps every promise has no such member when the request itself is ill-typed and therefore refused, and
/// may have null where the request sets nothing: then what was seen must not be there, whatever is.
#[must_use]
pub fn asserts(finding: &Finding, path: &str, sent: Option<&Value>) -> Option<String> {
    let expected: ValueType = serde_json::from_value(finding.expected.clone()).ok()?;
    let is_answered = sent.is_some_and(|sent| !sent.is_null() && *sent != finding.actual);
    if is_answered {
        let is_ill_formed = matches!(finding.cause.as_str(), "malformed" | "not-an-instant");
        let kind = kind(&expected)?.to_owned();
        let assert = if is_ill_formed { format!("matches /{}/", grammar(&expected)?) } else { kind };
        return Some(format!("jsonpath \"{path}\" {assert}\n"));
    }
    let name = finding.place.rsplit('/').next().filter(|name| name.parse::<usize>().is_err())?;
    let (name, value) = (pattern(name), seen(&finding.actual)?);
    Some(format!("body not matches /\"{name}\"\\s*:\\s*{value}/\n"))
}

fn kind(value_type: &ValueType) -> Option<&'static str> {
    Some(match value_type {
        ValueType::Boolean => "isBoolean",
        ValueType::Int16 | ValueType::Int32 | ValueType::Int64 => "isInteger",
        ValueType::Double | ValueType::Decimal => "isNumber",
        ValueType::Collection { .. } => "isList",
        ValueType::Complex(_) => "isObject",
        ValueType::Any | ValueType::Stream => return None,
        ValueType::String
        | ValueType::DateTimeOffset
        | ValueType::Date
        | ValueType::TimeOfDay
        | ValueType::Duration
        | ValueType::Guid
        | ValueType::Binary
        | ValueType::Enum { .. } => "isString",
    })
}

/// How the text of a value like `actual` begins; of a text, all of it.
fn seen(actual: &Value) -> Option<String> {
    Some(match actual {
        Value::Null => return None,
        Value::Bool(_) => "(true|false)".to_owned(),
        Value::Number(_) => r"-?\d".to_owned(),
        Value::String(text) => format!("\"{}\"", pattern(text)),
        Value::Array(_) => r"\[".to_owned(),
        Value::Object(_) => r"\{".to_owned(),
    })
}

/// The form of a text, near enough to tell the malformed ones that targets send.
fn grammar(value_type: &ValueType) -> Option<&'static str> {
    const INSTANT: &str = r"^-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,12})?)?(Z|[+\-]([01]\d|2[0-3]):[0-5]\d)$";
    Some(match value_type {
        ValueType::DateTimeOffset => INSTANT,
        ValueType::Date => r"^-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$",
        ValueType::TimeOfDay => r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,12})?)?$",
        ValueType::Duration => r"^-?P(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$",
        ValueType::Guid => r"^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$",
        ValueType::Binary => r"^[0-9A-Za-z_\-]*=*$",
        _ => return None,
    })
}
