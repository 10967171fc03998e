//! JSON text → a model type, by its schema; a fault quotes the place.

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::locate::locate;
use crate::model::FileFault;
use crate::value::{closest, did_you_mean};

/// Reads `text` as a `T`, after checking it against `schema`.
///
/// # Errors
/// The first fault in the file: no JSON, not what the schema asks for, or not the type.
pub fn read<T: DeserializeOwned>(file: &str, text: &str, schema: &Validator) -> Result<T, Box<FileFault>> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let at = offset(text, error.line(), error.column());
        FileFault::new(file, text, at..at, "", describe(&error))
    })?;
    // a misspelt key is also a missing one; the misspelling says more
    let is_missing = |error: &ValidationError<'_>| matches!(error.kind(), ValidationErrorKind::Required { .. });
    let faults = schema.iter_errors(&value).map(|error| (is_missing(&error), fault(file, text, &error)));
    if let Some((_, first)) = faults.min_by_key(|(missing, fault)| (*missing, fault.span.offset())) {
        return Err(first);
    }
    let mut json = serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path: Vec<String> = error.path().iter().filter_map(step).collect();
        at_value(file, text, &path, describe(error.inner()))
    })
}

/// A fault at the value behind a path.
#[must_use]
pub fn at_value(file: &str, text: &str, path: &[String], what: impl Into<String>) -> Box<FileFault> {
    FileFault::new(file, text, locate(text, path).value, &path.join("."), what)
}

fn step(segment: &serde_path_to_error::Segment) -> Option<String> {
    use serde_path_to_error::Segment;
    match segment {
        Segment::Seq { index } => Some(index.to_string()),
        Segment::Map { key } => Some(key.clone()),
        Segment::Enum { .. } | Segment::Unknown => None,
    }
}

/// What the schema oracle says, at the key that it is about.
fn fault(file: &str, text: &str, error: &ValidationError<'_>) -> Box<FileFault> {
    let mut path: Vec<String> = error.instance_path().segments().map(|segment| segment.to_string()).collect();
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            let key = unexpected.first().cloned().unwrap_or_default();
            path.push(key.clone());
            let range = locate(text, &path);
            let known = known_keys(&path);
            let hint = did_you_mean(closest(&key, known));
            FileFault::new(
                file,
                text,
                range.key.unwrap_or(range.value),
                &path.join("."),
                format!("unknown key `{key}`{hint}"),
            )
        }
        ValidationErrorKind::Required { property } => {
            let open = locate(text, &path).value.start;
            let name = property.as_str().unwrap_or_default();
            FileFault::new(file, text, open..open + 1, &path.join("."), format!("the key `{name}` is missing"))
        }
        _ => at_value(file, text, &path, shorten(&error.to_string())),
    }
}

/// Keys that a case file may have beside an unknown one.
fn known_keys(path: &[String]) -> Vec<&'static str> {
    match path.first().map(String::as_str) {
        Some("source") if path.len() == 2 => vec!["page", "line"],
        Some("request") if path.len() == 2 => vec!["method", "path", "headers", "body"],
        Some("expect") if path.len() == 2 => vec!["status", "body"],
        _ if path.len() == 1 => vec!["$schema", "name", "source", "request", "expect"],
        _ => Vec::new(),
    }
}

fn describe(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(what, _)| what.to_owned())
}

fn shorten(text: &str) -> String {
    const LONGEST: usize = 200;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Byte offset of a line and column as `serde_json` counts them (1-based, columns in octets).
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
