//! A request and what came back, as recorded: redacted and bounded.

use serde::{Deserialize, Serialize};

use super::Body;

/// One header field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Name in lower case.
    pub name: String,
    /// Value; secrets are replaced where the exchange is recorded. Octets beyond UTF-8 become U+FFFD.
    pub value: String,
}

/// A request as sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// HTTP method.
    pub method: String,
    /// Absolute URL.
    pub url: String,
    /// Header fields in the order sent, redacted.
    pub headers: Vec<Header>,
    /// Body as sent.
    pub body: Body,
}

/// An answer as received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// Status code.
    pub status: u16,
    /// `HTTP/1.0`, `HTTP/1.1` or `HTTP/2.0`.
    pub version: String,
    /// Header fields in the order received.
    pub headers: Vec<Header>,
    /// Body after content decoding, bounded for the record.
    pub body: Body,
    /// Octets of the body as received, before content decoding.
    pub octets_received: u64,
    /// What the octets on the wire show beyond the message; absent when a client library read the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wire: Option<WireFacts>,
    /// The whole decoded body, for the rules only: never serialised.
    #[serde(skip)]
    pub content: bytes::Bytes,
}

/// What the octets on the wire show beyond the message.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireFacts {
    /// Octets that came after the end of the message.
    pub surplus_octets: u64,
    /// Octets that the framing announces and that did not come; at least 1 when the last chunk is missing.
    pub missing_octets: u64,
    /// Deviations from the grammar of HTTP/1.1, by their stable names, each once.
    pub irregularities: Vec<String>,
}

impl Response {
    /// Whether the message ended before it was whole.
    #[must_use]
    pub fn is_cut_short(&self) -> bool {
        self.wire.as_ref().is_some_and(|wire| wire.missing_octets > 0)
    }

    /// First value of the header field `name` (lower case).
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|h| h.name == name).map(|h| h.value.as_str())
    }

    /// Whether the status is 2xx.
    #[must_use]
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Why no whole answer came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum TransportFailure {
    /// No connection: refused, no route, no such host, TLS.
    Unreachable {
        /// What the system said.
        detail: String,
    },
    /// The connection ended before the answer did.
    Closed {
        /// What the client library said.
        detail: String,
    },
    /// Nothing came in time.
    Timeout {
        /// How long was waited, in milliseconds.
        after_ms: u64,
    },
    /// The answer is larger than docproof reads.
    TooLarge {
        /// The limit in octets.
        limit: u64,
    },
    /// What came is not HTTP.
    Malformed {
        /// What the client library said.
        detail: String,
    },
}

/// How an exchange ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// An answer came.
    Response(Response),
    /// None did.
    Failure(TransportFailure),
}

/// What an exchange is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Finding out whether and what there is, before anything is judged.
    Preflight,
    /// The request under test.
    Subject,
    /// A read that shows the state.
    Read,
    /// A request without fault that must be accepted beside a negative.
    Control,
    /// Putting the state back.
    Restore,
    /// A try of the shrinker.
    Shrink,
}

/// One request and how it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// What it is for.
    pub role: Role,
    /// What was sent.
    pub request: Request,
    /// What came.
    pub outcome: Outcome,
    /// From the first octet sent to the last received, in microseconds.
    pub duration_us: u64,
}

impl Exchange {
    /// The answer, when one came.
    #[must_use]
    pub fn response(&self) -> Option<&Response> {
        match &self.outcome {
            Outcome::Response(response) => Some(response),
            Outcome::Failure(_) => None,
        }
    }

    /// The status, when an answer came.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.response().map(|r| r.status)
    }
}
