//! The view, section by section.

use std::fmt::Write as _;

use super::gaps;
use super::style::{BAD, BOLD, DIM, GOOD, UNSURE, painted};
use super::{Verbosity, View, finding, rules, wrap};
use crate::model::{Finding, Level, Verdict};
use crate::report::Report;
use crate::report::printable::printable;
use crate::report::words::{counted, duration, verdict_name};

/// Findings told briefly before the rest is only counted.
const BRIEF: usize = 40;

/// What beside the promises decides how a run ends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// Whether it fails a run whose promises held.
    pub fails: bool,
    /// What it is, for the last line.
    pub reasons: Vec<String>,
}

/// The whole view; ends with a line end.
#[must_use]
pub fn render(report: &Report, view: &View) -> String {
    concluded(report, view, &Beside::default())
}

/// The whole view, with what else decides how the run ends in its last line.
#[must_use]
pub fn concluded(report: &Report, view: &View, beside: &Beside) -> String {
    let mut out = String::new();
    if view.verbosity != Verbosity::Quiet {
        header(&mut out, report, view);
        findings(&mut out, report, view);
        rules::table(&mut out, report, view);
        gaps::gaps(&mut out, report, view);
    }
    // a script reads the one line of a quiet run
    let width = if view.verbosity == Verbosity::Quiet { usize::MAX } else { view.width };
    verdict_line(&mut out, report, beside, width);
    out
}

fn header(out: &mut String, report: &Report, view: &View) {
    let run = &report.run;
    let title = format!("docproof {} · {}", run.docproof, report.contract);
    let _ = writeln!(out, "{}", painted(BOLD, &printable(&title)));
    wrap::paragraph(out, &printable(&run.operation), 0, 2, view.width);
    let facts = format!("target {} · page {} · seed {}", report.target, run.page, report.seed);
    wrap::paragraph(out, &printable(&facts), 0, 2, view.width);
    let stats = &report.stats;
    let counts = format!(
        "{} ({}, {}) · {} · {}",
        counted(stats.requests, "request"),
        counted(stats.writes, "write"),
        if stats.retries == 1 { "1 retry".to_owned() } else { format!("{} retries", stats.retries) },
        counted(stats.cases, "case"),
        counted(stats.inputs, "input"),
    );
    let _ = writeln!(out, "{}\n", painted(DIM, &counts));
}

fn findings(out: &mut String, report: &Report, view: &View) {
    let (full, others) = report.findings.split_at(view.in_full(report.findings.len()));
    for finding in full {
        finding::full(out, finding, view);
        out.push('\n');
    }
    list(out, others, None, view);
}

/// Findings in two lines each, and how to see one in full: `from` the log that the reader named, as a shell reads it.
pub fn list(out: &mut String, findings: &[Finding], from: Option<&str>, view: &View) {
    if findings.is_empty() {
        return;
    }
    let (shown, hidden) = findings.split_at(findings.len().min(BRIEF));
    for finding in shown {
        finding::brief(out, finding, view);
    }
    if !hidden.is_empty() {
        let text = format!("and {} more: {}", hidden.len(), finding::by_rule(hidden));
        wrap::paragraph(out, &printable(&text), 0, 2, view.width);
    }
    if view.is_recorded {
        let id = &shown[0].id;
        let text = match from {
            Some(log) => format!("`docproof show {id} --from {log}` explains one"),
            None => format!("`docproof show {id}` explains one; `docproof show` lists all of the last run"),
        };
        wrap::paragraph(out, &printable(&text), 0, 2, view.width);
    }
    out.push('\n');
}

