//! The schema of one value.

use serde_json::{Map, Value, json};

use super::formats;
use crate::model::{Access, ComplexType, Member, Property, ValueType};

/// Who writes the value: what is promised and what is asked differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writer {
    /// The target, in an answer. Members of enumerations are left to a rule: numbers as text and
    /// `unknownFutureValue` are legal.
    Target,
    /// A client, in a patch.
    Client,
}

/// Schema of the value of `property`.
pub(super) fn property_schema(property: &Property, writer: Writer) -> Value {
    let mut schema = value_schema(&property.value_type, writer);
    if writer == Writer::Client
        && let Some((smallest, largest)) = property.range
    {
        schema.insert("minimum".to_owned(), smallest.into());
        schema.insert("maximum".to_owned(), largest.into());
    }
    if property.nullable != Some(false) {
        allow_null(&mut schema);
    }
    if writer == Writer::Client && property.access == Access::ReadOnly {
        schema.insert("readOnly".to_owned(), true.into());
    }
    schema.insert("description".to_owned(), describe(property).into());
    Value::Object(schema)
}

fn value_schema(value_type: &ValueType, writer: Writer) -> Map<String, Value> {
    let schema = match value_type {
        ValueType::Boolean => json!({"type": "boolean"}),
        ValueType::Int16 => json!({"type": "integer", "minimum": i16::MIN, "maximum": i16::MAX}),
        ValueType::Int32 => json!({"type": "integer", "minimum": i32::MIN, "maximum": i32::MAX}),
        ValueType::Int64 => json!({"type": "integer", "minimum": i64::MIN, "maximum": i64::MAX}),
        // What JSON numbers cannot say is text (OData JSON Format 4.01 §7.1).
        ValueType::Double => json!({"type": ["number", "string"], "pattern": "^(-?INF|NaN)$"}),
        ValueType::Decimal => json!({"type": "number"}),
        ValueType::DateTimeOffset => json!({"type": "string", "format": formats::DATE_TIME_OFFSET}),
        ValueType::Date => json!({"type": "string", "format": formats::DATE}),
        ValueType::TimeOfDay => json!({"type": "string", "format": formats::TIME_OF_DAY}),
        ValueType::Duration => json!({"type": "string", "format": formats::DURATION}),
        ValueType::Guid => json!({"type": "string", "format": formats::GUID}),
        ValueType::Binary => json!({"type": "string", "format": formats::BINARY}),
        ValueType::Enum { members, .. } if writer == Writer::Client && !members.is_empty() => {
            json!({"type": "string", "enum": members})
        }
        ValueType::String | ValueType::Enum { .. } => json!({"type": "string"}),
        ValueType::Complex(complex) => complex_schema(complex, writer),
        ValueType::Collection { of } => json!({"type": "array", "items": item_schema(of, writer)}),
        ValueType::Stream | ValueType::Any => json!({}),
    };
    match schema {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

/// A nested object. Other members than the known ones are allowed: a value may be of a derived type.
fn complex_schema(complex: &ComplexType, writer: Writer) -> Value {
    if complex.members.is_empty() {
        return json!({"type": "object"});
    }
    let sent = complex.members.iter().filter(|member| member.value_type != ValueType::Stream);
    let properties: Map<String, Value> =
        sent.map(|member| (member.name.clone(), member_schema(member, writer))).collect();
    json!({"type": "object", "properties": properties})
}

fn member_schema(member: &Member, writer: Writer) -> Value {
    let mut schema = value_schema(&member.value_type, writer);
    if member.nullable != Some(false) {
        allow_null(&mut schema);
    }
    Value::Object(schema)
}

/// Pages say nothing about null items, so an answer may hold them.
fn item_schema(of: &ValueType, writer: Writer) -> Value {
    let mut schema = value_schema(of, writer);
    if writer == Writer::Target {
        allow_null(&mut schema);
    }
    Value::Object(schema)
}

fn allow_null(schema: &mut Map<String, Value>) {
    if let Some(types) = schema.get_mut("type") {
        let mut list = match types.take() {
            Value::Array(list) => list,
            single => vec![single],
        };
        list.push("null".into());
        *types = Value::Array(list);
    }
    if let Some(Value::Array(members)) = schema.get_mut("enum") {
        members.push(Value::Null);
    }
}

fn describe(property: &Property) -> String {
    format!("Documented on line {} as {}.", property.line, type_name(&property.value_type))
}

fn type_name(value_type: &ValueType) -> String {
    match value_type {
        ValueType::Enum { name: Some(name), .. } => name.clone(),
        ValueType::Complex(complex) => complex.name.clone(),
        ValueType::Enum { name: None, .. } => "an enumeration".to_owned(),
        ValueType::Collection { of } => format!("a collection of {}", type_name(of)),
        ValueType::Any => "a value without type".to_owned(),
        simple => format!("{simple:?}"),
    }
}
