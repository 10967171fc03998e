//! The formats of our own files: what in a file does not fit its published schema, and what its author may have meant.

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use crate::value::{closest, did_you_mean};

/// Characters of the oracle's sentence that are shown.
const LONGEST: usize = 200;

/// A file format of ours, by its published schema.
#[derive(Debug)]
pub struct FileFormat {
    document: Value,
    validator: Validator,
}

/// A place in a file that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// Keys and indices that lead there.
    pub path: Vec<String>,
    /// What of the place is wrong.
    pub part: Part,
    /// What is wrong and what is expected.
    pub what: String,
}

/// What of a place is wrong. The order is that of telling: a misspelt key is also a missing one, and the misspelling
/// says more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The key itself.
    Key,
    /// The value.
    Value,
    /// Something that the value lacks.
    Inside,
}

impl FileFormat {
    /// The format that the schema `text` describes.
    ///
    /// # Panics
    /// When the schema is none: every schema ships inside, and a test compiles each.
    #[must_use]
    pub fn shipped(text: &str) -> Self {
        let document = serde_json::from_str(text).expect("a shipped schema is JSON, a test reads it");
        let validator =
            jsonschema::draft202012::new(&document).expect("a shipped schema is a schema, a test compiles it");
        Self { document, validator }
    }

    /// Everything in `file` that does not fit.
    #[must_use]
    pub fn misfits(&self, file: &Value) -> Vec<Misfit> {
        self.validator.iter_errors(file).map(|error| self.misfit(&error)).collect()
    }

    /// Keys of the table that a JSON pointer into the schema describes.
    #[must_use]
    pub fn keys(&self, pointer: &str) -> Vec<&str> {
        let properties = self.document.pointer(pointer).and_then(|schema| schema["properties"].as_object());
        properties.into_iter().flat_map(|keys| keys.keys().map(String::as_str)).collect()
    }

    fn misfit(&self, error: &ValidationError<'_>) -> Misfit {
        let mut path: Vec<String> = error.instance_path().segments().map(|segment| segment.to_string()).collect();
        let (part, what) = match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                let key = unexpected.first().cloned().unwrap_or_default();
                let hint = did_you_mean(closest(&key, self.keys_beside(error)));
                path.push(key.clone());
                (Part::Key, format!("unknown key `{key}`{hint}"))
            }
            ValidationErrorKind::Required { property } => {
                let name = property.as_str().unwrap_or_default();
                (Part::Inside, format!("the key `{name}` is missing"))
            }
            ValidationErrorKind::MinProperties { .. } | ValidationErrorKind::MaxProperties { .. } => {
                let known = self.keys_beside(error).join("`, `");
                (Part::Inside, format!("one of the keys `{known}` is expected here, and only one"))
            }
            _ => (Part::Value, format!("{}{}", shorten(&error.to_string()), self.examples(error))),
        };
        Misfit { path, part, what }
    }

    /// Pointer to the part of the schema that holds the keyword that is not satisfied.
    fn around<'e>(error: &'e ValidationError<'_>) -> &'e str {
        error.schema_path().as_str().rsplit_once('/').map_or("", |(around, _)| around)
    }

    /// Keys that the schema knows where the error is.
    fn keys_beside(&self, error: &ValidationError<'_>) -> Vec<&str> {
        self.keys(Self::around(error))
    }

    /// The schema's own examples of the value, as an end of the sentence.
    fn examples(&self, error: &ValidationError<'_>) -> String {
        let examples = self.document.pointer(Self::around(error)).and_then(|schema| schema["examples"].as_array());
        let shown: Vec<String> = examples.into_iter().flatten().map(ToString::to_string).collect();
        if shown.is_empty() { String::new() } else { format!("; as in {}", shown.join(" or ")) }
    }
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{FileFormat, Part};

    #[test]
    fn each_misfit_says_where_and_what_is_expected() {
        let format = FileFormat::shipped(
            r##"{"additionalProperties": false, "required": ["name"], "properties": {
                "name": {"type": "string"},
                "wait": {"type": "string", "pattern": "^[0-9]+s$", "examples": ["60s"]},
                "inner": {"$ref": "#/$defs/one"}},
              "$defs": {"one": {"maxProperties": 1, "additionalProperties": false, "properties": {"left": true, "right": true}}}}"##,
        );
        for (file, path, part, words) in [
            (json!({"name": "a", "waot": 1}), "waot", Part::Key, "did you mean `wait`"),
            (json!({"name": "a", "wait": "5 days"}), "wait", Part::Value, "as in \"60s\""),
            (json!({}), "", Part::Inside, "`name` is missing"),
            (json!({"name": "a", "inner": {"rihgt": 1}}), "inner/rihgt", Part::Key, "did you mean `right`"),
            (json!({"name": "a", "inner": {"left": 1, "right": 1}}), "inner", Part::Inside, "`left`, `right`"),
        ] {
            let misfits = format.misfits(&file);
            assert_eq!((misfits[0].path.join("/").as_str(), misfits[0].part), (path, part), "{file}");
            assert!(misfits[0].what.contains(words), "{}", misfits[0].what);
        }
    }
}
