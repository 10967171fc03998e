//! The table of all requests. Its rows are data that the script shows a page at a time: ten thousand rows of markup
//! would make every reader wait.

use std::collections::HashMap;

use maud::{Markup, PreEscaped, html};
use serde_json::{Value, json};

use crate::report::printable::printable;
use crate::report::timeline::{Row, Timeline};

/// The empty table and its filter.
pub fn table(timeline: &Timeline) -> Markup {
    html! {
        details id="requests" {
            summary { "all " (timeline.rows.len()) " requests" }
            noscript { p { "The table needs scripts. The har report holds all exchanges." } }
            form id="request-filter" hidden {
                label { span { "Search " } input type="search" id="request-words" autocomplete="off" placeholder="case, path, status …"; }
                label { span { "for " } select id="request-role" { option value="" { "everything" } } }
                label { input type="checkbox" id="request-trouble"; " only retries, 5xx and lost" }
                output id="request-shown" aria-live="polite" {}
            }
            div class="wide" tabindex="0" role="region" aria-label="Requests" {
                table class="requests" hidden {
                    thead { tr {
                        @for title in ["at", "method", "path", "status", "latency", "for", "case"] { th scope="col" { (title) } }
                    } }
                    tbody {}
                }
            }
            button type="button" id="request-more" hidden { "show more" }
            @if timeline.dropped > 0 { p { (timeline.dropped) " further requests are in the event log." } }
        }
    }
}

/// The rows, as JSON that no markup can end.
pub fn data(timeline: &Timeline) -> Markup {
    let mut texts = Texts::default();
    let rows: Vec<Value> = timeline.rows.iter().map(|row| line(row, &mut texts)).collect();
    let data = json!({"texts": texts.list, "rows": rows}).to_string().replace('<', "\\u003c");
    html! { script type="application/json" id="request-data" { (PreEscaped(data)) } }
}

fn line(row: &Row, texts: &mut Texts) -> Value {
    let status = row.status.map_or_else(|| Value::from(row.failure), Value::from);
    json!([
        row.at_us / 1000,
        texts.index(&row.method),
        texts.index(&row.path),
        status,
        row.duration_us,
        texts.index(row.role),
        texts.index(&row.case),
        row.retry,
    ])
}

/// Texts that come again and again, each once.
#[derive(Debug, Default)]
struct Texts {
    list: Vec<String>,
    at: HashMap<String, usize>,
}

impl Texts {
    fn index(&mut self, text: &str) -> usize {
        if let Some(at) = self.at.get(text) {
            return *at;
        }
        self.list.push(printable(text));
        self.at.insert(text.to_owned(), self.list.len() - 1);
        self.list.len() - 1
    }
}
