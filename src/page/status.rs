//! Documented statuses: back-ticked in the prose of the response, or shown by an example.

use crate::model::StatusFact;

use super::diagnostic::{Remarks, Severity};
use super::document::Document;
use super::examples::Example;
use super::lines::Lines;

/// Reads the success statuses in page order.
#[must_use]
pub fn read(
    document: &Document,
    lines: &Lines<'_>,
    examples: &[Example],
    remarks: &mut Remarks<'_>,
) -> Vec<StatusFact> {
    let part = document.part(&["response"]);
    let mut facts: Vec<StatusFact> = Vec::new();
    for prose in document.prose_of(part) {
        for piece in prose.codes() {
            add(&mut facts, leading_status(&piece.text), lines.line(piece.offset));
        }
    }
    if facts.is_empty() {
        for piece in document.prose_of(part).flat_map(|prose| &prose.pieces) {
            let words = piece.text.split(|c: char| !c.is_ascii_alphanumeric());
            words.for_each(|word| add(&mut facts, leading_status(word), lines.line(piece.offset)));
        }
    }
    if facts.is_empty() {
        let message = "the response names no success status; the example's status is taken";
        remarks.add(Severity::Info, "missing-status", document.offset_of(part), message);
    }
    for response in examples.iter().filter_map(|example| example.response.as_ref()) {
        let known = facts.len();
        add(&mut facts, Some(response.status), response.line);
        if known > 0 && facts.len() > known {
            let message =
                format!("the example answers {}, which the response part does not name; both count", response.status);
            remarks.add_line(Severity::Warning, "status-differs", response.line, message);
        }
    }
    facts
}

fn add(facts: &mut Vec<StatusFact>, code: Option<u16>, line: u32) {
    if let Some(code) = code.filter(|code| (200..300).contains(code))
        && !facts.iter().any(|fact| fact.code == code)
    {
        facts.push(StatusFact { code, line });
    }
}

/// `200 OK`, `200, OK` or `200`.
fn leading_status(text: &str) -> Option<u16> {
    let digits: String = text.trim().chars().take_while(char::is_ascii_digit).collect();
    if digits.len() == 3 { digits.parse().ok() } else { None }
}
