//! Bodies of examples: JSON, read leniently where the page slips.

use serde_json::Value;

use super::decode::DAMAGED;

/// What is not JSON but can be read all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// A comma before a closing bracket.
    TrailingComma,
    /// A typographic quote that delimits a text.
    SmartQuote,
    /// A raw line end inside a text.
    RawLineEnd,
    /// More text behind the JSON value.
    TextAfter,
}

/// A body of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExampleBody {
    /// None at all.
    Absent,
    /// JSON; what was read leniently, with its line inside the body (0-based).
    Json(Value, Vec<(Slip, u32)>),
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
        let (repaired, slips) = repair(text);
        if let Some((value, slips)) = first_value(&repaired, slips) {
            return Self::Json(value, slips);
        }
        let line = u32::try_from(strict.line().saturating_sub(1)).unwrap_or(0);
        Self::Broken(line, describe(&strict))
    }

    /// Takes the members out whose names are none, as where a quote stands on the wrong line; their names. What holds
    /// damaged bytes is told elsewhere.
    pub fn take_unnamed(&mut self) -> Vec<String> {
        let Self::Json(Value::Object(members), _) = self else { return Vec::new() };
        let is_none = |name: &&String| !is_member_name(name) && !name.contains(DAMAGED);
        let names: Vec<String> = members.keys().filter(is_none).cloned().collect();
        members.retain(|name, _| !names.contains(name));
        names
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

/// Whether a text is an identifier of `OData` or an annotation (JSON Format 4.01, 4.5 and 4.6).
fn is_member_name(text: &str) -> bool {
    let (name, annotation) = text.split_once('@').map_or((text, None), |(name, of)| (name, Some(of)));
    let is_identifier = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    match annotation {
        None => is_identifier,
        Some(of) => (name.is_empty() || is_identifier) && !of.is_empty() && !of.contains(char::is_whitespace),
    }
}

/// The parser's words without its own line number, which counts from the fence.
fn describe(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split_once(" at line ").map_or(text.clone(), |(what, _)| what.to_owned())
}

/// The JSON value at the start of a text: whole, or an object with other text behind it.
fn first_value(text: &str, mut slips: Vec<(Slip, u32)>) -> Option<(Value, Vec<(Slip, u32)>)> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let value = values.next()?.ok()?;
    let (read, rest) = text.split_at(values.byte_offset());
    if rest.trim().is_empty() {
        return Some((value, slips));
    }
    let blank = rest.len() - rest.trim_start().len();
    let line = u32::try_from(read.matches('\n').count() + rest[..blank].matches('\n').count()).unwrap_or(0);
    slips.retain(|(_, at)| *at < line);
    slips.push((Slip::TextAfter, line));
    value.is_object().then_some((value, slips))
}

/// Blanks each comma before a closing bracket, makes typographic delimiters plain ones, and escapes line ends in texts.
fn repair(text: &str) -> (String, Vec<(Slip, u32)>) {
    let mut out = String::with_capacity(text.len());
    let (mut comma, mut line, mut slips) = (None, 0, Vec::new());
    let (mut quoted, mut escaped) = (false, false);
    let mut smart = false;
    for c in text.chars() {
        let is_smart = matches!(c, '“' | '”' | '„');
        match c {
            '\n' if quoted => {
                slips.push((Slip::RawLineEnd, line));
                out.push_str("\\n");
                line += 1;
                continue;
            }
            '\r' if quoted => continue,
            '\n' => line += 1,
            _ if quoted && escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => {
                (quoted, smart, comma) = (!quoted, false, None);
            }
            _ if is_smart && (!quoted || smart) => {
                (quoted, smart, comma) = (!quoted, !quoted, None);
                slips.push((Slip::SmartQuote, line));
                out.push('"');
                continue;
            }
            _ if quoted => {}
            ',' => comma = Some((out.len(), line)),
            '}' | ']' => {
                if let Some((at, line)) = comma.take() {
                    out.replace_range(at..=at, " ");
                    slips.push((Slip::TrailingComma, line));
                }
            }
            ' ' | '\t' | '\r' => {}
            _ => comma = None,
        }
        out.push(c);
    }
    (out, slips)
}

/// Octets of a body when its lines end in CRLF and the last one has no end: how the pages count.
#[must_use]
pub fn crlf_length(body: &str) -> usize {
    body.len() + body.matches('\n').count() - body.matches("\r\n").count()
}

/// A value of the body that stands for something else: a type word, `…-value`, `{…}`, `<…>`, or what was damaged.
#[must_use]
pub fn placeholder(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => is_placeholder(text).then_some(text),
        Value::Array(items) => items.iter().find_map(placeholder),
        Value::Object(map) => {
            if let Some((name, _)) = map.iter().find(|(name, _)| name.contains(DAMAGED)) {
                return Some(name);
            }
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
        || text.contains(DAMAGED)
        || (text.starts_with('{') && text.ends_with('}') && !text.contains([':', '"']))
        || (text.starts_with('<') && text.ends_with('>') && !text.contains("</"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{ExampleBody, Slip, crlf_length, placeholder};

    #[test]
    fn trailing_commas_are_read_and_named() {
        let body = ExampleBody::read("{\n  \"a\": [1,\n  ],\n  \"b\": \"x,}\",\n}");
        assert_eq!(
            body,
            ExampleBody::Json(json!({"a": [1], "b": "x,}"}), vec![(Slip::TrailingComma, 1), (Slip::TrailingComma, 3)])
        );
    }

    #[test]
    fn typographic_quotes_and_line_ends_in_texts_are_read() {
        let body = ExampleBody::read("{\n  “a”: \"one “two”\",\n  \"b\": \"x\ny\"\n}");
        let slips = vec![(Slip::SmartQuote, 1), (Slip::SmartQuote, 1), (Slip::RawLineEnd, 2)];
        assert_eq!(body, ExampleBody::Json(json!({"a": "one “two”", "b": "x\ny"}), slips));
    }

    #[test]
    fn what_is_no_name_is_taken_out() {
        let mut body =
            ExampleBody::read("{\"a\": 1, \"\n  b\": 2, \"c d\": 3, \"@odata.type\": \"#x\", \"e@odata.bind\": \"x\"}");
        assert_eq!(body.take_unnamed(), ["\n  b", "c d"]);
        let kept: Vec<_> = body.members().unwrap().keys().cloned().collect();
        assert_eq!(kept, ["a", "@odata.type", "e@odata.bind"]);
    }

    #[test]
    fn a_request_glued_to_the_body_is_left_out() {
        let body = ExampleBody::read("{\"a\": 1}\n\nPATCH /b");
        assert_eq!(body, ExampleBody::Json(json!({"a": 1}), vec![(Slip::TextAfter, 2)]));
    }

    #[test]
    fn other_slips_are_broken_with_their_line() {
        for (text, line) in [("{\n  \"a\": 'x'\n}", 1), ("[1] 2", 0), ("{\"a\": …}", 0)] {
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
