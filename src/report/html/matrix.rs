//! The matrix property × kind of change.

use std::collections::BTreeSet;

use maud::{Markup, html};

use crate::report::MatrixCell;

/// The section with the matrix; nothing when no input was judged.
pub fn section(cells: &[MatrixCell]) -> Markup {
    let changes: BTreeSet<&str> = cells.iter().map(|cell| cell.change.as_str()).collect();
    let properties: BTreeSet<&str> = cells.iter().map(|cell| cell.property.as_str()).collect();
    html! {
        @if !cells.is_empty() {
            section aria-labelledby="matrix" {
                h2 id="matrix" { "Property by kind of change" }
                p class="legend" {
                    @for (class, text) in [
                        ("broken", "✗ a promise broken"), ("accepted", "✓ accepted"),
                        ("refused", "− refused"), ("mixed", "± both"), ("other", "? no or another answer"),
                    ] { span class={ "cell " (class) } { (text) } " " }
                }
                div class="wide" tabindex="0" role="region" aria-labelledby="matrix" {
                    table class="matrix" {
                        thead { tr { th scope="col" { "property" } @for change in &changes { th scope="col" { (change) } } } }
                        tbody {
                            @for property in &properties {
                                tr {
                                    th scope="row" { @if property.is_empty() { "(the request)" } @else { (property) } }
                                    @for change in &changes {
                                        (cell(cells.iter().find(|c| c.property == *property && c.change == *change)))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn cell(cell: Option<&MatrixCell>) -> Markup {
    let Some(cell) = cell else { return html! { td {} } };
    let (class, sign) = outcome(cell);
    let title = format!(
        "{} inputs: {} accepted, {} refused, {} other, {} with a broken promise",
        cell.inputs, cell.accepted, cell.refused, cell.other, cell.broken
    );
    html! { td class={ "cell " (class) } title=(title) { (sign) " " (cell.inputs) span class="spoken" { " " (title) } } }
}

fn outcome(cell: &MatrixCell) -> (&'static str, &'static str) {
    match (cell.broken, cell.accepted, cell.refused) {
        (1.., _, _) => ("broken", "✗"),
        (0, 0, 0) => ("other", "?"),
        (0, _, 0) => ("accepted", "✓"),
        (0, 0, _) => ("refused", "−"),
        (0, _, _) => ("mixed", "±"),
    }
}
