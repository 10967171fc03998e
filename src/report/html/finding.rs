//! The findings, by rule.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::difference::three_sides;
use super::prose::{prose, summary};
use crate::model::{Finding, Header, SequenceStep};
use crate::report::printable::{printable, shorten};
use crate::report::timeline::path_of;
use crate::report::words::{counted, level_name, waiver};
use crate::report::{Report, curl};

/// Findings open from the start.
const OPEN: usize = 3;

/// What a run against the embedded mock has as its target.
const EMBEDDED: &str = "mock";

/// Longest body or command shown; the json report has all of it.
const SHOWN: usize = 8 * 1024;

/// The section with all findings.
pub fn section(report: &Report) -> Markup {
    let rules: BTreeSet<usize> = report.findings.iter().map(|finding| first_of(report, &finding.rule)).collect();
    html! {
        section aria-labelledby="findings" {
            h2 id="findings" { "Findings" }
            @if report.findings.is_empty() {
                p class="calm" { "No promise was seen broken." }
            } @else {
                form id="filter" role="search" hidden {
                    label { span { "Search " } input type="search" id="words" autocomplete="off" placeholder="rule, property, value …  ( / )"; }
                    @for level in ["must", "should", "may"] {
                        label { input type="checkbox" name="level" value=(level) checked; " " (level) }
                    }
                    button type="button" id="unfold" { "open all" }
                    output id="shown" aria-live="polite" {}
                }
                @if report.target == EMBEDDED {
                    p class="hint" {
                        "The embedded mock that answered ended with the run. A replay line starts one like it; for a curl line, start "
                        code { "docproof mock" } " with the same faults at the port of the line."
                    }
                }
                @for first in rules { (group(report, first)) }
            }
        }
    }
}

/// Position of the first finding of `rule`: findings are sorted, so this is the order of the groups.
fn first_of(report: &Report, rule: &str) -> usize {
    report.findings.iter().position(|finding| finding.rule == rule).unwrap_or_default()
}

fn group(report: &Report, first: usize) -> Markup {
    let rule = &report.findings[first].rule;
    html! {
        section class="group" aria-label={ "Rule " (rule) } {
            h3 { code { (rule) } @if !summary(report, rule).is_empty() { " " span class="hint" { "the target must " (prose(summary(report, rule))) } } }
            @for (position, finding) in report.findings.iter().enumerate().filter(|(_, finding)| finding.rule == *rule) {
                (article(finding, position))
            }
        }
    }
}

/// The finding with everything that is needed to understand and repeat it.
fn article(finding: &Finding, position: usize) -> Markup {
    let level = level_name(finding.level);
    html! {
        details class={ "finding " (level) } id={ "finding-" (finding.id) } data-level=(level) open[position < OPEN] {
            summary {
                span class={ "level " (level) } { (level) } " "
                span class="message" { (prose(&finding.message)) }
                span class="meta" {
                    @if finding.waived.is_some() { "waived · " }
                    code { (printable(&finding.case)) }
                    @if finding.occurrences > 1 { " · seen " (counted(finding.occurrences, "time")) }
                    @if let Some(rate) = &finding.reproduced { " · reproduced " (printable(rate)) }
                }
            }
            @if let Some(waived) = &finding.waived { p { strong { (printable(&waiver(waived))) } } }
            (three_sides(sent(finding), &finding.expected, &finding.actual))
            p class="source" {
                "at " code { (printable(&finding.place)) } " · promised on "
                code class="line" { (printable(&finding.source.page)) ":" (finding.source.line) }
                " · " (printable(&finding.source.clause))
            }
            (steps(&finding.sequence))
            (command("replay", &finding.replay))
            (command("curl", &finding.curl))
            @if let Some(read) = curl::read_back(finding) { (command("read", &read)) }
            (whole(finding))
            p class="small" { "finding " code { (finding.id) } " · seed " code { (finding.seed) } " · cause " code { (printable(&finding.cause)) } }
        }
    }
}

fn sent(finding: &Finding) -> String {
    let body = limited(finding.minimal.text.as_deref().or(finding.minimal.hex.as_deref()));
    let line = printable(&format!("{} {}", finding.request.method, shorten_long(path_of(&finding.request.url))));
    if body.is_empty() { line } else { format!("{line}\n\n{body}") }
}

fn shorten_long(text: &str) -> String {
    if text.len() > 300 { shorten(text) } else { text.to_owned() }
}

fn steps(steps: &[SequenceStep]) -> Markup {
    html! {
        @if !steps.is_empty() {
            p { "It takes " (counted(steps.len() as u64, "request")) ":" }
            ol class="steps" {
                @for step in steps {
                    li {
                        code { (printable(&step.method)) " " (limited(step.body.text.as_deref())) }
                        @if step.parallel { " (at the same time)" }
                    }
                }
            }
        }
    }
}

/// Request and answer as recorded.
fn whole(finding: &Finding) -> Markup {
    let request = &finding.request;
    html! {
        details class="whole" {
            summary { "request and answer with their header fields" }
            div class="sides" {
                figure {
                    figcaption { "request" }
                    pre tabindex="0" {
                        (printable(&request.method)) " " (printable(&shorten_long(&request.url))) "\n"
                        (fields(&request.headers)) "\n" (limited(request.body.text.as_deref()))
                    }
                }
                figure {
                    figcaption { "answer" }
                    @match &finding.response {
                        Some(response) => pre tabindex="0" {
                            (printable(&response.version)) " " (response.status) "\n"
                            (fields(&response.headers)) "\n" (limited(response.body.text.as_deref()))
                        },
                        None => pre { "no answer" },
                    }
                }
            }
        }
    }
}

fn fields(headers: &[Header]) -> String {
    headers.iter().map(|header| format!("{}: {}\n", printable(&header.name), printable(&header.value))).collect()
}

fn limited(text: Option<&str>) -> String {
    let text = text.unwrap_or_default();
    printable(&if text.len() > SHOWN { shorten(text) } else { text.to_owned() })
}

fn command(name: &str, command: &str) -> Markup {
    html! {
        @if command.len() > SHOWN {
            p { (name) ": " (command.chars().count()) " characters, in the json report" }
        } @else {
            div class="command" {
                span class="name" { (name) }
                pre tabindex="0" aria-label={ (name) " command" } { (printable(command)) }
                button type="button" hidden aria-label={ "copy the " (name) " command" } { "copy" }
            }
        }
    }
}
