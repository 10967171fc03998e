//! An answer, and its octets on the wire.

use std::fmt::Write as _;

use bytes::Bytes;

/// What the mock answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// Header fields in the order sent, with their usual capitals.
    pub headers: Vec<(String, String)>,
    /// Content.
    pub body: Vec<u8>,
}

impl Answer {
    /// An answer without fields and content.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new() }
    }

    /// First value of the field `name`, in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }

    /// Replaces the field `name`, at the end of the list.
    pub fn set_header(&mut self, name: &str, value: impl Into<String>) {
        self.remove_header(name);
        self.headers.push((name.to_owned(), value.into()));
    }

    /// Removes the field `name`.
    pub fn remove_header(&mut self, name: &str) {
        self.headers.retain(|(n, _)| !n.eq_ignore_ascii_case(name));
    }

    /// Adds a field and keeps others of its name.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Whether the status is 2xx.
    #[must_use]
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether HTTP allows content with this status.
    #[must_use]
    pub fn may_have_content(&self) -> bool {
        !matches!(self.status, 100..=199 | 204 | 304)
    }
}

/// How field names are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// As in the answer.
    Usual,
    /// In lower case.
    Lower,
    /// In upper case.
    Upper,
}

/// How an answer is written on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// `HTTP/1.1` or `HTTP/1.0`.
    pub version: &'static str,
    /// Case of field names.
    pub names: Names,
    /// Whether the status line has a phrase.
    pub reason: bool,
    /// Octets of each chunk; `None` sends a length.
    pub chunk: Option<usize>,
}

impl Form {
    /// HTTP/1.1 with usual names, a phrase and a length.
    pub const USUAL: Self = Self { version: "HTTP/1.1", names: Names::Usual, reason: true, chunk: None };
}

/// One thing the server does with the connection.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// Sends octets.
    Send(Bytes),
    /// Closes the connection.
    Close,
    /// Does nothing until the client gives up.
    Stall,
}

/// Status line and fields of `answer` in `form`, with the blank line.
#[must_use]
pub fn encode_head(answer: &Answer, form: Form) -> String {
    let phrase = if form.reason { phrase(answer.status) } else { "" };
    let mut head = format!("{} {} {phrase}\r\n", form.version, answer.status);
    let chunked = form.chunk.is_some() && answer.may_have_content();
    for (name, value) in &answer.headers {
        if chunked && name.eq_ignore_ascii_case("content-length") {
            continue;
        }
        let name = match form.names {
            Names::Usual => name.clone(),
            Names::Lower => name.to_ascii_lowercase(),
            Names::Upper => name.to_ascii_uppercase(),
        };
        let _infallible = write!(head, "{name}: {value}\r\n");
    }
    if chunked {
        head.push_str("Transfer-Encoding: chunked\r\n");
    }
    head.push_str("\r\n");
    head
}

/// The octets of `answer` in `form`.
#[must_use]
pub fn encode(answer: &Answer, form: Form) -> Bytes {
    let mut octets = encode_head(answer, form).into_bytes();
    match form.chunk {
        Some(size) if answer.may_have_content() => {
            for chunk in answer.body.chunks(size.max(1)) {
                octets.extend(format!("{:x}\r\n", chunk.len()).into_bytes());
                octets.extend_from_slice(chunk);
                octets.extend_from_slice(b"\r\n");
            }
            octets.extend_from_slice(b"0\r\n\r\n");
        }
        _ => octets.extend_from_slice(&answer.body),
    }
    octets.into()
}

fn phrase(status: u16) -> &'static str {
    http::StatusCode::from_u16(status).ok().and_then(|s| s.canonical_reason()).unwrap_or_default()
}
