//! Keys and values of a TOML table, each with its place in the file.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::FileFault;
use crate::value::{closest, did_you_mean};

/// A file's name and text, to say where something is wrong in it.
#[derive(Debug, Clone, Copy)]
pub struct Text<'t> {
    pub file: &'t str,
    pub text: &'t str,
}

impl<'t> Text<'t> {
    /// A fault at a range of the text.
    pub fn fault(self, range: Range<usize>, key: &str, what: impl Into<String>) -> Box<FileFault> {
        FileFault::new(self.file, self.text, range, key, what)
    }

    /// The text as a table.
    pub fn table(self) -> Result<Table<'t>, Box<FileFault>> {
        let parsed = DeTable::parse(self.text)
            .map_err(|error| self.fault(error.span().unwrap_or(0..0), "", error.message().trim_end().to_owned()))?;
        let span = parsed.span();
        Ok(Table { text: self, key: String::new(), span, values: parsed.into_inner() })
    }
}

/// A table whose keys are taken one after the other; what is left is unknown.
#[derive(Debug)]
pub struct Table<'t> {
    text: Text<'t>,
    key: String,
    span: Range<usize>,
    values: DeTable<'t>,
}

impl<'t> Table<'t> {
    /// Line on which the table begins (1-based).
    pub fn line(&self) -> usize {
        self.text.text[..self.span.start].matches('\n').count() + 1
    }

    /// Refuses every key that is not `known`, the first of the file first.
    pub fn only(&self, known: &[&str]) -> Result<(), Box<FileFault>> {
        let unknown = self.values.keys().filter(|key| !known.contains(&key.get_ref().as_ref()));
        let Some(first) = unknown.min_by_key(|key| key.span().start) else { return Ok(()) };
        let name = first.get_ref().as_ref();
        let hint = did_you_mean(closest(name, known.iter().copied()));
        let what = if hint.is_empty() {
            format!("unknown key `{name}`; known are {}", known.join(", "))
        } else {
            format!("unknown key `{name}`{hint}")
        };
        Err(self.text.fault(first.span(), &self.path(name), what))
    }

    /// The tables of an array of tables; none when the key is not there.
    pub fn tables(&mut self, name: &str) -> Result<Vec<Table<'t>>, Box<FileFault>> {
        let Some(value) = self.values.remove(name) else { return Ok(Vec::new()) };
        let span = value.span();
        let DeValue::Array(items) = value.into_inner() else {
            return Err(self.text.fault(span, &self.path(name), format!("expected tables, as in [[{name}]]")));
        };
        items.into_iter().enumerate().map(|(number, item)| self.inner(name, number, item)).collect()
    }

    fn inner(&self, name: &str, number: usize, item: Spanned<DeValue<'t>>) -> Result<Table<'t>, Box<FileFault>> {
        let (span, key) = (item.span(), format!("{}.{number}", self.path(name)));
        match item.into_inner() {
            DeValue::Table(table) => Ok(Table { text: self.text, key, span, values: table }),
            _ => Err(self.text.fault(span, &key, format!("expected a table, as in [[{name}]]"))),
        }
    }

    /// A value of a table, with its place.
    pub fn get(&self, name: &str) -> Option<&Spanned<DeValue<'t>>> {
        self.values.get(name)
    }

    /// A value that must be there.
    pub fn required(&self, name: &str) -> Result<&Spanned<DeValue<'t>>, Box<FileFault>> {
        self.get(name)
            .ok_or_else(|| self.text.fault(self.span.clone(), &self.key, format!("the key `{name}` is missing")))
    }

    /// A text that is not empty; `None` when the key is not there.
    pub fn text(&self, name: &str) -> Result<Option<String>, Box<FileFault>> {
        let Some(value) = self.get(name) else { return Ok(None) };
        match value.get_ref().as_str().filter(|text| !text.trim().is_empty()) {
            Some(text) => Ok(Some(text.to_owned())),
            None => Err(self.wrong(name, value, "a text that is not empty")),
        }
    }

    /// A text that must be there.
    pub fn required_text(&self, name: &str) -> Result<String, Box<FileFault>> {
        self.required(name)?;
        Ok(self.text(name)?.unwrap_or_default())
    }

    /// The fault of a value of another kind.
    pub fn wrong(&self, name: &str, value: &Spanned<DeValue<'_>>, expected: &str) -> Box<FileFault> {
        let what = format!("expected {expected}, found {}", value.get_ref().type_str());
        self.text.fault(value.span(), &self.path(name), what)
    }

    /// A fault at the value of `name`.
    pub fn fault(&self, name: &str, what: impl Into<String>) -> Box<FileFault> {
        let span = self.get(name).map_or_else(|| self.span.clone(), Spanned::span);
        self.text.fault(span, &self.path(name), what)
    }

    fn path(&self, name: &str) -> String {
        if self.key.is_empty() { name.to_owned() } else { format!("{}.{name}", self.key) }
    }
}
