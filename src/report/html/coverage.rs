//! What was exercised and what was not.

use maud::{Markup, html};

use super::prose::prose;
use crate::report::Report;
use crate::report::terminal::silent_rules;
use crate::report::words::{counted, phase_name};

/// The section about promises, phases and silent rules.
pub fn section(report: &Report) -> Markup {
    let silent = silent_rules(report);
    html! {
        section aria-labelledby="coverage" {
            h2 id="coverage" { "Exercised and not exercised" }
            div class="columns" {
                (promises(report))
                (phases(report))
            }
            @if !silent.is_empty() {
                h3 { "Rules that never decided" }
                ul { @for line in &silent { li { (prose(line)) } } }
            }
        }
    }
}

fn promises(report: &Report) -> Markup {
    html! {
        @if !report.promises.is_empty() {
            div class="wide" tabindex="0" role="region" aria-label="Promises of the page" { table {
                caption { "Promises of the page" }
                thead { tr { th scope="col" { "promise" } th scope="col" class="count" { "line" } th scope="col" class="count" { "inputs" } th scope="col" { "why not" } } }
                tbody {
                    @for promise in &report.promises {
                        tr class=[(promise.exercised == 0).then_some("missed")] {
                            th scope="row" { (if promise.exercised > 0 { "✓" } else { "○" }) " " (promise.promise) }
                            td class="count" { (promise.line) }
                            td class="count" { (promise.exercised) }
                            td class="words" { @if promise.exercised == 0 { (prose(promise.why_not.as_deref().unwrap_or("no input was about it"))) } }
                        }
                    }
                }
            } }
        }
    }
}

fn phases(report: &Report) -> Markup {
    html! {
        @if !report.phases.is_empty() {
            div class="wide" tabindex="0" role="region" aria-label="Phases of the run" { table {
                caption { "Phases of the run" }
                thead { tr { th scope="col" { "phase" } th scope="col" { "judged" } } }
                tbody {
                    @for phase in &report.phases {
                        tr class=[(phase.judged < phase.planned).then_some("missed")] {
                            th scope="row" { (phase_name(phase.phase)) }
                            td {
                                @if phase.judged < phase.planned { (phase.judged) " of " (counted(phase.planned, "input")) }
                                @else { (counted(phase.judged, "input")) }
                            }
                        }
                    }
                }
            } }
        }
    }
}
