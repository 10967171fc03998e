//! The requests that show a finding, as files for other programs write them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::printable::printable;
use crate::model::{Body, Finding, Header, Identity, SeedToken};

/// Header fields that an HTTP client makes itself.
pub const MADE_BY_CLIENT: &[&str] = &["host", "content-length", "transfer-encoding", "connection", "accept-encoding"];
/// Header fields of an update that a read of the same entity does not have.
const OF_UPDATES: &[&str] =
    &["content-type", "content-encoding", "transfer-encoding", "if-match", "if-none-match", "prefer"];

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
    /// Whose token it carries, when that is not the run's own.
    pub caller: Option<Identity>,
    /// Whether it was sent together with the one before it.
    pub parallel: bool,
    /// Whether it is the one whose answer shows the finding.
    pub is_last: bool,
}

impl Shown<'_> {
    /// The name under which a file refers to its token.
    pub fn token(&self) -> String {
        self.caller.map_or_else(|| "token".to_owned(), Identity::token_variable)
    }

    /// What a file of requests cannot say of it, as comment lines: there the target may keep its promise.
    pub fn caveats(&self, finding: &Finding) -> String {
        let mut lines = self.together(finding);
        if self.headers.iter().any(|header| is_chunked(header)) {
            lines.push_str("# the run sent this body in chunks, which this file cannot say; curl can:\n");
            let _ = writeln!(lines, "# {}", one_line(&finding.curl));
        }
        lines
    }

    /// That requests one after the other are not what the run sent, as comment lines.
    pub fn together(&self, finding: &Finding) -> String {
        if !self.parallel {
            return String::new();
        }
        format!(
            "# the run sent this together with the request above; here it comes behind that one's answer\n\
             # both at the same time again: {}\n",
            one_line(&finding.replay)
        )
    }
}

/// The requests of all findings, each with its finding.
pub fn all(findings: &[Finding]) -> impl Iterator<Item = (&Finding, Shown<'_>)> {
    findings.iter().flat_map(|finding| of(finding).into_iter().map(move |shown| (finding, shown)))
}

/// A file of requests: its head names the tokens, one entry for each request follows.
pub fn file(
    findings: &[Finding],
    head: impl Fn(BTreeMap<String, String>) -> String,
    entry: impl Fn(&mut String, &Finding, &Shown<'_>),
) -> String {
    let mut out = head(tokens(findings));
    for (finding, shown) in all(findings) {
        entry(&mut out, finding, &shown);
    }
    out
}

/// Text of a target as part of a comment line.
pub fn one_line(text: &str) -> String {
    printable(text).replace('\n', " ")
}

/// Whether the field says that the body comes in chunks: a client can be asked for that.
pub fn is_chunked(header: &Header) -> bool {
    header.name.eq_ignore_ascii_case("transfer-encoding") && header.value.eq_ignore_ascii_case("chunked")
}

/// Every token that the requests of `findings` carry: the name in a file, and the variable of the environment.
pub fn tokens(findings: &[Finding]) -> BTreeMap<String, String> {
    let own = ("token".to_owned(), "DOCPROOF_TOKEN".to_owned());
    let callers = all(findings)
        .filter_map(|(_, shown)| shown.caller)
        .map(|caller| (caller.token_variable(), caller.token_variable()));
    callers.chain([own]).collect()
}

/// The requests in order: the whole sequence when it takes one, else the minimal request; then the read that shows
/// what the answer does not.
pub fn of(finding: &Finding) -> Vec<Shown<'_>> {
    let steps: Vec<(&str, &Body, bool)> = if finding.sequence.is_empty() {
        vec![(&finding.request.method, whole_body(finding), false)]
    } else {
        finding.sequence.iter().map(|step| (step.method.as_str(), &step.body, step.parallel)).collect()
    };
    let caller = finding.seed.parse().ok().and_then(|seed: SeedToken| Identity::of_seed(&seed));
    let request = |(method, body, parallel)| Shown {
        method,
        url: &finding.request.url,
        headers: finding.request.headers.iter().collect(),
        body: Some(body),
        caller,
        parallel,
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

/// The body of the request; where the exchange keeps only its beginning, the minimal input has it whole.
fn whole_body(finding: &Finding) -> &Body {
    if finding.request.body.truncated { &finding.minimal } else { &finding.request.body }
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
        caller: None,
        parallel: false,
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

#[cfg(test)]
mod tests {
    use super::{Shown, of, tokens};
    use crate::model::Identity;
    use crate::report::sample;

    #[test]
    fn the_request_of_another_caller_names_a_token_of_its_own_and_the_read_after_it_does_not() {
        let mut findings = sample::broken().findings;
        findings.truncate(1);
        assert_eq!(tokens(&findings).len(), 1);
        (findings[0].seed, findings[0].read_back) = ("identity-0000000000000007".to_owned(), true);
        let named: Vec<String> = of(&findings[0]).iter().map(Shown::token).collect();
        assert_eq!(named, ["TOKEN_without_permission", "token"]);
        assert_eq!(tokens(&findings)[&named[0]], Identity::WithoutPermission.token_variable());
    }
}
