//! What the run did not show, and why.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::style::{BOLD, UNSURE, painted};
use super::{Verbosity, View, wrap};
use crate::report::printable::printable;
use crate::report::words::{counted, duration, phase_name};
use crate::report::{OwnedCount, Report};

/// Appends what was not exercised, what kept the run from deciding, and the notes.
pub fn gaps(out: &mut String, report: &Report, view: &View) {
    section(out, "not exercised", &not_exercised(report), view);
    section(out, "undecided", &undecided(report), view);
    section(out, "service-owned", &service_owned(report), view);
    section(out, "refusals", refusals(report).as_slice(), view);
    let obstacles: Vec<String> = report.obstacles.iter().map(|o| format!("{}: {}", o.cause, o.text)).collect();
    if !obstacles.is_empty() {
        let _ = writeln!(out, "{}", painted(UNSURE, "obstacles"));
        entries(out, &obstacles, view);
    }
    section(out, "late read-backs", &late_read_backs(report), view);
    section(out, "stale waivers", &stale_waivers(report), view);
    section(out, "notes", &report.notes, view);
    if view.verbosity == Verbosity::Verbose {
        let skips: Vec<String> =
            report.skips.iter().map(|skip| format!("{} × {}: {}", skip.count, skip.rule, skip.reason)).collect();
        section(out, "skipped", &skips, view);
    }
}

fn section(out: &mut String, title: &str, lines: &[String], view: &View) {
    if !lines.is_empty() {
        let _ = writeln!(out, "{}", painted(BOLD, title));
        entries(out, lines, view);
    }
}

fn entries(out: &mut String, lines: &[String], view: &View) {
    for line in lines {
        wrap::paragraph(out, &printable(line), 2, 4, view.width);
    }
    out.push('\n');
}

/// Promises, phases and rules that the run did not get to.
#[must_use]
pub fn not_exercised(report: &Report) -> Vec<String> {
    let promises = report.promises.iter().filter(|promise| promise.exercised == 0).map(|promise| {
        let why = promise.why_not.as_deref().unwrap_or("no input was about it");
        format!("{} (line {}): {why}", promise.promise, promise.line)
    });
    let phases =
        report.phases.iter().filter(|phase| phase.judged < phase.planned).map(|phase| {
            format!("{}: {} of {}", phase_name(phase.phase), phase.judged, counted(phase.planned, "input"))
        });
    promises.chain(phases).chain(silent_rules(report)).collect()
}

/// What came of updates that the first read behind them did not show.
#[must_use]
pub fn late_read_backs(report: &Report) -> Vec<String> {
    let counts = report.read_backs;
    let late = format!(
        "{} shown late, the slowest after {}",
        counted(counts.converged, "update"),
        duration(counts.slowest_ms)
    );
    let lost = format!("{} never shown", counted(counts.lost, "update"));
    let reverted = format!("{} shown and then reverted", counted(counts.reverted, "update"));
    let all = [(counts.converged, late), (counts.lost, lost), (counts.reverted, reverted)];
    all.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect()
}

/// Waivers that waive nothing.
#[must_use]
pub fn stale_waivers(report: &Report) -> Vec<String> {
    report.stale_waivers.iter().map(|stale| format!("{} ({}): {}", stale.by, stale.rule, stale.why)).collect()
}

/// Rules that never decided, by their most frequent reason.
#[must_use]
pub fn silent_rules(report: &Report) -> Vec<String> {
    let mut by_reason: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for rule in report.rules.iter().filter(|rule| rule.held + rule.broken + rule.undecided == 0) {
        let reasons = report.skips.iter().filter(|skip| skip.rule == rule.id);
        let reason = reasons.max_by_key(|skip| (skip.count, std::cmp::Reverse(&skip.reason)));
        by_reason.entry(reason.map_or("no input reached it", |skip| skip.reason.as_str())).or_default().push(&rule.id);
    }
    by_reason
        .into_iter()
        .map(|(reason, rules)| format!("{} ({reason}): {}", counted(rules.len() as u64, "rule"), rules.join(", ")))
        .collect()
}

/// What became of values for properties that belong to the service, a line each.
#[must_use]
pub fn service_owned(report: &Report) -> Vec<String> {
    let line = |owned: &OwnedCount| {
        let outcomes =
            [(owned.refused, "refused"), (owned.ignored, "ignored"), (owned.overwritten, "overwritten with it")];
        let said: Vec<String> =
            outcomes.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{word} {count} ×")).collect();
        format!("{} was sent another value: {}", owned.property, said.join(", "))
    };
    report.service_owned.iter().map(line).collect()
}

/// What refusals said, when there were any.
#[must_use]
pub fn refusals(report: &Report) -> Option<String> {
    let counts = report.refusals;
    let refused = counted(counts.refused, "refusal");
    let said = format!("{refused} of one wrong property: {} with its name in the error", counts.naming);
    (counts.refused > 0).then_some(said)
}

/// Why decisions are missing, with the number of decisions.
#[must_use]
pub fn undecided(report: &Report) -> Vec<String> {
    let mut by_reason: BTreeMap<&str, (u64, Vec<&str>)> = BTreeMap::new();
    for entry in &report.undecided {
        let (count, rules) = by_reason.entry(&entry.reason).or_default();
        *count += entry.count;
        rules.push(&entry.rule);
    }
    by_reason
        .into_iter()
        .map(|(reason, (count, rules))| format!("{} ({reason}): {}", counted(count, "check"), rules.join(", ")))
        .collect()
}
