//! A TOML file, checked against our schema, that knows where each value stands.

use std::ops::Range;
use std::sync::LazyLock;

use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Origin;
use crate::model::FileFault;
use crate::schema::{FileFormat, Misfit, Part};

/// Text of the schema of `docproof.toml`.
const SCHEMA: &str = include_str!("../../schemas/config.schema.json");

/// The format of `docproof.toml`.
pub(super) static FORMAT: LazyLock<FileFormat> = LazyLock::new(|| FileFormat::shipped(SCHEMA));

/// A file and what it says.
#[derive(Debug, Clone)]
pub(super) struct Document {
    pub(super) file: String,
    text: String,
    pub(super) value: Value,
}

impl Document {
    /// Reads `text`.
    ///
    /// # Errors
    /// The first fault: no TOML, or not what the schema asks for.
    pub(super) fn read(file: &str, text: &str) -> Result<Self, Box<FileFault>> {
        let table = DeTable::parse(text).map_err(|error| {
            let range = error.span().unwrap_or(0..0);
            FileFault::new(file, text, range, "", error.message().replace('\n', ", "))
        })?;
        let value = json_of(table.get_ref());
        let fault = |misfit: Misfit| (misfit.part, fault(file, text, &table, &misfit));
        let faults = FORMAT.misfits(&value).into_iter().map(fault);
        match faults.min_by_key(|(part, fault)| (*part == Part::Inside, fault.span.offset())) {
            Some((_, first)) => Err(first),
            None => Ok(Self { file: file.to_owned(), text: text.to_owned(), value }),
        }
    }

    /// The table behind `path`; empty when there is none.
    pub(super) fn table(&self, path: &[&str]) -> Map<String, Value> {
        let found = path.iter().try_fold(&self.value, |value, step| value.get(step));
        found.and_then(Value::as_object).cloned().unwrap_or_default()
    }

    /// Where the value behind `path` stands.
    pub(super) fn origin(&self, path: &[String]) -> Origin {
        let fault = self.fault(path, "");
        Origin::File { file: fault.file, line: fault.line, column: fault.column }
    }

    /// A fault at the value behind `path`.
    pub(super) fn fault(&self, path: &[String], what: impl Into<String>) -> Box<FileFault> {
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

#[cfg(test)]
mod tests {
    use super::{Document, FORMAT, SCHEMA};

    #[test]
    fn the_shipped_schema_is_a_schema() {
        assert!(jsonschema::meta::is_valid(&serde_json::from_str(SCHEMA).unwrap()));
        assert!(!FORMAT.misfits(&serde_json::json!({"no-such-table": {}})).is_empty());
    }

    #[test]
    fn what_does_not_fit_is_quoted_with_its_place_and_what_was_meant() {
        for (text, start) in [
            (
                "[target.a]\ntiemout = \"5s\"\n",
                "docproof.toml:2:1: target.a.tiemout: unknown key `tiemout` (did you mean `timeout`?)",
            ),
            ("[target.a]\ntimeout = \"5 days\"\n", "docproof.toml:2:11: target.a.timeout: \"5 days\" does not match"),
            ("[target.a]\nbudget-writes = -1\n", "docproof.toml:2:17: target.a.budget-writes: -1 is less than"),
            ("[target.a]\ncloud = \"mars\"\n", "docproof.toml:2:9: target.a.cloud: \"mars\" is not one of"),
            ("[targte.a]\n", "docproof.toml:1:2: targte: unknown key `targte` (did you mean `target`?)"),
            ("[target.\"a b\"]\n", "docproof.toml:1:"),
            (
                "[target.a.auth.client-credentials]\nclient-secret = \"geheim\"\n",
                "docproof.toml:2:1: target.a.auth.client-credentials.client-secret: unknown key `client-secret` (did you mean `client-secret-env`?)",
            ),
            ("[target.a.auth]\ntoken-env = \"A\"\ncommand = [\"b\"]\n", "docproof.toml:1:"),
            (
                "[target.a]\nallow-writes = \"yes\"\n",
                "docproof.toml:2:16: target.a.allow-writes: \"yes\" is not of type",
            ),
            ("[target.a\n", "docproof.toml:1:"),
            ("a = 1\na = 2\n", "docproof.toml:2:1"),
        ] {
            let fault = Document::read("docproof.toml", text).unwrap_err().to_string();
            assert!(fault.starts_with(start), "{text:?}: {fault}");
            assert!(!fault.contains("geheim"), "{fault}");
        }
    }
}
