//! One finding in full.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use super::command::continued;
use super::style::{BAD, DIM, HINT, UNSURE, painted};
use super::{Verbosity, View, diff, wrap};
use crate::model::{Body, Finding, Level};
use crate::report::curl;
use crate::report::printable::{compact, printable, shorten, shorten_value};
use crate::report::timeline::path_of;
use crate::report::words::{level_name, waiver};

/// Longest command shown; a longer one cannot be copied from a screen.
const COMMAND: usize = 1000;

/// Appends `finding` in two lines: what is broken and how often, and what was seen.
pub fn brief(out: &mut String, finding: &Finding, view: &View) {
    let (word, style) = severity(finding);
    let seen = if finding.occurrences > 1 { format!(" · seen {} times", finding.occurrences) } else { String::new() };
    let title = format!("{} · {}{seen}", finding.rule, finding.id);
    let _ = writeln!(out, "{} {}", painted(style, word), printable(&title));
    wrap::paragraph(out, &format!("× {}", printable(&finding.message)), 2, 4, view.width);
    if let Some(waived) = &finding.waived {
        wrap::paragraph(out, &printable(&waiver(waived)), 2, 4, view.width);
    }
}

fn severity(finding: &Finding) -> (&'static str, anstyle::Style) {
    match finding.level {
        _ if finding.waived.is_some() => ("WAIVED", DIM),
        Level::Must => ("FAIL", BAD),
        Level::Should => ("WARN", UNSURE),
        Level::May => ("INFO", HINT),
    }
}

/// Appends everything that is needed to understand and repeat `finding`.
pub fn full(out: &mut String, finding: &Finding, view: &View) {
    let (word, style) = severity(finding);
    let title = format!("{} ({}) · {}", finding.rule, level_name(finding.level), finding.case);
    let _ = writeln!(out, "{} {}", painted(style, word), printable(&title));
    wrap::paragraph(out, &format!("× {}", printable(&finding.message)), 2, 4, view.width);
    if let Some(waived) = &finding.waived {
        wrap::paragraph(out, &printable(&waiver(waived)), 2, 4, view.width);
    }
    sent(out, finding, view);
    steps(out, finding, view);
    compared(out, finding, view);
    let source = &finding.source;
    let page = format!("page: {}:{} · {}", source.page, source.line, source.clause);
    wrap::paragraph(out, &printable(&page), 2, 4, view.width);
    command(out, "replay", &finding.replay, view);
    if view.is_recorded && view.verbosity != Verbosity::Verbose {
        let _ = writeln!(out, "  {} docproof show {}", painted(DIM, "more:  "), finding.id);
    } else {
        command(out, "curl", &finding.curl, view);
        if let Some(read) = curl::read_back(finding) {
            command(out, "read", &read, view);
        }
    }
    if finding.occurrences > 1 {
        let _ = writeln!(out, "  seen {} times", finding.occurrences);
    }
    if let Some(rate) = &finding.reproduced {
        let _ = writeln!(out, "  reproduced {}", printable(rate));
    }
    if view.verbosity == Verbosity::Verbose {
        let text = format!("finding {} · cause {} · seed {}", finding.id, finding.cause, finding.seed);
        wrap::paragraph(out, &printable(&text), 2, 4, view.width);
    }
}

/// Method, path, body and the status that came.
fn sent(out: &mut String, finding: &Finding, view: &View) {
    let request = &finding.request;
    let line = format!("{} {}", request.method, path_of(&request.url));
    wrap::paragraph(out, &printable(&shorten_line(&line)), 2, 6, view.width);
    if finding.minimal.octets > 0 {
        wrap::paragraph(out, &body(&finding.minimal), 4, 6, view.width);
    }
    let answer = finding.response.as_ref().map_or_else(
        || "no answer".to_owned(),
        |response| {
            let content_type = response.header("content-type").unwrap_or("no content type");
            // parameters of the type are noise unless the finding is about it
            let about_it = finding.place.starts_with("header:content-type");
            let content_type = if about_it { content_type } else { content_type.split(';').next().unwrap_or_default() };
            format!("answer: {} · {} · {} octets", response.status, content_type, response.body.octets)
        },
    );
    wrap::paragraph(out, &printable(&answer), 2, 4, view.width);
}

/// The requests that it takes together, when one alone does not show it.
fn steps(out: &mut String, finding: &Finding, view: &View) {
    if finding.sequence.is_empty() {
        return;
    }
    let _ = writeln!(out, "  it takes {} requests:", finding.sequence.len());
    for (number, step) in (1..).zip(&finding.sequence) {
        let together = if step.parallel { " (at the same time)" } else { "" };
        let sent = if step.body.octets > 0 { body(&step.body) } else { "without a body".to_owned() };
        let line = format!("{number}. {} {sent}{together}", printable(&step.method));
        wrap::paragraph(out, &line, 4, 7, view.width);
    }
}

fn compared(out: &mut String, finding: &Finding, view: &View) {
    if finding.expected.is_null() && finding.actual.is_null() {
        if !finding.place.is_empty() {
            wrap::paragraph(out, &printable(&format!("at {}", finding.place)), 2, 4, view.width);
        }
        return;
    }
    let place = painted(DIM, &printable(&finding.place));
    let _ = writeln!(out, "  at {place}: expected < > actual");
    for line in diff::lines(&finding.expected, &finding.actual) {
        let _ = writeln!(out, "    {line}");
    }
}

fn shorten_line(line: &str) -> String {
    if line.chars().count() > 300 { shorten(line) } else { line.to_owned() }
}

/// A body as one readable line: JSON with long texts shortened, other text shortened, other octets counted.
fn body(body: &Body) -> String {
    let Some(text) = &body.text else { return format!("{} octets that are not UTF-8", body.octets) };
    match serde_json::from_str::<Value>(text) {
        // the sent text itself says more than a parsed copy: duplicates, spelling of numbers, order
        Ok(_) if text.len() <= 400 => printable(text),
        Ok(value) => compact(&shorten_value(&value)),
        Err(_) => printable(&shorten(text)),
    }
}

fn command(out: &mut String, label: &str, command: &str, view: &View) {
    let length = command.chars().count();
    let label = painted(DIM, &format!("{:<7}", format!("{label}:")));
    if length > COMMAND && view.verbosity != Verbosity::Verbose {
        let _ = writeln!(out, "  {label} {length} characters, shown with --verbose");
    } else {
        // behind two spaces, the label and one more
        let _ = writeln!(out, "  {label} {}", continued(&printable(command), 10, view.width));
    }
}

/// How many of `findings` each rule has, in their order.
pub fn by_rule(findings: &[Finding]) -> String {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (position, finding) in findings.iter().enumerate() {
        counts.entry(&finding.rule).or_insert((position, 0)).1 += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, (position, _))| *position);
    counts.iter().map(|(rule, (_, count))| format!("{rule} × {count}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::body;
    use crate::model::Body;

    #[test]
    fn a_64_ki_string_is_shown_by_its_ends_and_length() {
        let text = format!(r#"{{"displayName":"{}"}}"#, "x".repeat(65_536));
        let shown = body(&Body::record_whole(text.as_bytes()));
        assert!(shown.contains("[65536 characters]") && shown.len() < 120, "{shown}");
    }

    #[test]
    fn what_was_sent_is_shown_as_sent() {
        let text = r#"{"a":1.0,"a":1e0}"#;
        assert_eq!(body(&Body::record(text.as_bytes())), text);
        assert_eq!(body(&Body::record(b"\xff\x00")), "2 octets that are not UTF-8");
    }
}