/// The last line: the verdict and the counts it rests on.
fn verdict_line(out: &mut String, report: &Report, beside: &Beside, width: usize) {
    let verdict = match report.verdict {
        Verdict::Held if beside.fails => Verdict::Broken,
        verdict => verdict,
    };
    let style = match verdict {
        Verdict::Held => GOOD,
        Verdict::Broken => BAD,
        Verdict::Undecided => UNSURE,
    };
    let mut parts = beside.reasons.clone();
    for (level, noun) in [(Level::Must, "broken promise"), (Level::Should, "warning"), (Level::May, "hint")] {
        let count = report.findings_of(level).filter(|finding| finding.waived.is_none()).count() as u64;
        if count > 0 {
            parts.push(counted(count, noun));
        }
    }
    let waived = report.waived().count();
    if waived > 0 {
        parts.push(format!("{waived} waived"));
    }
    let held: u64 = report.rules.iter().map(|rule| rule.held).sum();
    parts.push(format!("{} held", counted(held, "check")));
    if report.verdict == Verdict::Undecided {
        parts.extend(report.obstacles.first().map(|obstacle| printable(&obstacle.cause)));
    }
    let verdict = format!("verdict: {}", verdict_name(verdict));
    let line = format!("{verdict} · {} · {}", parts.join(" · "), duration(report.stats.duration_ms));
    let mut lines = String::new();
    wrap::paragraph(&mut lines, &line, 0, 2, width);
    // colours take no column
    out.push_str(&lines.replacen(&verdict, &painted(style, &verdict), 1));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Beside, Verbosity, View, concluded, render};
    use crate::report::{Report, ReportFold, sample};

    fn plain(report: &Report, verbosity: Verbosity) -> String {
        anstream::adapter::strip_str(&render(report, &View { width: 80, verbosity, is_recorded: false })).to_string()
    }

    #[test]
    fn a_finding_shows_what_was_sent_expected_and_answered_and_how_to_repeat_it() {
        let text = plain(&sample::broken(), Verbosity::Normal);
        for part in [
            "FAIL echo-sent (must) · case/documented",
            "× the answer does not echo `displayName`",
            "PATCH /v1.0/deviceManagement/remoteAssistancePartners/7?a=1",
            r#"{"displayName":"é"}"#,
            "<\"é\"",
            ">\"e\"",
            "page: remoteassistancepartner-update.md:41",
            "replay: docproof replay valid-9f86d081884c7d65",
            "curl:   curl -i -X PATCH",
            "seen 3 times",
            "WARN date (should)",
            "verdict: broken · 1 broken promise · 1 warning",
        ] {
            assert!(text.contains(part), "no {part:?} in\n{text}");
        }
    }

    #[test]
    fn nothing_is_wider_than_the_terminal() {
        for (verbosity, width) in [(Verbosity::Normal, 80), (Verbosity::Verbose, 80), (Verbosity::Verbose, 60)] {
            let view = View { width, verbosity, is_recorded: false };
            let text = anstream::adapter::strip_str(&render(&sample::broken(), &view)).to_string();
            let wide = text.lines().filter(|line| line.chars().count() > width);
            assert_eq!(wide.collect::<Vec<_>>(), Vec::<&str>::new());
        }
    }

    #[test]
    fn quiet_is_one_line() {
        let text = plain(&sample::held(), Verbosity::Quiet);
        assert_eq!(text, "verdict: held · 3 checks held · 1.2 s\n");
    }

    #[test]
    fn the_last_line_says_what_else_fails_the_run() {
        let beside = Beside { fails: true, reasons: vec!["1 snapshot differs".to_owned()] };
        let view = View { verbosity: Verbosity::Quiet, ..View::default() };
        let text = anstream::adapter::strip_str(&concluded(&sample::held(), &view, &beside)).to_string();
        assert_eq!(text, "verdict: broken · 1 snapshot differs · 3 checks held · 1.2 s\n");
    }

    #[test]
    fn ten_findings_are_shown_in_full_and_the_rest_in_two_lines_each() {
        let report = ReportFold::of(&sample::many_findings(25));
        assert_eq!(plain(&report, Verbosity::Normal).matches("  curl: ").count(), 10);
        assert_eq!(plain(&report, Verbosity::Verbose).matches("  curl: ").count(), 25);
        let recorded = render(&report, &View { is_recorded: true, ..View::default() });
        let recorded = anstream::adapter::strip_str(&recorded).to_string();
        assert_eq!((recorded.matches("FAIL echo-sent").count(), recorded.matches("  replay: ").count()), (25, 1));
        assert!(recorded.contains("`docproof show f1` explains one"), "{recorded}");
    }

    #[test]
    fn a_flood_of_findings_is_counted_by_rule() {
        let report = ReportFold::of(&sample::many_findings(70));
        assert!(plain(&report, Verbosity::Normal).contains("and 20 more: echo-sent × 20"));
    }

    #[test]
    fn a_target_cannot_write_over_the_view() {
        let mut events = sample::broken_events();
        sample::reword(&mut events, "\u{1b}[2Jgone\r");
        sample::revalue(&mut events, &json!("\u{202e}\u{9b}"), &json!("\u{7f}"));
        let text = plain(&ReportFold::of(&events), Verbosity::Verbose);
        assert!(text.contains(r"\u{1b}[2Jgone\u{d}") && text.contains(r"\u{202e}\u{9b}"), "{text}");
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'));
    }

    #[test]
    fn what_refusals_said_is_counted() {
        let mut events = sample::broken_events();
        sample::refuse(&mut events);
        let text = plain(&ReportFold::of(&events), Verbosity::Normal);
        assert!(text.contains("refusals\n  3 refusals of one wrong property: 3 with its name in the error"), "{text}");
        assert!(!plain(&sample::broken(), Verbosity::Normal).contains("refusal"));
    }

    #[test]
    fn what_was_not_exercised_is_said_with_its_reason() {
        let text = plain(&sample::broken(), Verbosity::Normal);
        for part in [
            "permission application (line 12): the target has one kind of caller",
            "valid: 1 of 4 inputs",
            "time-budget: the time budget of 60 s is spent",
            "id was sent another value: ignored 1 ×",
        ] {
            assert!(text.contains(part), "no {part:?} in\n{text}");
        }
    }
}
