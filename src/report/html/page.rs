//! The page and its sections.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::prose::{prose, summary};
use super::{blame, coverage, finding, header, matrix, requests, timeline};
use crate::report::Report;
use crate::report::terminal::{late_read_backs, stale_waivers, undecided};
use crate::report::timeline::Timeline;
use crate::report::words::{level_name, verdict_name};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The page.
#[must_use]
pub fn render(report: &Report, requests: &Timeline) -> String {
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
                title { "docproof: " (verdict_name(report.verdict)) " · " (report.contract) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a class="skip" href="#findings" { "Skip to the findings" }
                (header::header(report))
                (navigation(report))
                main {
                    (finding::section(report))
                    (matrix::section(report))
                    (timeline::section(requests))
                    (blame::section(report))
                    (coverage::section(report))
                    (rules(report))
                    (list("undecided", "Undecided", &undecided(report)))
                    (list("late", "Late read-backs", &late_read_backs(report)))
                    (list("stale", "Stale waivers", &stale_waivers(report)))
                    (list("notes", "Notes", &report.notes))
                }
                footer { p { "Made by docproof from the event log of the run. This file asks no network for anything." } }
                (requests::data(requests))
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    let mut text = page.into_string();
    text.push('\n');
    text
}

fn navigation(report: &Report) -> Markup {
    html! {
        nav aria-label="Sections" {
            a href="#findings" { "Findings " span class="count" { (report.findings.len()) } }
            a href="#matrix" { "Matrix" }
            a href="#timeline" { "Timeline" }
            @if !report.run.properties.is_empty() { a href="#blame" { "Who says what" } }
            a href="#coverage" { "Exercised" }
            a href="#rules" { "Rules" }
            @if !report.undecided.is_empty() { a href="#undecided" { "Undecided" } }
            @if !report.notes.is_empty() { a href="#notes" { "Notes" } }
            span class="grow" {}
            button type="button" id="theme" hidden { "dark" }
        }
    }
}

fn rules(report: &Report) -> Markup {
    html! {
        section aria-labelledby="rules" {
            h2 id="rules" { "Rules" }
            p class="hint" { "Numbers are inputs. A rule that did not apply to an input is skipped there." }
            div class="wide" tabindex="0" role="region" aria-labelledby="rules" {
                table class="rules" {
                    thead { tr {
                        @for title in ["rule", "the target must", "level"] { th scope="col" { (title) } }
                        @for title in ["held", "broken", "skipped", "undecided"] { th scope="col" class="count" { (title) } }
                    } }
                    tbody {
                        @for rule in &report.rules {
                            tr class=[(rule.broken > 0).then_some("broken")] {
                                th scope="row" { (rule.id) }
                                td class="words" { (prose(summary(report, &rule.id))) }
                                td { span class={ "level " (level_name(rule.level)) } { (level_name(rule.level)) } }
                                @for count in [rule.held, rule.broken, rule.skipped, rule.undecided] {
                                    td class={ "count" @if count == 0 { " none" } } { (count) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn list(id: &str, title: &str, lines: &[String]) -> Markup {
    html! {
        @if !lines.is_empty() {
            section aria-labelledby=(id) {
                h2 id=(id) { (title) }
                ul { @for line in lines { li { (prose(line)) } } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::event::Event;
    use crate::report::{Format, Options, sample};

    fn page(events: &[Event]) -> String {
        sample::written(Format::Html, events, Options::default())
    }

    #[test]
    fn the_page_shows_verdict_finding_and_how_to_repeat_it() {
        let page = page(&sample::broken_events());
        for part in [
            "<span class=\"verdict\">broken</span>",
            "remoteassistancepartner-update.md:41",
            "docproof replay valid-9f86d081884c7d65",
            "permission application",
            "D06/lastConnectionDateTime/3",
        ] {
            assert!(page.contains(part), "no {part:?} in\n{page}");
        }
    }

    #[test]
    fn the_page_asks_no_network_for_anything() {
        let page = page(&sample::held_events());
        for part in ["src=", "@import", "url(", "fetch(", "XMLHttpRequest"] {
            assert!(!page.contains(part), "{part}");
        }
    }

    #[test]
    fn markup_of_a_target_stays_text() {
        let mut events = sample::broken_events();
        sample::reword(&mut events, "</script><script>alert(1)</script><img onerror='x'>");
        sample::revalue(&mut events, &"<b>\u{202e}".into(), &"\"><svg onload=x>".into());
        let page = page(&events);
        assert_eq!((page.matches("<script>").count(), page.matches("<script").count()), (1, 2));
        assert!(!page.contains("<img") && !page.contains("<svg onload") && !page.contains('\u{202e}'));
    }
}
