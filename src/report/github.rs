//! Findings as workflow commands of GitHub Actions: each becomes an annotation at the line of the page.

use std::fmt::Write as _;

use super::Report;
use super::printable::{compact, printable, shorten_value};
use super::words::{level_name, waiver};
use crate::model::{Finding, Level};

/// One command a finding and obstacle; `page` is the path of the page when it is known.
#[must_use]
pub fn render(report: &Report, page: Option<&str>) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        annotation(&mut out, finding, page);
    }
    for obstacle in &report.obstacles {
        let _ = writeln!(out, "::error title=docproof {}::{}", property(&obstacle.cause), data(&obstacle.text));
    }
    out
}

fn annotation(out: &mut String, finding: &Finding, page: Option<&str>) {
    let command = match finding.level {
        // What somebody expects is no reason to look up.
        _ if finding.waived.is_some() => "notice",
        Level::Must => "error",
        Level::Should => "warning",
        Level::May => "notice",
    };
    let value = |value| compact(&shorten_value(value));
    let text = format!(
        "{}{}\nat {}: expected {}, actual {}\n{} ({}): {}\n{}",
        finding.message,
        finding.waived.as_ref().map(|waived| format!("\n{}", waiver(waived))).unwrap_or_default(),
        finding.place,
        value(&finding.expected),
        value(&finding.actual),
        finding.rule,
        level_name(finding.level),
        finding.source.clause,
        finding.replay,
    );
    let _ = writeln!(
        out,
        "::{command} file={},line={},title=docproof {}::{}",
        property(page.unwrap_or(&finding.source.page)),
        finding.source.line.max(1),
        property(&finding.rule),
        data(&text)
    );
}

/// Text behind the second pair of colons.
fn data(text: &str) -> String {
    printable(text).replace('%', "%25").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::report::{ReportFold, sample};

    #[test]
    fn an_annotation_stands_at_the_line_of_the_page() {
        let text = render(&sample::broken(), Some("docs/a,b.md"));
        let first = "::error file=docs/a%2Cb.md,line=41,title=docproof echo-sent::the answer does not echo `displayName`%0Aat /displayName: ";
        assert!(text.starts_with(first), "{text}");
        assert!(text.contains("\n::warning file="), "{text}");
    }

    #[test]
    fn a_target_cannot_give_commands() {
        let mut events = sample::broken_events();
        sample::reword(&mut events, "x\n::set-output name=a::b\r\n");
        let text = render(&ReportFold::of(&events), None);
        assert!(text.lines().all(|line| line.starts_with("::error ") || line.starts_with("::warning ")), "{text}");
    }
}
