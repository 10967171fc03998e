//! Bodies of examples: JSON, read leniently where the page slips.

use serde_json::Value;

/// A body of an example.
#[derive(Debug, Clone, PartialEq)]
pub enum ExampleBody {
    /// None at all.
    Absent,
    /// JSON; the lines inside the body (0-based) from which a trailing comma was removed.
    Json(Value, Vec<u32>),
    /// No JSON: line inside the body (0-based) and the parser's words.
    Broken(u32, String),
}

impl ExampleBody {
    /// Reads the text of a body.
    #[must_use]
    pub fn read(text: &str) -> Self {
        if text.is_empty() {
            return Self::Absent;
        }
        let strict = match serde_json::from_str(text) {
            Ok(value) => return Self::Json(value, Vec::new()),
            Err(error) => error,
        };
        let (repaired, lines) = without_trailing_commas(text);
        match serde_json::from_str(&repaired) {
            Ok(value) if !lines.is_empty() => Self::Json(value, lines),
            _ => {
                let line = u32::try_from(strict.line().saturating_sub(1)).unwrap_or(0);
                Self::Broken(line, describe(&strict))
            }
        }
    }

    /// The members, when the body is an object.
    #[must_use]
    pub fn members(&self) -> Option<&serde_json::Map<String, Value>> {
        match self {
            Self::Json(Value::Object(map), _) => Some(map),
            _ => None,
        }
    }
}

/// The parser's words without its own line number, which counts from the fence.
fn describe(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split_once(" at line ").map_or(text.clone(), |(what, _)| what.to_owned())
}

/// Blanks each comma that stands before a closing bracket, outside strings.
fn without_trailing_commas(text: &str) -> (String, Vec<u32>) {
    let mut bytes = text.as_bytes().to_vec();
    let (mut comma, mut line, mut lines) = (None, 0, Vec::new());
    let (mut quoted, mut escaped) = (false, false);
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        match byte {
            b'\n' => line += 1,
            _ if quoted && escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => {
                quoted = !quoted;
                comma = None;
            }
            _ if quoted => {}
            b',' => comma = Some((at, line)),
            b'}' | b']' => {
                if let Some((at, line)) = comma.take() {
                    bytes[at] = b' ';
                    lines.push(line);
                }
            }
            b' ' | b'\t' | b'\r' => {}
            _ => comma = None,
        }
    }
    (String::from_utf8(bytes).unwrap_or_default(), lines)
}

/// Octets of a body when its lines end in CRLF and the last one has no end: how the pages count.
#[must_use]
pub fn crlf_length(body: &str) -> usize {
    body.len() + body.matches('\n').count() - body.matches("\r\n").count()
}

/// A value of the body that stands for something else: a type word, `…-value`, `{…}`, `<…>`.
#[must_use]
pub fn placeholder(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => is_placeholder(text).then_some(text),
        Value::Array(items) => items.iter().find_map(placeholder),
        Value::Object(map) => {
            // `@odata.type` and `dataType` hold the names of types by right
            map.iter()
                .filter(|(name, _)| !name.to_ascii_lowercase().ends_with("type"))
                .find_map(|(_, v)| placeholder(v))
        }
        _ => None,
    }
}

/// Whether a text stands for something else.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    const TYPE_WORDS: [&str; 14] = [
        "string",
        "boolean",
        "int16",
        "int32",
        "int64",
        "integer",
        "double",
        "decimal",
        "datetimeoffset",
        "guid",
        "binary",
        "duration",
        "timestamp",
        "microsoft.graph.",
    ];
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let word = lower.split_once(" (").map_or(lower.as_str(), |(word, _)| word);
    let is_stem =
        |stem: &str| !stem.is_empty() && stem.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    TYPE_WORDS.contains(&word)
        || lower.strip_suffix("-value").is_some_and(is_stem)
        || lower.starts_with("@odata.type:")
        || (text.starts_with('{') && text.ends_with('}') && !text.contains([':', '"']))
        || (text.starts_with('<') && text.ends_with('>') && !text.contains("</"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{ExampleBody, crlf_length, placeholder};

    #[test]
    fn trailing_commas_are_read_and_named() {
        let body = ExampleBody::read("{\n  \"a\": [1,\n  ],\n  \"b\": \"x,}\",\n}");
        assert_eq!(body, ExampleBody::Json(json!({"a": [1], "b": "x,}"}), vec![1, 3]));
    }

    #[test]
    fn other_slips_are_broken_with_their_line() {
        for (text, line) in [("{\n  \"a\": 'x'\n}", 1), ("{\"a\": 1}\nPATCH /b", 1), ("{\"a\": …}", 0)] {
            assert!(matches!(ExampleBody::read(text), ExampleBody::Broken(at, _) if at == line), "{text}");
        }
    }

    #[test]
    fn lengths_are_counted_with_crlf() {
        assert_eq!(crlf_length("{\n}"), 4);
        assert_eq!(crlf_length("{\r\n}"), 4);
    }

    #[test]
    fn placeholders_are_told_from_values() {
        for stands_for_something in ["String", "subject-value", "String (timestamp)", "{id}", "<Image>"] {
            assert!(placeholder(&json!({"a": [{"b": stands_for_something}]})).is_some(), "{stands_for_something}");
        }
        assert_eq!(placeholder(&json!({"dataType": "string"})), None);
        for value in ["Display Name value", "string of pearls", "2016-12-31", "{\"a\":1}", "<p>text</p>", "value"] {
            assert_eq!(placeholder(&json!({ "a": value })), None, "{value}");
        }
    }
}
