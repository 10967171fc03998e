//! A summary in Markdown, for pull requests and job pages.

use std::fmt::Write as _;

use super::Report;
use super::printable::{compact, printable, shorten_value};
use super::terminal::{late_read_backs, not_exercised, stale_waivers, undecided};
use super::words::{counted, duration, level_name, verdict_name, waiver};
use crate::model::Finding;

/// Findings in full; GitHub shows at most 1 MiB.
const IN_FULL: usize = 50;

/// The summary.
#[must_use]
pub fn render(report: &Report) -> String {
    let mut out = String::new();
    let stats = &report.stats;
    let _ = writeln!(out, "# docproof: {}\n", verdict_name(report.verdict));
    let _ = writeln!(out, "{} against {}, seed {}.", code(&report.run.operation), code(&report.target), report.seed);
    let _ = writeln!(
        out,
        "{}, {}, {} in {}.\n",
        counted(stats.requests, "request"),
        counted(stats.cases, "case"),
        counted(stats.inputs, "input"),
        duration(stats.duration_ms)
    );
    findings(&mut out, report);
    rules(&mut out, report);
    list(&mut out, "Not exercised", &not_exercised(report));
    list(&mut out, "Undecided", &undecided(report));
    let obstacles: Vec<String> = report.obstacles.iter().map(|o| format!("{}: {}", o.cause, o.text)).collect();
    list(&mut out, "Obstacles", &obstacles);
    list(&mut out, "Late read-backs", &late_read_backs(report));
    list(&mut out, "Stale waivers", &stale_waivers(report));
    list(&mut out, "Notes", &report.notes);
    out
}

fn findings(out: &mut String, report: &Report) {
    if report.findings.is_empty() {
        return;
    }
    let _ = writeln!(out, "## Findings\n\n| rule | level | place | what | page | seen |\n|---|---|---|---|---|---:|");
    for finding in &report.findings {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {}:{} | {} |",
            code(&finding.rule),
            if finding.waived.is_some() {
                format!("{}, waived", level_name(finding.level))
            } else {
                level_name(finding.level).to_owned()
            },
            code(&finding.place),
            text(&finding.message),
            text(&finding.source.page),
            finding.source.line,
            finding.occurrences
        );
    }
    out.push('\n');
    for finding in report.findings.iter().take(IN_FULL) {
        details(out, finding);
    }
    if report.findings.len() > IN_FULL {
        let _ = writeln!(out, "The other {} are in the json report.\n", report.findings.len() - IN_FULL);
    }
}

fn details(out: &mut String, finding: &Finding) {
    let value = |value| compact(&shorten_value(value));
    let waived = finding.waived.as_ref().map(|waived| format!("{}\n", printable(&waiver(waived)))).unwrap_or_default();
    let body = format!(
        "{waived}expected {}\nactual   {}\nreplay   {}\ncurl     {}",
        value(&finding.expected),
        value(&finding.actual),
        printable(&finding.replay),
        if finding.curl.len() > 4000 { "in the json report".to_owned() } else { printable(&finding.curl) },
    );
    let fence = "`".repeat(longest_run(&body).max(2) + 1);
    let title = html(&format!("{} · {}", finding.rule, finding.case));
    let _ = writeln!(out, "<details><summary>{title}</summary>\n\n{fence}text\n{body}\n{fence}\n\n</details>\n");
}

fn rules(out: &mut String, report: &Report) {
    let _ = writeln!(
        out,
        "## Rules\n\n| rule | level | held | broken | skipped | undecided |\n|---|---|---:|---:|---:|---:|"
    );
    for rule in &report.rules {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} |",
            code(&rule.id),
            level_name(rule.level),
            rule.held,
            rule.broken,
            rule.skipped,
            rule.undecided
        );
    }
    out.push('\n');
}

fn list(out: &mut String, title: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(out, "## {title}\n");
    for line in lines {
        let _ = writeln!(out, "- {}", text(line));
    }
    out.push('\n');
}

/// A code span that stays one inside a table, whatever backticks and pipes it holds.
fn code(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let text = printable(text).replace('\n', " ").replace('|', r"\|");
    let ticks = "`".repeat(longest_run(&text) + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{space}{text}{space}{ticks}")
}

/// Prose without markup of its own, except code spans.
fn text(text: &str) -> String {
    let mut out = String::new();
    for c in printable(text).chars() {
        match c {
            '\n' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '|' | '*' | '_' | '[' | ']' | '\\' | '#' | '@' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

fn html(text: &str) -> String {
    printable(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{code, render, text};
    use crate::report::sample;

    #[test]
    fn the_summary_names_verdict_finding_and_page_line() {
        let summary = render(&sample::broken());
        for part in [
            "# docproof: broken",
            "| `echo-sent` | must | `/displayName` | the answer does not echo `displayName` | remoteassistancepartner-update.md:41 | 3 |",
            "| `date` | should | 2 | 1 | 0 | 0 |",
            "## Not exercised",
        ] {
            assert!(summary.contains(part), "no {part:?} in\n{summary}");
        }
    }

    #[test]
    fn markup_of_a_target_stays_text() {
        assert_eq!(text("a|b <script> *x* @team"), r"a\|b &lt;script> \*x\* \@team");
        assert_eq!(code("a`b|c"), r"``a`b\|c``");
    }
}
