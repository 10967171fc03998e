//! The verdict and what it rests on.

use maud::{Markup, html};

use super::prose::prose;
use crate::model::{Level, Verdict};
use crate::report::Report;
use crate::report::printable::printable;
use crate::report::words::{counted, duration, verdict_name};

/// The top of the page.
pub fn header(report: &Report) -> Markup {
    let (run, stats) = (&report.run, &report.stats);
    html! {
        header class={ "top " (verdict_name(report.verdict)) } {
            p class="brand" { "docproof " (printable(&run.docproof)) " · " (printable(&report.contract)) }
            h1 { span class="verdict" { (verdict_name(report.verdict)) } " " small { (sentence(report)) } }
            p class="operation" { code { (printable(&run.operation)) } }
            (tiles(report))
            dl class="facts" {
                div { dt { "target" } dd { (printable(&report.target)) } }
                div { dt { "page" } dd { (printable(&run.page)) } }
                div { dt { "seed" } dd { (report.seed) } }
                div { dt { "started" } dd { (printable(&run.started)) } }
                div { dt { "took" } dd { (duration(stats.duration_ms)) } }
                div { dt { "sent" } dd {
                    (counted(stats.requests, "request")) " (" (counted(stats.writes, "write")) ", "
                    @if stats.retries == 1 { "1 retry" } @else { (stats.retries) " retries" } ")"
                } }
                div { dt { "judged" } dd { (counted(stats.cases, "case")) ", " (counted(stats.inputs, "input")) } }
            }
            @for obstacle in &report.obstacles {
                p class="obstacle" role="note" { strong { (printable(&obstacle.cause)) } ": " (prose(&obstacle.text)) }
            }
        }
    }
}

fn sentence(report: &Report) -> String {
    let rules = report.rules.iter().filter(|rule| rule.held + rule.broken > 0).count() as u64;
    match report.verdict {
        Verdict::Held => format!("{} were exercised, and every one held", counted(rules, "promise")),
        Verdict::Broken => {
            let broken = report.findings_of(Level::Must).count() as u64;
            format!("{} in {} that were exercised", counted(broken, "deviation"), counted(rules, "promise"))
        }
        Verdict::Undecided => "no promise was seen broken, but the run could not decide".to_owned(),
    }
}

fn tiles(report: &Report) -> Markup {
    let count = |level| report.findings_of(level).count();
    let held: u64 = report.rules.iter().map(|rule| rule.held).sum();
    let undecided: u64 = report.undecided.iter().map(|entry| entry.count).sum();
    html! {
        ul class="tiles" {
            (tile("must", count(Level::Must) as u64, "broken promises"))
            (tile("should", count(Level::Should) as u64, "warnings"))
            (tile("may", count(Level::May) as u64, "hints"))
            (tile("good", held, "checks held"))
            (tile("open", undecided, "undecided checks"))
        }
    }
}

fn tile(kind: &str, count: u64, words: &str) -> Markup {
    html! { li class={ "tile " (kind) @if count == 0 { " none" } } { strong { (count) } " " (words) } }
}
