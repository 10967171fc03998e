//! Page table, page example, metadata and live answer of each property, side by side.

use maud::{Markup, html};

use super::prose::prose;
use crate::report::printable::printable;
use crate::report::{Report, blame};

/// The section; nothing when the log holds no properties.
pub fn section(report: &Report) -> Markup {
    let rows = blame::of(report);
    html! {
        @if !rows.is_empty() {
            section aria-labelledby="blame" {
                h2 id="blame" { "Who says what" }
                p class="hint" { "What the page's table, its example, the metadata and the live answer say of each property, and who disagrees." }
                div class="wide" tabindex="0" role="region" aria-labelledby="blame" {
                    table class="blame" {
                        thead { tr { @for title in ["property", "page table", "page example", "metadata", "live answer", "who disagrees"] { th scope="col" { (title) } } } }
                        tbody {
                            @for row in &rows {
                                tr class=[(!row.disagree.is_empty()).then_some("broken")] {
                                    th scope="row" { (printable(&row.property)) " " span class="hint" { "line " (row.line) } }
                                    @for what in [&row.table, &row.example, &row.metadata, &row.live] {
                                        td class="words" { @if what.is_empty() { span class="none" { "says nothing" } } @else { (printable(what)) } }
                                    }
                                    td class="words" {
                                        @if row.disagree.is_empty() { span class="chip echoed" { "all agree" } }
                                        @else { ul { @for who in &row.disagree { li { (prose(who)) } } } }
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
