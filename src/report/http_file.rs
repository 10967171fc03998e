//! The findings as an `.http` file, for the REST clients of editors.

use std::fmt::Write as _;

use super::Report;
use super::printable::{compact, hides, shorten_value};
use super::requests::{self, Shown, one_line};
use super::words;
use crate::model::Finding;

/// Every finding of `report`, one request (or sequence) each.
#[must_use]
pub fn render(report: &Report) -> String {
    file(&report.findings)
}

/// A file with the requests of `findings`.
#[must_use]
pub fn file(findings: &[Finding]) -> String {
    let token = |(name, variable)| format!("@{name} = {{{{$processEnv {variable}}}}}\n");
    requests::file(findings, |tokens| tokens.into_iter().map(token).collect(), request)
}

fn request(out: &mut String, finding: &Finding, shown: &Shown<'_>) {
    let line = one_line;
    let _ = writeln!(out, "\n### {} · {} · {}", finding.rule, finding.id, line(&finding.message));
    if shown.is_last {
        let value = |value| compact(&shorten_value(value));
        let _ = writeln!(out, "# at {}: expected {}", line(&finding.place), value(&finding.expected));
        let _ = writeln!(
            out,
            "# seen {}; promised on {}:{}",
            value(&finding.actual),
            finding.source.page,
            finding.source.line
        );
        out.push_str(&words::remark(finding));
    }
    out.push_str(&shown.caveats(finding));
    let text = shown.body.and_then(|body| body.text.as_deref()).unwrap_or_default();
    let is_whole = shown.body.is_none_or(|body| body.hex.is_none() && !body.truncated);
    if !is_whole || text.contains(|c| hides(c) && c != '\n') {
        let _ = writeln!(
            out,
            "# this body cannot be written in a text file: use the curl line, or {}",
            line(&finding.replay)
        );
        return;
    }
    let _ = writeln!(out, "{} {}", shown.method, line(shown.url));
    for (name, value) in requests::fields(&shown.headers, &format!("{{{{{}}}}}", shown.token())) {
        let _ = writeln!(out, "{name}: {}", line(&value));
    }
    if !text.is_empty() {
        let _ = writeln!(out, "\n{text}");
    }
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::report::sample;

    #[test]
    fn a_request_has_its_fields_its_body_and_a_token_from_outside() {
        let text = render(&sample::broken());
        for part in [
            "### echo-sent · f1 · the answer does not echo `displayName`\n# at /displayName: expected \"é\"\n",
            "PATCH http://127.0.0.1:1/v1.0/deviceManagement/remoteAssistancePartners/7?a=1\nauthorization: Bearer {{token}}\n",
            "\n\n{\"displayName\":\"é\"}\n",
        ] {
            assert!(text.contains(part), "no {part:?} in\n{text}");
        }
    }
}
