//! `media-type` of RFC 9110 §8.3.1.

/// A media type with its parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaType {
    /// Type and subtype in lower case: `application/json`.
    pub essence: String,
    /// Parameters in the order written: name in lower case, value as it is, quotes taken off.
    pub parameters: Vec<(String, String)>,
}

impl MediaType {
    /// Reads a field value; `None` when it is no media type.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = split_outside_quotes(text).into_iter();
        let essence = parts.next()?.trim().to_ascii_lowercase();
        let (kind, subtype) = essence.split_once('/')?;
        if !is_token(kind) || !is_token(subtype) {
            return None;
        }
        let parameters = parts.filter(|part| !part.trim().is_empty()).map(parameter).collect::<Option<_>>()?;
        Some(Self { essence, parameters })
    }

    /// Value of the first parameter `name` (lower case).
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether the body is JSON: `application/json` or a `+json` type.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.essence == "application/json" || self.essence.ends_with("+json")
    }
}

fn split_outside_quotes(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut quoted, mut escaped) = (Vec::new(), 0, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b';' if !quoted => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

fn parameter(text: &str) -> Option<(String, String)> {
    let (name, value) = text.trim().split_once('=')?;
    let value = match value.strip_prefix('"') {
        Some(rest) => unescape(rest.strip_suffix('"')?),
        None if is_token(value) => value.to_owned(),
        None => return None,
    };
    is_token(name).then(|| (name.to_ascii_lowercase(), value))
}

fn unescape(quoted: &str) -> String {
    let mut characters = quoted.chars();
    let mut text = String::with_capacity(quoted.len());
    while let Some(c) = characters.next() {
        text.extend(if c == '\\' { characters.next() } else { Some(c) });
    }
    text
}

fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::MediaType;

    #[test]
    fn case_and_parameters_do_not_hide_json() {
        for text in [
            "application/json",
            "APPLICATION/JSON",
            "application/json;odata.metadata=minimal;odata.streaming=true; IEEE754Compatible=false",
            "application/json ; charset=\"utf-8\"",
            "application/problem+json;",
        ] {
            assert!(MediaType::parse(text).is_some_and(|kind| kind.is_json()), "{text}");
        }
        assert!(!MediaType::parse("text/json").unwrap().is_json());
    }

    #[test]
    fn parameters_lose_their_quotes_and_keep_their_case() {
        let kind = MediaType::parse("application/json; Profile=\"a;\\\"B\\\"\"; charset=UTF-8").unwrap();
        assert_eq!(kind.parameter("profile"), Some("a;\"B\""));
        assert_eq!(kind.parameter("charset"), Some("UTF-8"));
        assert_eq!(kind.parameter("version"), None);
    }

    #[test]
    fn what_is_no_media_type_is_refused() {
        for text in ["", "json", "application/", "a b/c", "application/json; charset", "application/json; a=\"b"] {
            assert_eq!(MediaType::parse(text), None, "{text}");
        }
    }
}
