//! One finding with everything that the log holds of it.

use std::fmt::Write as _;

use super::style::{BOLD, painted};
use super::{View, finding, wrap};
use crate::model::{Body, Finding, Header};
use crate::report::printable::{printable, shorten};

/// Longest body shown, in octets; the json report has all of it.
const SHOWN: usize = 4 * 1024;

/// What [`full`](super::finding::full) says, then request and answer with their header fields.
#[must_use]
pub fn detail(finding: &Finding, view: &View) -> String {
    let mut out = String::new();
    finding::full(&mut out, finding, view);
    let request = &finding.request;
    title(&mut out, "request");
    wrap::paragraph(&mut out, &printable(&format!("{} {}", request.method, short(&request.url))), 2, 4, view.width);
    message(&mut out, &request.headers, &request.body, view);
    title(&mut out, "answer");
    match &finding.response {
        Some(response) => {
            let _ = writeln!(out, "  {} {}", printable(&response.version), response.status);
            message(&mut out, &response.headers, &response.body, view);
        }
        None => out.push_str("  none came\n"),
    }
    out
}

fn title(out: &mut String, text: &str) {
    let _ = writeln!(out, "\n{}", painted(BOLD, text));
}

fn message(out: &mut String, headers: &[Header], body: &Body, view: &View) {
    for header in headers {
        wrap::paragraph(out, &printable(&format!("{}: {}", header.name, short(&header.value))), 2, 6, view.width);
    }
    match &body.text {
        Some(text) => {
            out.push('\n');
            wrap::paragraph(out, &printable(&short(text)), 2, 2, view.width);
        }
        None if body.octets > 0 => {
            let _ = writeln!(out, "\n  {} octets that are not UTF-8", body.octets);
        }
        None => {}
    }
}

fn short(text: &str) -> String {
    if text.len() > SHOWN { shorten(text) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::detail;
    use crate::report::{View, sample};

    #[test]
    fn request_and_answer_are_shown_with_their_fields() {
        let report = sample::broken();
        let text = detail(&report.findings[0], &View::default());
        let text = anstream::adapter::strip_str(&text).to_string();
        for part in [
            "request\n  PATCH\n    http://127.0.0.1:1/v1.0",
            "  content-type: application/json\n",
            "answer\n  HTTP/1.1 200",
        ] {
            assert!(text.contains(part), "no {part:?} in\n{text}");
        }
    }
}
