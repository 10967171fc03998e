//! `example-type`: values of the examples that do not have the type of the table.

use serde_json::{Map, Value};

use super::Sheet;
use crate::model::{Property, ValueType};
use crate::page::{Diagnostic, Severity};
use crate::value::{Binary, Date, DateTimeOffset, Duration, Guid, TimeOfDay};

/// Members of requests and responses that do not fit their row.
pub fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for example in &sheet.imported.examples {
        let response = example.response.as_ref();
        found.extend(example.body.members().map(|m| misfits(sheet, m, example.body_line)).unwrap_or_default());
        let shown = response.and_then(|r| Some((r.body.members()?, r.line)));
        found.extend(shown.map(|(members, line)| misfits(sheet, members, line)).unwrap_or_default());
    }
    found
}

fn misfits(sheet: &Sheet<'_>, members: &Map<String, Value>, from: u32) -> Vec<Diagnostic> {
    let properties = sheet.imported.contract.properties.iter();
    let misfit = |property: &Property| {
        let value = members.get(&property.name).filter(|value| !value.is_null())?;
        if fits(&property.value_type, value) {
            return None;
        }
        let message = format!(
            "the example has {} for `{}`, which the table says on line {} is {}",
            shortened(value),
            property.name,
            property.line,
            words(&property.value_type)
        );
        Some(sheet.remark(Severity::Warning, "example-type", place(sheet, from, &property.name), message))
    };
    properties.filter_map(misfit).collect()
}

/// Where the member stands: the first line from `from` on that quotes its name.
fn place(sheet: &Sheet<'_>, from: u32, name: &str) -> (u32, usize) {
    let quoted = format!("\"{name}\"");
    let lines = (1_u32..).zip(&sheet.lines).skip_while(|(number, _)| *number < from);
    lines.into_iter().find_map(|(number, line)| Some((number, line.find(&quoted)?))).unwrap_or((from, 0))
}

fn fits(value_type: &ValueType, value: &Value) -> bool {
    let text = |test: fn(&str) -> bool| value.as_str().is_some_and(test);
    match value_type {
        ValueType::String | ValueType::Enum { .. } => value.is_string(),
        ValueType::Boolean => value.is_boolean(),
        ValueType::Int16 | ValueType::Int32 | ValueType::Int64 => value.is_i64() || value.is_u64(),
        ValueType::Double => value.is_number() || text(|t| matches!(t, "INF" | "-INF" | "NaN")),
        ValueType::Decimal => value.is_number(),
        ValueType::DateTimeOffset => text(|t| DateTimeOffset::parse(t).is_ok()),
        ValueType::Date => text(|t| Date::parse(t).is_some()),
        ValueType::TimeOfDay => text(|t| TimeOfDay::parse(t).is_some()),
        ValueType::Duration => text(|t| Duration::parse(t).is_some()),
        ValueType::Guid => text(|t| Guid::parse(t).is_some()),
        ValueType::Binary => text(|t| Binary::parse(t).is_some()),
        ValueType::Complex(_) => value.is_object(),
        ValueType::Collection { of } => {
            value.as_array().is_some_and(|items| items.iter().all(|item| item.is_null() || fits(of, item)))
        }
        ValueType::Stream | ValueType::Any => true,
    }
}

fn words(value_type: &ValueType) -> String {
    match value_type {
        ValueType::Enum { .. } => "an enumeration".to_owned(),
        ValueType::Complex(complex) => format!("a `{}`", complex.name),
        ValueType::Collection { of } => format!("a collection of {}", words(of)),
        other => format!("{other:?}"),
    }
}

fn shortened(value: &Value) -> String {
    const LONGEST: usize = 60;
    let text = value.to_string();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
