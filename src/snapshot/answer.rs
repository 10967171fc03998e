//! An answer as text that people review.

use std::fmt::Write as _;

use serde_json::Value;

use super::Redaction;
use crate::model::Response;

/// Header fields that say something about the promise; all others are the server's own business.
const SHOWN: &[&str] =
    &["content-type", "allow", "accept-patch", "www-authenticate", "preference-applied", "retry-after"];

/// Longest body shown that is no JSON, in octets.
const TEXT: usize = 4 * 1024;

/// Status, telling header fields, and the body with sorted members: the same for every run that answers alike.
#[must_use]
pub fn render_answer(response: &Response, redaction: &Redaction<'_>) -> String {
    let mut out = format!("HTTP {}\n", response.status);
    for name in SHOWN {
        for header in response.headers.iter().filter(|header| header.name == *name) {
            let _ = writeln!(out, "{name}: {}", header_value(name, &header.value));
        }
    }
    let body = body(response, redaction);
    if !body.is_empty() {
        let _ = write!(out, "\n{body}\n");
    }
    out
}

fn header_value(name: &str, value: &str) -> String {
    match name {
        "content-type" => media_type(value),
        "allow" => {
            let mut methods: Vec<String> = value.split(',').map(|m| m.trim().to_ascii_uppercase()).collect();
            methods.sort();
            methods.join(", ")
        }
        // realms and error descriptions name tenants and moments
        "www-authenticate" => value.split([' ', ',']).next().unwrap_or_default().to_owned(),
        "retry-after" => "[retry-after]".to_owned(),
        _ => value.trim().to_owned(),
    }
}

/// A media type with what means nothing taken out: case of names, spaces, order of parameters, quotes.
fn media_type(value: &str) -> String {
    let mut parts = value.split(';').map(str::trim).filter(|part| !part.is_empty());
    let mut out = parts.next().unwrap_or_default().to_ascii_lowercase();
    let mut parameters: Vec<String> = parts
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            format!("{}={}", name.trim().to_ascii_lowercase(), value.trim().trim_matches('"').to_ascii_lowercase())
        })
        .collect();
    parameters.sort();
    for parameter in parameters {
        out.push_str("; ");
        out.push_str(&parameter);
    }
    out
}

fn body(response: &Response, redaction: &Redaction<'_>) -> String {
    let recorded = response.body.bytes();
    let whole: &[u8] = if response.content.is_empty() { &recorded } else { &response.content };
    if let Ok(value) = serde_json::from_slice::<Value>(whole) {
        return format!("{:#}", redaction.value(&value));
    }
    match std::str::from_utf8(whole) {
        Ok(text) if text.len() <= TEXT => redaction.text(&text.replace("\r\n", "\n")).trim_end().to_owned(),
        Ok(_) => format!("[{} octets of text]", response.body.octets),
        Err(_) => format!("[{} octets that are not UTF-8]", response.body.octets),
    }
}

#[cfg(test)]
mod tests {
    use super::render_answer;
    use crate::model::{Body, Header, Response};
    use crate::snapshot::Redaction;

    fn response(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Response {
        let headers = headers.iter().map(|(n, v)| Header { name: (*n).to_owned(), value: (*v).to_owned() }).collect();
        Response {
            status,
            version: "HTTP/1.1".to_owned(),
            headers,
            body: Body::record(body),
            octets_received: body.len() as u64,
            wire: None,
            content: bytes::Bytes::new(),
        }
    }

    fn rendered(response: &Response) -> String {
        render_answer(response, &Redaction { entity_id: "7", origin: "" })
    }

    #[test]
    fn two_answers_that_mean_the_same_are_one_text() {
        let one = response(
            200,
            &[("date", "Mon"), ("content-type", "Application/JSON; odata.metadata=minimal; Charset=\"UTF-8\"")],
            br#"{"id":"7","displayName":"a"}"#,
        );
        let other = response(
            200,
            &[("content-type", "application/json;charset=utf-8;odata.metadata=minimal"), ("x-served-by", "b")],
            b"{ \"displayName\": \"a\", \"id\": \"7\" }",
        );
        assert_eq!(rendered(&one), rendered(&other));
        assert_eq!(
            rendered(&one),
            "HTTP 200\ncontent-type: application/json; charset=utf-8; odata.metadata=minimal\n\n\
             {\n  \"displayName\": \"a\",\n  \"id\": \"[id]\"\n}\n"
        );
    }

    #[test]
    fn a_refusal_shows_methods_and_challenge() {
        let refusal = response(405, &[("allow", "PATCH,get"), ("www-authenticate", "Bearer realm=\"x\"")], b"");
        assert_eq!(rendered(&refusal), "HTTP 405\nallow: GET, PATCH\nwww-authenticate: Bearer\n");
    }

    #[test]
    fn a_body_that_is_no_text_is_counted() {
        assert_eq!(rendered(&response(200, &[], b"\xff\xfe")), "HTTP 200\n\n[2 octets that are not UTF-8]\n");
    }
}
