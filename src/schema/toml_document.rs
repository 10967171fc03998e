//! A TOML file of ours, checked against its schema, that knows where each value stands.

use std::ops::Range;

use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{FileFormat, Misfit, Part};
use crate::model::FileFault;

/// A file and what it says.
#[derive(Debug, Clone)]
pub struct TomlDocument {
    /// Its path as it was given.
    pub file: String,
    text: String,
    /// What it says, as JSON: a date is the text that it is written as.
    pub value: Value,
}

impl TomlDocument {
    /// Reads `text` as a file of this format.
    ///
    /// # Errors
    /// The first fault: no TOML, or not what the schema asks for.
    pub fn read(format: &FileFormat, file: &str, text: &str) -> Result<Self, Box<FileFault>> {
        let table = DeTable::parse(text).map_err(|error| {
            let range = error.span().unwrap_or(0..0);
            FileFault::new(file, text, range, "", error.message().replace('\n', ", "))
        })?;
        let value = json_of(table.get_ref());
        let fault = |misfit: Misfit| (misfit.part, fault(file, text, &table, &misfit));
        let faults = format.misfits(&value).into_iter().map(fault);
        match faults.min_by_key(|(part, fault)| (*part == Part::Inside, fault.span.offset())) {
            Some((_, first)) => Err(first),
            None => Ok(Self { file: file.to_owned(), text: text.to_owned(), value }),
        }
    }

    /// The table behind `path`; empty when there is none.
    #[must_use]
    pub fn table(&self, path: &[&str]) -> Map<String, Value> {
        let found = path.iter().try_fold(&self.value, |value, step| value.get(step));
        found.and_then(Value::as_object).cloned().unwrap_or_default()
    }

    /// A fault at the value behind `path`.
    #[must_use]
    pub fn fault(&self, path: &[String], what: impl Into<String>) -> Box<FileFault> {
        let range = DeTable::parse(&self.text).map_or(0..0, |table| place(&table, path).value);
        FileFault::new(&self.file, &self.text, range, &path.join("."), what)
    }
}

fn fault(file: &str, text: &str, table: &Spanned<DeTable<'_>>, misfit: &Misfit) -> Box<FileFault> {
    let place = place(table, &misfit.path);
    let range = if misfit.part == Part::Key { place.key.unwrap_or(place.value) } else { place.value };
    FileFault::new(file, text, range, &misfit.path.join("."), misfit.what.clone())
}

/// Byte ranges of a value and of its key.
struct Place {
    key: Option<Range<usize>>,
    value: Range<usize>,
}

/// Where the value behind `path` stands; a path that leads nowhere ends at the last value that exists.
fn place(root: &Spanned<DeTable<'_>>, path: &[String]) -> Place {
    let mut place = Place { key: None, value: root.span() };
    let mut table = Some(root.get_ref());
    let mut array = None;
    for step in path {
        let next = match (table, array) {
            (Some(keys), _) => keys.get_key_value(step.as_str()).map(|(key, value)| (Some(key.span()), value)),
            (_, Some(items)) => item(items, step).map(|value| (None, value)),
            _ => None,
        };
        let Some((key, value)) = next else { break };
        place = Place { key, value: value.span() };
        table = value.get_ref().as_table();
        array = value.get_ref().as_array();
    }
    place
}

fn item<'t, 'i>(items: &'t toml::de::DeArray<'i>, step: &str) -> Option<&'t Spanned<DeValue<'i>>> {
    items.get(step.parse::<usize>().ok()?)
}

fn json_of(table: &DeTable<'_>) -> Value {
    Value::Object(table.iter().map(|(key, value)| (key.get_ref().to_string(), json_of_value(value))).collect())
}

fn json_of_value(value: &Spanned<DeValue<'_>>) -> Value {
    match value.get_ref() {
        DeValue::String(text) => Value::from(text.as_ref()),
        // A number that does not fit stays text, and the schema says what is expected.
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or_else(|_| number.as_str().into(), Value::from)
        }
        DeValue::Float(number) => number.as_str().parse::<f64>().map_or_else(|_| number.as_str().into(), Value::from),
        DeValue::Boolean(is) => Value::from(*is),
        DeValue::Datetime(time) => Value::from(time.to_string()),
        DeValue::Array(items) => items.iter().map(json_of_value).collect(),
        DeValue::Table(table) => json_of(table),
    }
}
