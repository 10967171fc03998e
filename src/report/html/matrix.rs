//! The matrix property × kind of change.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::prose::prose;
use crate::report::matrix::kind_of;
use crate::report::words::{change_words, counted};
use crate::report::{MatrixCell, Report};

/// The outcomes that a cell tells apart: class, sign, word.
const OUTCOMES: [(&str, &str, &str); 7] = [
    ("broken", "✗", "broken"),
    ("echoed", "✓", "echoed"),
    ("normalised", "≈", "normalised"),
    ("accepted", "+", "accepted"),
    ("ignored", "∅", "ignored"),
    ("refused", "−", "refused"),
    ("other", "?", "other"),
];

/// The section with the matrix; nothing when no input was judged.
pub fn section(report: &Report) -> Markup {
    let cells = &report.matrix;
    let mut changes: Vec<&str> =
        cells.iter().map(|cell| cell.change.as_str()).collect::<BTreeSet<_>>().into_iter().collect();
    // what is valid comes first, then the classes of the catalogue
    changes.sort_by_key(|change| (change.starts_with(|c: char| c.is_ascii_uppercase()), *change));
    let properties = columns(report);
    html! {
        @if !cells.is_empty() {
            section aria-labelledby="matrix" {
                h2 id="matrix" { "Property by kind of change" }
                p class="hint" { "What the target did with every kind of change to every property, in inputs. An input on which a promise was broken counts as broken beside what became of it." }
                p class="legend" { @for (class, sign, word) in OUTCOMES { span class={ "chip " (class) } { (sign) " " (word) } " " } }
                div class="wide" tabindex="0" role="region" aria-labelledby="matrix" {
                    table class="matrix" {
                        thead { tr {
                            th scope="col" { "change" }
                            @for property in &properties {
                                th scope="col" { @if property.is_empty() { "(the request)" } @else { (name(property)) } }
                            }
                        } }
                        tbody { @for change in &changes { (row(report, change, &properties)) } }
                    }
                }
            }
        }
    }
}

/// The request as a whole, the properties in the order of the page's table, then what the page does not list.
fn columns(report: &Report) -> Vec<&str> {
    let place = |name: &str| report.run.properties.iter().position(|property| property.name == name);
    let all: BTreeSet<&str> = report.matrix.iter().map(|cell| cell.property.as_str()).collect();
    let mut columns: Vec<&str> = all.into_iter().collect();
    columns.sort_by_key(|name| (!name.is_empty(), place(name).unwrap_or(usize::MAX)));
    columns
}

/// A name that may be broken before each capital letter and dot.
fn name(property: &str) -> Markup {
    let starts = property.char_indices().filter(|(at, c)| *at == 0 || c.is_uppercase() || *c == '.').map(|(at, _)| at);
    let starts: Vec<usize> = starts.collect();
    let ends = starts.iter().skip(1).copied().chain([property.len()]);
    html! { @for (start, end) in starts.iter().zip(ends) { wbr; (property[*start..end]) } }
}

fn row(report: &Report, change: &str, properties: &[&str]) -> Markup {
    let find = |property: &str| report.matrix.iter().find(|c| c.property == property && c.change == change);
    html! {
        tr {
            th scope="row" { (change) @if let Some(words) = change_words(&report.run, change) { " " span class="hint" { (prose(words)) } } }
            @for property in properties {
                @match find(property) {
                    Some(cell) => (self::cell(report, cell)),
                    None => td class="empty" {},
                }
            }
        }
    }
}

fn cell(report: &Report, cell: &MatrixCell) -> Markup {
    let known = cell.echoed + cell.normalised + cell.ignored + cell.changed;
    let counts = [
        cell.broken,
        cell.echoed,
        cell.normalised,
        (cell.accepted.saturating_sub(known)) + cell.changed,
        cell.ignored,
        cell.refused,
        cell.other,
    ];
    let link = finding_of(report, cell);
    html! {
        td title=(counted(cell.inputs, "input")) {
            @for ((class, sign, word), count) in OUTCOMES.iter().zip(counts).filter(|(_, count)| *count > 0) {
                @match (&link, *class) {
                    (Some(id), "broken") => a class="chip broken" href={ "#finding-" (id) } { (sign) " " (count) span class="word" { " " (word) } },
                    _ => span class={ "chip " (class) } { (sign) " " (count) span class="word" { " " (word) } },
                }
                " "
            }
        }
    }
}

/// The first finding about the property and the kind of change of a cell.
fn finding_of<'r>(report: &'r Report, cell: &MatrixCell) -> Option<&'r str> {
    let place = format!("/{}", cell.property);
    let is_about = |place_of: &str| cell.property.is_empty() || place_of.ends_with(&place);
    let of_change = report.findings.iter().filter(|finding| kind_of(&finding.case) == cell.change);
    of_change.clone().find(|finding| is_about(&finding.place)).or(of_change.clone().next()).map(|f| f.id.as_str())
}
