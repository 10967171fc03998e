//! Refusals and their error bodies in Graph's shape.

use serde_json::json;

use super::{Answer, Request};

/// Why a request is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Status code, 4xx or 5xx.
    pub status: u16,
    /// What is wrong, naming the property where there is one.
    pub message: String,
    /// Further header fields.
    pub headers: Vec<(&'static str, String)>,
}

impl Refusal {
    /// A refusal without further fields.
    #[must_use]
    pub fn new(status: u16, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), headers: Vec::new() }
    }

    /// Adds a field.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The answer with an error body (Graph's error resource; OData JSON 21.1).
    #[must_use]
    pub fn answer(&self, request: &Request, request_id: &str, date: &str) -> Answer {
        let client = request.header("client-request-id").unwrap_or(request_id);
        let body = json!({"error": {
            "code": code(self.status),
            "message": self.message,
            "innerError": {"date": date, "request-id": request_id, "client-request-id": client},
        }});
        let mut answer = Answer::empty(self.status);
        answer.body = body.to_string().into_bytes();
        answer.headers.extend(self.headers.iter().map(|(n, v)| ((*n).to_owned(), v.clone())));
        answer.with("Content-Language", "en-US")
    }
}

/// The status phrase in camel case, as the Graph guidelines want `code`.
fn code(status: u16) -> &'static str {
    match status {
        400 => "badRequest",
        401 => "unauthorized",
        403 => "forbidden",
        404 => "notFound",
        405 => "methodNotAllowed",
        406 => "notAcceptable",
        409 => "conflict",
        411 => "lengthRequired",
        412 => "preconditionFailed",
        413 => "contentTooLarge",
        415 => "unsupportedMediaType",
        422 => "unprocessableContent",
        428 => "preconditionRequired",
        429 => "tooManyRequests",
        501 => "notImplemented",
        503 => "serviceUnavailable",
        _ => "internalServerError",
    }
}
