//! Statuses of an example that contradict the statement of the page, or the content that the example shows.

use super::contradicted::Contradicted;
use super::draft::{Candidate, Edit};
use crate::model::StatusFact;
use crate::page::{ExampleBody, ExampleResponse};
use crate::value::{phrase, with_status};

/// The example answers with a status that the statement does not name: the example changes, unless what it shows goes
/// with its own status only.
pub fn differs(page: &Contradicted<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let stated = stated(page);
    for answer in answers(page).filter(|answer| stated.iter().all(|fact| fact.code != answer.status)) {
        for fact in &stated {
            let why = format!(
                "the example answers {}, the page states {} (line {})",
                answer.status,
                phrase(fact.code),
                fact.line
            );
            let line = restated(page, answer.line, answer.status, fact.code, why);
            let bare = line.clone().filter(|_| fact.code == 204).and_then(|line| {
                let why = format!("{}, which has no content", line.why);
                without_content(page, answer, Candidate { why, ..line })
            });
            found.extend(line.into_iter().chain(bare));
        }
        // a sentence that promises an object, or no content, would contradict the other of the two
        for fact in stated.iter().filter(|fact| fact.code != 204 && answer.status != 204) {
            let content = if matches!(answer.body, ExampleBody::Absent) { "without" } else { "with" };
            let why = format!(
                "the page states {}, its example answers {} {content} content: when the example is right, the statement is not",
                phrase(fact.code),
                answer.status
            );
            found.extend(restated(page, fact.line, fact.code, answer.status, why));
        }
    }
    found
}

/// Status and content of an example do not go together.
pub fn without_body(page: &Contradicted<'_>) -> Vec<Candidate> {
    let stated = stated(page);
    let mut found = Vec::new();
    for answer in answers(page) {
        match (answer.status, &answer.body) {
            (204, ExampleBody::Absent) => {}
            (204, _) => {
                let why = "the example answers 204 No Content and shows content".to_owned();
                found.extend(without_content(page, answer, Candidate { edits: Vec::new(), why }));
            }
            (200, ExampleBody::Absent) if stated.iter().any(|fact| fact.code == 204) => {
                let why = "the example answers without content, and the page states 204 No Content for that".to_owned();
                found.extend(restated(page, answer.line, 200, 204, why));
            }
            _ => {}
        }
    }
    found
}

fn answers<'p>(page: &Contradicted<'p>) -> impl Iterator<Item = &'p ExampleResponse> + use<'p> {
    page.imported.examples.iter().filter_map(|example| example.response.as_ref())
}

/// What the page states outside of its examples.
fn stated<'p>(page: &Contradicted<'p>) -> Vec<&'p StatusFact> {
    let is_shown = |fact: &&StatusFact| answers(page).any(|answer| answer.line == fact.line);
    page.imported.contract.success.iter().filter(|fact| !is_shown(fact)).collect()
}

fn restated(page: &Contradicted<'_>, line: u32, old: u16, new: u16, why: String) -> Option<Candidate> {
    let range = page.line(line);
    let text = &page.text[range.clone()];
    let with = if text.starts_with("HTTP/") {
        // whatever reason the page gave the old one
        format!("{} {}", text.split(' ').next().unwrap_or_default(), phrase(new))
    } else {
        with_status(text, old, new)
    };
    (with != *text).then(|| Candidate::one(range, with, why))
}

/// The response also without its content and the header fields that tell of it.
fn without_content(page: &Contradicted<'_>, answer: &ExampleResponse, mut rest: Candidate) -> Option<Candidate> {
    let start = page.line(answer.line + 1).start;
    let fence = page.text[start..].find("```")?;
    // a fence may be indented
    let fence = page.text[start..start + fence].rfind('\n').map_or(0, |at| at + 1);
    let block = &page.text[start..start + fence];
    let fields = block.split_inclusive('\n').take_while(|line| !line.trim().is_empty());
    let kept: String = fields.filter(|line| !line.to_ascii_lowercase().starts_with("content-")).collect();
    rest.edits.push(Edit { range: start..start + fence, with: kept });
    Some(rest)
}
