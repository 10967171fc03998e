//! Parts of a page whose headings no anchor names, as on pages in another language without anchors: told by what stands
//! below them and by their order.

use super::document::{Block, Content, DEFINITION, Document, Row};
use super::http_text::{Message, message, request_lines};
use super::inline::Inline;

/// Gives each part that no heading names the anchor of the section that can only be it.
pub fn infer(document: &mut Document) {
    let top: Vec<usize> = (0..document.sections.len()).filter(|at| document.sections[*at].level == 2).collect();
    let Some(definition) = named(document, &top, &DEFINITION, |blocks| blocks.iter().any(|block| is_definition(block)))
    else {
        return;
    };
    let (before, after): (Vec<usize>, Vec<usize>) =
        top.into_iter().filter(|at| *at != definition).partition(|at| *at < definition);
    named(document, &before, &["permissions", "prerequisites"], |blocks| tables(blocks).any(lists_permissions));
    named(document, &after, &["example", "examples"], |blocks| blocks.iter().any(|block| is_message(block)));
    named(document, &after, &["request-headers", "optional-request-headers"], |blocks| {
        tables(blocks).any(lists_headers)
    });
    let body = |blocks: &[&Block]| {
        tables(blocks).any(|rows| !lists_headers(rows) && rows.iter().any(|row| row.cells.len() > 2))
    };
    named(document, &after, &["request-body"], body);
    named(document, &after, &["response"], |blocks| {
        blocks.iter().any(|block| matches!(&block.content, Content::Prose(prose) if names_status(prose)))
    });
}

/// The section with one of these anchors, or the first one of `among` that no part has and that looks like it; that takes
/// the first anchor.
fn named(
    document: &mut Document,
    among: &[usize],
    anchors: &[&str],
    is_it: impl Fn(&[&Block]) -> bool,
) -> Option<usize> {
    if let Some(known) = document.part(anchors) {
        return Some(known);
    }
    let looks_right = |at: &usize| {
        let blocks: Vec<&Block> = document.blocks_of(Some(*at)).collect();
        !document.sections[*at].is_part() && is_it(&blocks)
    };
    let found = among.iter().copied().find(looks_right)?;
    let section = &mut document.sections[found];
    let is_latin = section.anchor.chars().all(|c| !c.is_alphabetic() || c <= '\u{24f}');
    section.is_latin_translation = is_latin;
    anchors[0].clone_into(&mut section.anchor);
    Some(found)
}

/// A fence of nothing but request lines.
fn is_definition(block: &Block) -> bool {
    let Content::Fence(text, _) = &block.content else { return false };
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    lines > 0 && request_lines(text).len() == lines && !text.contains("://")
}

fn is_message(block: &Block) -> bool {
    let Content::Fence(text, _) = &block.content else { return false };
    message(text).is_some_and(|message| match message {
        Message::Request(line, rest) => {
            line.target.contains("://") || !rest.headers.is_empty() || !rest.body.is_empty()
        }
        Message::Response(..) => true,
    })
}

fn tables<'b>(blocks: &'b [&'b Block]) -> impl Iterator<Item = &'b [Row]> {
    blocks.iter().filter_map(|block| match &block.content {
        Content::Table(rows) => Some(rows.as_slice()),
        _ => None,
    })
}

/// `DeviceManagementApps.ReadWrite.All`
fn lists_permissions(rows: &[Row]) -> bool {
    let is_permission =
        |word: &str| word.split('.').count() > 1 && word.split('.').all(|part| part.len() > 2 && part.is_ascii());
    let cells = rows.iter().flat_map(|row| row.cells.iter().skip(1));
    cells.map(Inline::local).any(|text| text.split([' ', ',', '、']).any(is_permission))
}

fn lists_headers(rows: &[Row]) -> bool {
    let values = rows.iter().flat_map(|row| row.cells.iter().skip(1)).map(Inline::local);
    values.into_iter().any(|text| text.starts_with("Bearer") || text.contains("application/json"))
}

/// `200 OK` in back-ticks.
fn names_status(prose: &Inline) -> bool {
    prose.codes().any(|piece| {
        piece.text.get(..3).is_some_and(|code| code.starts_with('2') && code.bytes().all(|b| b.is_ascii_digit()))
    })
}
