//! The page and its sections.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{finding, matrix};
use crate::report::Report;
use crate::report::printable::printable;
use crate::report::terminal::{late_read_backs, not_exercised, stale_waivers, undecided};
use crate::report::words::{counted, duration, level_name, verdict_name};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The page.
#[must_use]
pub fn render(report: &Report) -> String {
    let verdict = verdict_name(report.verdict);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";
                meta name="color-scheme" content="light dark";
                link rel="icon" href="data:,";
                title { "docproof: " (verdict) " · " (report.contract) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (header(report, verdict))
                main {
                    (matrix::section(&report.matrix))
                    (findings(report))
                    (rules(report))
                    (list("Not exercised", &not_exercised(report)))
                    (list("Undecided", &undecided(report)))
                    (list("Obstacles", &obstacles(report)))
                    (list("Late read-backs", &late_read_backs(report)))
                    (list("Stale waivers", &stale_waivers(report)))
                    (list("Notes", &report.notes))
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    let mut text = page.into_string();
    text.push('\n');
    text
}

fn header(report: &Report, verdict: &str) -> Markup {
    let (run, stats) = (&report.run, &report.stats);
    html! {
        header {
            h1 { span class={ "verdict " (verdict) } { (verdict) } " " (report.contract) }
            p { code { (printable(&run.operation)) } }
            dl {
                dt { "target" } dd { (printable(&report.target)) }
                dt { "page" } dd { (printable(&run.page)) }
                dt { "seed" } dd { (report.seed) }
                dt { "started" } dd { (run.started) }
                dt { "time" } dd { (duration(stats.duration_ms)) }
                dt { "requests" } dd { (stats.requests) " (" (counted(stats.writes, "write")) ", retries: " (stats.retries) ")" }
                dt { "inputs" } dd { (counted(stats.cases, "case")) ", " (counted(stats.inputs, "input")) }
            }
        }
    }
}

fn findings(report: &Report) -> Markup {
    html! {
        section aria-labelledby="findings" {
            h2 id="findings" { "Findings" }
            @if report.findings.is_empty() {
                p { "No promise was seen broken." }
            } @else {
                form id="filter" role="search" hidden {
                    label { "Search " input type="search" id="words" autocomplete="off"; }
                    @for level in ["must", "should", "may"] {
                        label { input type="checkbox" name="level" value=(level) checked; " " (level) }
                    }
                    output id="shown" aria-live="polite" {}
                }
                @for (position, finding) in report.findings.iter().enumerate() {
                    (finding::article(finding, position))
                }
            }
        }
    }
}

fn rules(report: &Report) -> Markup {
    html! {
        section aria-labelledby="rules" {
            h2 id="rules" { "Rules" }
            div class="wide" tabindex="0" role="region" aria-labelledby="rules" {
                table {
                    thead { tr {
                        @for title in ["rule", "level", "held", "broken", "skipped", "undecided"] { th scope="col" { (title) } }
                    } }
                    tbody {
                        @for rule in &report.rules {
                            tr class=[(rule.broken > 0).then_some("broken")] {
                                th scope="row" title=[summary(report, &rule.id)] { (rule.id) }
                                td { (level_name(rule.level)) }
                                td class="count" { (rule.held) }
                                td class="count" { (rule.broken) }
                                td class="count" { (rule.skipped) }
                                td class="count" { (rule.undecided) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn summary<'a>(report: &'a Report, rule: &str) -> Option<&'a str> {
    report.run.rules.iter().find(|entry| entry.id == rule).map(|entry| entry.summary.as_str())
}

fn obstacles(report: &Report) -> Vec<String> {
    report.obstacles.iter().map(|obstacle| format!("{}: {}", obstacle.cause, obstacle.text)).collect()
}

fn list(title: &str, lines: &[String]) -> Markup {
    html! {
        @if !lines.is_empty() {
            section {
                h2 { (title) }
                ul { @for line in lines { li { (printable(line)) } } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::report::{ReportFold, sample};

    #[test]
    fn the_page_shows_verdict_finding_and_how_to_repeat_it() {
        let page = render(&sample::broken());
        for part in [
            "<span class=\"verdict broken\">broken</span>",
            "remoteassistancepartner-update.md:41",
            "docproof replay valid-9f86d081884c7d65",
            "Not exercised",
        ] {
            assert!(page.contains(part), "no {part:?} in\n{page}");
        }
    }

    #[test]
    fn the_page_asks_no_network_for_anything() {
        let page = render(&sample::held());
        for part in ["src=", "@import", "url(", "fetch(", "XMLHttpRequest"] {
            assert!(!page.contains(part), "{part}");
        }
    }

    #[test]
    fn markup_of_a_target_stays_text() {
        let mut events = sample::broken_events();
        sample::reword(&mut events, "</script><script>alert(1)</script><img onerror='x'>");
        sample::revalue(&mut events, &"<b>\u{202e}".into(), &"\"><svg onload=x>".into());
        let page = render(&ReportFold::of(&events));
        assert_eq!(page.matches("<script>").count(), 1);
        assert!(!page.contains("<img") && !page.contains("<svg") && !page.contains('\u{202e}'));
    }
}
