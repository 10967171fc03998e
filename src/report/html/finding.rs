//! One finding.

use maud::{Markup, html};

use super::difference::side_by_side;
use crate::model::Finding;
use crate::report::printable::{printable, shorten};
use crate::report::words::{counted, level_name, waiver};

/// Findings open from the start.
const OPEN: usize = 10;

/// Longest body or command shown; the json report has all of it.
const SHOWN: usize = 8 * 1024;

/// The finding with everything that is needed to understand and repeat it.
pub fn article(finding: &Finding, position: usize) -> Markup {
    let level = level_name(finding.level);
    html! {
        details class={ "finding " (level) } id={ "finding-" (finding.id) } data-level=(level) open[position < OPEN] {
            summary {
                span class={ "level " (level) } { (level) } " "
                strong { (finding.rule) } " · " (printable(&finding.case)) " · " (printable(&finding.message))
                @if finding.waived.is_some() { " · waived" }
                @if finding.occurrences > 1 { " · seen " (counted(finding.occurrences, "time")) }
            }
            @if let Some(waived) = &finding.waived { p { strong { (printable(&waiver(waived))) } } }
            p { "at " code { (printable(&finding.place)) } }
            @if !(finding.expected.is_null() && finding.actual.is_null()) {
                (side_by_side(&finding.expected, &finding.actual))
            }
            (sent(finding))
            p { "page " code { (printable(&finding.source.page)) ":" (finding.source.line) } " · " (printable(&finding.source.clause)) }
            (command("curl", &finding.curl))
            (command("replay", &finding.replay))
            p class="small" { "seed " code { (finding.seed) } " · cause " code { (printable(&finding.cause)) } }
        }
    }
}

fn sent(finding: &Finding) -> Markup {
    let request = &finding.request;
    html! {
        div class="sides" {
            figure {
                figcaption { "sent" }
                pre { (request.method) " " (printable(&request.url)) "\n" (limited(finding.minimal.text.as_deref())) }
            }
            figure {
                figcaption { "answer" }
                @match &finding.response {
                    Some(response) => pre { (response.status) "\n" (limited(response.body.text.as_deref())) },
                    None => pre { "no answer" },
                }
            }
        }
    }
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
                pre tabindex="0" aria-label=(name) { (printable(command)) }
                button type="button" hidden aria-label={ "copy the " (name) " command" } { "copy" }
            }
        }
    }
}
