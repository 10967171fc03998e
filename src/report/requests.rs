//! The requests that show a finding, as files for other programs write them.

use crate::model::{Body, Finding, Header};

/// Header fields that an HTTP client makes itself.
pub const MADE_BY_CLIENT: &[&str] = &["host", "content-length", "transfer-encoding", "connection", "accept-encoding"];
/// Header fields of an update that a read of the same entity does not have.
const OF_UPDATES: &[&str] = &["content-type", "content-encoding", "if-match", "if-none-match", "prefer"];

/// One request of a finding.
#[derive(Debug)]
pub struct Shown<'f> {
    /// HTTP method.
    pub method: &'f str,
    /// URL; without a query for a read that was added.
    pub url: &'f str,
    /// Header fields as recorded.
    pub headers: Vec<&'f Header>,
    /// Body as sent; `None` for a read that was added.
    pub body: Option<&'f Body>,
    /// Whether it is the one whose answer shows the finding.
    pub is_last: bool,
}

/// The requests in order: the whole sequence when it takes one, else the minimal request; then the read that shows
/// what the answer does not.
pub fn of(finding: &Finding) -> Vec<Shown<'_>> {
    let steps: Vec<(&str, &Body)> = if finding.sequence.is_empty() {
        vec![(&finding.request.method, &finding.request.body)]
    } else {
        finding.sequence.iter().map(|step| (step.method.as_str(), &step.body)).collect()
    };
    let request = |(method, body)| Shown {
        method,
        url: &finding.request.url,
        headers: finding.request.headers.iter().collect(),
        body: Some(body),
        is_last: false,
    };
    let mut shown: Vec<Shown<'_>> = steps.into_iter().map(request).collect();
    if finding.read_back && finding.request.method != "GET" {
        shown.push(read(finding));
    }
    if let Some(last) = shown.last_mut() {
        last.is_last = true;
    }
    shown
}

/// A read of the entity that the finding is about.
fn read(finding: &Finding) -> Shown<'_> {
    let url = finding.request.url.as_str();
    let fits_a_read = |header: &&Header| !OF_UPDATES.iter().any(|name| header.name.eq_ignore_ascii_case(name));
    Shown {
        method: "GET",
        url: url.split_once('?').map_or(url, |(entity, _)| entity),
        headers: finding.request.headers.iter().filter(fits_a_read).collect(),
        body: None,
        is_last: false,
    }
}

/// Name and value of each header field that the client does not make itself; `token` stands for redacted credentials.
pub fn fields<'f>(headers: &[&'f Header], token: &str) -> Vec<(&'f str, String)> {
    let own = headers.iter().filter(|h| !MADE_BY_CLIENT.iter().any(|made| h.name.eq_ignore_ascii_case(made)));
    own.map(|header| {
        let is_token = header.name.eq_ignore_ascii_case("authorization") && is_redacted(&header.value);
        (header.name.as_str(), if is_token { format!("Bearer {token}") } else { header.value.clone() })
    })
    .collect()
}

/// Whether the credentials were replaced where the exchange was recorded: a real token has only token characters.
pub fn is_redacted(value: &str) -> bool {
    let credentials = value.split_once(' ').map_or(value, |(_, rest)| rest);
    let token = credentials.chars().all(|c| c.is_ascii_alphanumeric() || " -._~+/=:@\",".contains(c));
    !token || credentials.to_ascii_lowercase().contains("redacted")
}
