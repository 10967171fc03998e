//! Parts of an answer that change from run to run, replaced by their names.

use serde_json::{Map, Value};

/// Shortest entity id that is looked for inside longer texts; a shorter one (`7`) would be found everywhere.
const FINDABLE: usize = 8;

/// What is volatile in the answers of one target.
#[derive(Debug, Clone, Copy)]
pub struct Redaction<'a> {
    /// Id of the addressed entity.
    pub entity_id: &'a str,
    /// Scheme, host and port of the target, as in `http://127.0.0.1:8080`; empty when unknown.
    pub origin: &'a str,
}

impl Redaction<'_> {
    /// `value` with its volatile parts replaced and its members sorted by name.
    #[must_use]
    pub fn value(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.text(text)),
            Value::Array(items) => Value::Array(items.iter().map(|item| self.value(item)).collect()),
            Value::Object(members) => Value::Object(self.members(members)),
            other => other.clone(),
        }
    }

    fn members(&self, members: &Map<String, Value>) -> Map<String, Value> {
        let mut sorted: Vec<(&String, &Value)> = members.iter().collect();
        sorted.sort_by_key(|(name, _)| *name);
        sorted.into_iter().map(|(name, value)| (name.clone(), self.member(name, value))).collect()
    }

    fn member(&self, name: &str, value: &Value) -> Value {
        let lower = name.to_ascii_lowercase();
        match (lower.as_str(), value) {
            ("request-id" | "client-request-id" | "requestid" | "clientrequestid", Value::String(_)) => {
                Value::String(format!("[{lower}]"))
            }
            ("@odata.etag" | "@odata.mediaetag" | "etag", Value::String(_)) => Value::String("[etag]".to_owned()),
            ("@odata.context" | "@context", Value::String(url)) => Value::String(self.text(&without_origin(url))),
            ("innererror", Value::Object(inner)) => Value::Object(self.inner_error(inner)),
            ("error", Value::Object(error)) => Value::Object(self.error(error)),
            _ => self.value(value),
        }
    }

    fn inner_error(&self, inner: &Map<String, Value>) -> Map<String, Value> {
        let mut redacted = self.members(inner);
        for (name, value) in &mut redacted {
            if name.eq_ignore_ascii_case("date") && value.is_string() {
                *value = Value::String("[date]".to_owned());
            }
        }
        redacted
    }

    /// Messages of real services name activities by random ids.
    fn error(&self, error: &Map<String, Value>) -> Map<String, Value> {
        let mut redacted = self.members(error);
        if let Some(Value::String(message)) = redacted.get_mut("message") {
            *message = without_guids(message);
        }
        redacted
    }

    /// `text` without the entity's id and the target's own origin.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        let id = self.entity_id;
        if !id.is_empty() && text.eq_ignore_ascii_case(id) {
            return "[id]".to_owned();
        }
        let mut out = if id.len() >= FINDABLE { replace_ignoring_case(text, id, "[id]") } else { text.to_owned() };
        if !self.origin.is_empty() {
            out = replace_ignoring_case(&out, self.origin, "[origin]");
        }
        out
    }
}

/// A URL with `[origin]` for scheme, host and port.
fn without_origin(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return url.to_owned();
    }
    let path = rest.find(['/', '?', '#']).map_or("", |at| &rest[at..]);
    format!("[origin]{path}")
}

/// Replaces `what` wherever it stands, in any ASCII case.
fn replace_ignoring_case(text: &str, what: &str, with: &str) -> String {
    let (lower, what) = (text.to_ascii_lowercase(), what.to_ascii_lowercase());
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (at, _) in lower.match_indices(&what) {
        out.push_str(&text[done..at]);
        out.push_str(with);
        done = at + what.len();
    }
    out.push_str(&text[done..]);
    out
}

/// Replaces every 8-4-4-4-12 hexadecimal identifier.
fn without_guids(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if rest.get(..36).is_some_and(is_guid) {
            out.push_str("[guid]");
            rest = &rest[36..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

fn is_guid(text: &str) -> bool {
    text.bytes().enumerate().all(|(at, byte)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::Redaction;

    const ID: &str = "7443c8b9-c8b9-7443-b9c8-4374b9c84374";

    fn redaction() -> Redaction<'static> {
        Redaction { entity_id: ID, origin: "http://127.0.0.1:8080" }
    }

    #[test]
    fn what_changes_from_run_to_run_is_named() {
        let answer = json!({
            "id": ID.to_uppercase(),
            "@odata.etag": "W/\"1\"",
            "@odata.context": "http://[::1]:9/v1.0/$metadata#things/$entity",
            "link": format!("http://127.0.0.1:8080/things('{ID}')"),
            "error": {
                "code": "BadRequest",
                "message": "Activity ID: 0a0a0a0a-1b1b-2c2c-3d3d-4e4e4e4e4e4e",
                "innerError": {"date": "2026-01-02T03:04:05", "request-id": "x", "client-request-id": "y"},
            },
        });
        let redacted = json!({
            "@odata.context": "[origin]/v1.0/$metadata#things/$entity",
            "@odata.etag": "[etag]",
            "error": {
                "code": "BadRequest",
                "innerError": {"client-request-id": "[client-request-id]", "date": "[date]", "request-id": "[request-id]"},
                "message": "Activity ID: [guid]",
            },
            "id": "[id]",
            "link": "[origin]/things('[id]')",
        });
        let redacted_answer = redaction().value(&answer);
        assert_eq!(redacted_answer.to_string(), redacted.to_string());
    }

    #[test]
    fn what_was_promised_stays_as_answered() {
        let answer =
            json!({"date": "2026-01-02", "displayName": "request-id", "onboardingUrl": "https://example.com/"});
        assert_eq!(redaction().value(&answer), answer);
    }

    #[test]
    fn a_short_id_is_replaced_only_as_a_whole() {
        let redaction = Redaction { entity_id: "7", origin: "" };
        assert_eq!(redaction.value(&json!(["7", "17"])), json!(["[id]", "17"]));
    }

    proptest! {
        #[test]
        fn no_trace_of_the_id_is_left(before in "\\PC{0,20}", after in "\\PC{0,20}", upper: bool) {
            let id = if upper { ID.to_uppercase() } else { ID.to_owned() };
            let redacted = redaction().text(&format!("{before}{id}{after}"));
            prop_assert!(!redacted.to_lowercase().contains(ID));
        }
    }
}
