//! The request header table: names as HTTP tokens, translated names told by the shape of their value.

use crate::model::HeaderFact;

use super::diagnostic::{Remarks, Severity};
use super::document::{Document, Row};
use super::http_text::is_token;
use super::inline::Inline;
use super::lines::Lines;
use super::words;

/// Reads the header table.
#[must_use]
pub fn read(document: &Document, lines: &Lines<'_>, remarks: &mut Remarks<'_>) -> Vec<HeaderFact> {
    let part = document.part(&["request-headers", "optional-request-headers"]);
    let Some(table) = document.tables_of(part).next() else {
        let message = "no header table; the headers of the example are all that is known";
        remarks.add(Severity::Info, "missing-header-table", document.offset_of(part), message);
        return Vec::new();
    };
    let mut facts: Vec<HeaderFact> = Vec::new();
    for row in table.iter().filter(|row| row.cells.iter().any(|cell| !cell.is_empty())) {
        let value = value(row);
        let Some(name) = name(row, &value, document.is_latin_translation(), remarks) else { continue };
        let says_required = row.cells.iter().skip(1).any(|cell| words::says_required(&cell.local()));
        let is_authorization = name == "authorization";
        let required = says_required || is_authorization;
        let value = if is_authorization && (!value.is_ascii() || (value.is_empty() && has_token(row))) {
            "Bearer <token>".to_owned() // the translation took hold of the scheme or of the placeholder
        } else {
            value
        };
        if !facts.iter().any(|known| known.name == name) {
            facts.push(HeaderFact { name, value, required, line: lines.line(row.offset) });
        }
    }
    facts
}

/// Names of request headers without a hyphen: a translation has other words.
const KNOWN: [&str; 12] = [
    "accept",
    "authorization",
    "consistencylevel",
    "cookie",
    "date",
    "expect",
    "from",
    "host",
    "isolation",
    "prefer",
    "range",
    "slug",
];

/// Beginnings of names with a hyphen, for pages in languages that write words like that.
const KNOWN_BEGINNINGS: [&str; 9] =
    ["accept-", "client-request", "content-", "if-", "odata-", "proxy-", "return-client", "workbook-session", "x-"];

/// What `content` of `Content-Type` is called.
const CONTENT: [&str; 10] =
    ["content", "conten", "conteú", "inhalt", "содерж", "内容", "內容", "コンテンツ", "콘텐츠", "المحتوى"];

/// The name in lower case: the cell's own, the English half, or what the value's shape says.
fn name(row: &Row, value: &str, words_look_like_names: bool, remarks: &mut Remarks<'_>) -> Option<String> {
    let cell = row.cells.first()?;
    let local = cell.local();
    // `Prefer: respond-async` in one cell
    let before_colon = |text: &str| text.split([':', '：']).next().unwrap_or_default().to_ascii_lowercase();
    let clean = |text: &str| before_colon(text).trim_matches(|c: char| c.is_whitespace() || c == '*').to_owned();
    let shown =
        [Some(local.clone()), cell.english()].into_iter().flatten().map(|text| clean(&text)).find(|n| is_token(n));
    let is_known = |name: &str| KNOWN.contains(&name) || KNOWN_BEGINNINGS.iter().any(|known| name.starts_with(known));
    let shown = shown.filter(|name| !words_look_like_names || is_known(name));
    let by_value = if scheme(value).is_some() || (shown.is_none() && has_token(row)) {
        Some("authorization")
    } else if is_media_type(value) {
        let is_content = CONTENT.iter().any(|word| local.to_lowercase().contains(word));
        Some(if is_content { "content-type" } else { "accept" })
    } else {
        None
    };
    match (shown, by_value) {
        (Some(shown), None) => Some(shown),
        (Some(shown), Some(by_value)) if shown == by_value || shown.contains('-') => Some(shown),
        (_, Some(by_value)) => {
            let message = format!("`{local}` is no header name; its value is that of `{by_value}`");
            remarks.add(Severity::Info, "recovered-header-name", row.offset, message);
            Some(by_value.to_owned())
        }
        (None, None) => {
            let message =
                format!("`{local}` is no header name and its value does not tell which one is meant; left out");
            remarks.add(Severity::Warning, "unreadable-header-name", row.offset, message);
            None
        }
    }
}

/// The documented value: an authorization scheme, a media type, or back-ticked text. Prose is no value.
fn value(row: &Row) -> String {
    let cells = || row.cells.iter().skip(1).rev();
    let texts = || cells().flat_map(|cell| [Some(cell.local()), cell.english()]).flatten();
    texts()
        .find_map(|text| scheme(&text))
        .or_else(|| texts().find_map(|text| media_type(&text)))
        .or_else(|| cells().find_map(code))
        .unwrap_or_default()
}

/// Whether a cell behind the name holds a placeholder in brackets, as the token of an authorization is written.
fn has_token(row: &Row) -> bool {
    let is_bracketed = |text: &str, open: char, close: char| {
        text.split_once(open).and_then(|(_, rest)| rest.split_once(close)).is_some_and(|(name, _)| !name.is_empty())
    };
    let mut texts = row.cells.iter().skip(1).map(Inline::local);
    texts.any(|text| is_bracketed(&text, '<', '>') || is_bracketed(&text, '{', '}'))
}

fn code(cell: &Inline) -> Option<String> {
    // `412 Precondition Failed` is what comes back, no value to send
    let is_status =
        |text: &str| text.split_once(' ').is_some_and(|(code, _)| code.len() == 3 && code.parse::<u16>().is_ok());
    let texts = cell.codes().map(|piece| piece.text.trim().to_owned());
    texts.filter(|text| !is_status(text)).find(|text| !text.is_empty())
}

/// `Bearer <token>` at the start of a text, without what follows it.
fn scheme(text: &str) -> Option<String> {
    let rest = text.trim().strip_prefix("Bearer")?.trim_start();
    let close = match rest.chars().next()? {
        '<' => '>',
        '{' => '}',
        _ => return Some("Bearer".to_owned()),
    };
    let token: String = rest.split_once(close).map(|(token, _)| format!("{token}{close}"))?;
    Some(format!("Bearer {}", token.split_whitespace().collect::<Vec<_>>().join(" ")))
}

fn media_type(text: &str) -> Option<String> {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '。' | '，' | '、' | ',' | ';' | '"' | '`'));
    words.map(|word| word.trim_end_matches('.')).find(|word| is_media_type(word)).map(str::to_owned)
}

fn is_media_type(text: &str) -> bool {
    const TREES: [&str; 8] = ["application", "text", "image", "audio", "video", "multipart", "message", "*"];
    text.split_once('/').is_some_and(|(tree, sub)| TREES.contains(&tree) && is_token(sub))
}
