//! `example-type`: values of the examples that do not have the type of the table.

use serde_json::{Map, Value};

use super::Sheet;
use crate::model::{Property, ValueType};
use crate::page::{Diagnostic, Severity, fits};

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
        Some(sheet.remark(Severity::Warning, "example-type", sheet.place_of_member(from, &property.name), message))
    };
    properties.filter_map(misfit).collect()
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
