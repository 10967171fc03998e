//! Example requests with the responses that follow them.

use serde_json::{Map, Value};

use super::body::{ExampleBody, Slip, crlf_length};
use super::diagnostic::{Remarks, Severity};
use super::document::{Content, DEFINITION, Document};
use super::http_text::{Message, RequestLine, Rest, message, split_target};

/// An example request and its response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Line of the request line.
    pub line: u32,
    /// Method.
    pub method: String,
    /// Path behind the service root.
    pub path: String,
    /// Service root, when the example has an absolute URL.
    pub service_root: Option<String>,
    /// Headers with their lines.
    pub headers: Vec<(String, String, u32)>,
    /// Body of the request.
    pub body: ExampleBody,
    /// First line of the body.
    pub body_line: u32,
    /// Text of the body.
    pub text: String,
    /// The response.
    pub response: Option<ExampleResponse>,
}

impl Example {
    /// Line of the request's body on which a text stands first.
    #[must_use]
    pub fn line_of(&self, text: &str) -> u32 {
        let before = self.text.find(text).map_or("", |at| &self.text[..at]);
        self.body_line + u32::try_from(before.matches('\n').count()).unwrap_or(0)
    }
}

/// The response of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleResponse {
    /// Line of the status line.
    pub line: u32,
    /// Status code.
    pub status: u16,
    /// Body.
    pub body: ExampleBody,
}

/// Reads the examples: each request outside the definition pairs with the next response.
#[must_use]
pub fn read(document: &Document, remarks: &mut Remarks<'_>) -> Vec<Example> {
    let definition = document.part(&DEFINITION);
    let mut examples: Vec<Example> = Vec::new();
    for block in &document.blocks {
        let Content::Fence(text, first_line) = &block.content else { continue };
        if definition.is_some() && document.is_inside(block.section, definition) {
            continue;
        }
        match message(text) {
            Some(Message::Request(line, rest)) => examples.push(request(&line, &rest, *first_line, remarks)),
            Some(Message::Response(status, at, rest)) => {
                if let Some(example) = examples.last_mut().filter(|example| example.response.is_none()) {
                    let body = body(&rest, *first_line, remarks);
                    example.response = Some(ExampleResponse { line: first_line + at, status, body });
                }
            }
            None => {}
        }
    }
    examples
}

fn request(line: &RequestLine<'_>, rest: &Rest<'_>, first_line: u32, remarks: &mut Remarks<'_>) -> Example {
    let (service_root, path) = split_target(line.target);
    let header = |&(name, value, at): &(&str, &str, u32)| (name.to_owned(), value.to_owned(), first_line + at);
    Example {
        line: first_line + line.at,
        method: line.method.to_owned(),
        path,
        service_root,
        headers: rest.headers.iter().map(header).collect(),
        body: body(rest, first_line, remarks),
        body_line: first_line + rest.body_at,
        text: rest.body.to_owned(),
        response: None,
    }
}

/// Reads a body and checks its length against the stated one: a sum over what was extracted, nothing more.
fn body(rest: &Rest<'_>, first_line: u32, remarks: &mut Remarks<'_>) -> ExampleBody {
    let mut body = ExampleBody::read(rest.body);
    let at = first_line + rest.body_at;
    for name in body.take_unnamed() {
        let before = rest.body.find(&format!("\"{name}\"")).map_or("", |start| &rest.body[..start]);
        let line = at + u32::try_from(before.matches('\n').count()).unwrap_or(0);
        let message = format!("{name:?} is no name that a member of an object can have; the member is left out");
        remarks.add_line(Severity::Warning, "broken-member-name", line, message);
    }
    match &body {
        ExampleBody::Json(_, slips) => {
            for (slip, line) in slips {
                let (code, message) = told(*slip);
                remarks.add_line(Severity::Warning, code, at + line, message);
                remarks.fix_line(at + line, |text| repaired(*slip, text));
            }
        }
        ExampleBody::Broken(line, what) => {
            let message = format!("the body is not JSON ({what}); the example cannot be replayed");
            remarks.add_line(Severity::Warning, "broken-json", at + line, message);
        }
        ExampleBody::Absent => {}
    }
    let stated = rest.headers.iter().find(|(name, ..)| name.eq_ignore_ascii_case("content-length"));
    if let Some((_, value, line)) = stated {
        let length = crlf_length(rest.body);
        if value.parse() != Ok(length) {
            let message = format!("the example states a length of {value}, its body with CRLF line ends has {length}");
            remarks.add_line(Severity::Info, "content-length-differs", first_line + line, message);
            let is_a_count = value.parse().is_ok_and(|stated: usize| possible_lengths(rest.body).contains(&stated));
            let corrected = |text: &str| text.rsplit_once(*value).map(|(name, end)| format!("{name}{length}{end}"));
            remarks.fix_line(first_line + line, |text| corrected(text).filter(|_| !is_a_count));
        }
    }
    body
}

/// Code and words for what was read leniently.
fn told(slip: Slip) -> (&'static str, &'static str) {
    match slip {
        Slip::TrailingComma => {
            ("trailing-comma", "a comma before a closing bracket is not JSON; read as if it were not there")
        }
        Slip::SmartQuote => ("smart-quote", "a typographic quote delimits no text in JSON; read as a plain one"),
        Slip::RawLineEnd => ("raw-line-end", "a line end inside a text is not JSON; read as `\\n`"),
        Slip::TextAfter => {
            ("text-after-body", "text follows the JSON of the body, as when two pages are glued together; left out")
        }
    }
}

/// A line without the slip, when one look at the line is enough.
fn repaired(slip: Slip, text: &str) -> Option<String> {
    match slip {
        Slip::TrailingComma => {
            let ends = |(at, _): &(usize, &str)| {
                let rest = text[at + 1..].trim_start();
                rest.is_empty() || rest.starts_with(['}', ']'])
            };
            let (at, _) = text.rmatch_indices(',').find(ends)?;
            Some(format!("{}{}", &text[..at], &text[at + 1..]))
        }
        Slip::SmartQuote if !text.contains('"') => Some(text.replace(['“', '”', '„'], "\"")),
        Slip::SmartQuote | Slip::RawLineEnd | Slip::TextAfter => None,
    }
}

/// Lengths of a body by other ways to count: line ends of one or two octets, with or without the last one.
fn possible_lengths(body: &str) -> [usize; 4] {
    let (crlf, lf) = (crlf_length(body), body.replace("\r\n", "\n").len());
    [crlf, crlf + 2, lf, lf + 1]
}

/// Bodies of the first example that has them: the one with more members first.
#[must_use]
pub fn bodies(examples: &[Example]) -> Vec<&Map<String, Value>> {
    let with_body = examples.iter().find(|example| example.body.members().is_some()).or(examples.first());
    let request = with_body.and_then(|example| example.body.members());
    let response = with_body.and_then(|example| example.response.as_ref()?.body.members());
    let mut bodies: Vec<_> = [response, request].into_iter().flatten().collect();
    bodies.sort_by_key(|map| std::cmp::Reverse(map.len()));
    bodies
}
