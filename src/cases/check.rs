//! JSON text → a model type, by its schema; a fault quotes the place.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::locate::locate;
use crate::model::FileFault;
use crate::schema::{FileFormat, Misfit, Part};

/// Reads `text` as a `T`, after checking it against its format.
///
/// # Errors
/// The first fault in the file: no JSON, not what the schema asks for, or not the type.
pub fn read<T: DeserializeOwned>(file: &str, text: &str, format: &FileFormat) -> Result<T, Box<FileFault>> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let at = offset(text, error.line(), error.column());
        FileFault::new(file, text, at..at, "", describe(&error))
    })?;
    let faults = format.misfits(&value).into_iter().map(|misfit| (misfit.part, fault(file, text, &misfit)));
    let first = faults.min_by_key(|(part, fault)| (*part == Part::Inside, fault.span.offset()));
    if let Some((_, fault)) = first {
        return Err(fault);
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

/// What the schema oracle says, at the place that it is about.
fn fault(file: &str, text: &str, misfit: &Misfit) -> Box<FileFault> {
    let place = locate(text, &misfit.path);
    let range = match misfit.part {
        Part::Key => place.key.unwrap_or(place.value),
        Part::Value => place.value,
        Part::Inside => place.value.start..place.value.start + 1,
    };
    FileFault::new(file, text, range, &misfit.path.join("."), misfit.what.clone())
}

fn describe(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(what, _)| what.to_owned())
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
