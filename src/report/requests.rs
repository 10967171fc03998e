//! The requests that show a finding, as files for other programs write them.

use crate::model::{Body, Finding, Header};

/// Header fields that an HTTP client makes itself.
pub const MADE_BY_CLIENT: &[&str] = &["host", "content-length", "transfer-encoding", "connection", "accept-encoding"];

/// One request of a finding.
#[derive(Debug)]
pub struct Shown<'f> {
    /// HTTP method.
    pub method: &'f str,
    /// Body as sent.
    pub body: &'f Body,
    /// Whether it is the one that the finding is about.
    pub is_last: bool,
}

/// The requests in order: the whole sequence when it takes one, else the minimal request.
pub fn of(finding: &Finding) -> Vec<Shown<'_>> {
    if finding.sequence.is_empty() {
        return vec![Shown { method: &finding.request.method, body: &finding.request.body, is_last: true }];
    }
    let last = finding.sequence.len() - 1;
    let steps = finding.sequence.iter().enumerate();
    steps.map(|(at, step)| Shown { method: &step.method, body: &step.body, is_last: at == last }).collect()
}

/// Name and value of each header field that the client does not make itself; `token` stands for redacted credentials.
pub fn fields<'f>(headers: &'f [Header], token: &'f str) -> impl Iterator<Item = (&'f str, String)> {
    let own = headers.iter().filter(|h| !MADE_BY_CLIENT.iter().any(|made| h.name.eq_ignore_ascii_case(made)));
    own.map(move |header| {
        let is_token = header.name.eq_ignore_ascii_case("authorization") && is_redacted(&header.value);
        (header.name.as_str(), if is_token { format!("Bearer {token}") } else { header.value.clone() })
    })
}

/// Whether the credentials were replaced where the exchange was recorded: a real token has only token characters.
pub fn is_redacted(value: &str) -> bool {
    let credentials = value.split_once(' ').map_or(value, |(_, rest)| rest);
    let token = credentials.chars().all(|c| c.is_ascii_alphanumeric() || " -._~+/=:@\",".contains(c));
    !token || credentials.to_ascii_lowercase().contains("redacted")
}
