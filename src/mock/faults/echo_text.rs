//! Texts that come back, and stay, altered.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

use super::{Family, Fault};
use crate::mock::service::{Hook, Kind, Request};

/// One fault that keeps another text than the one sent.
const fn keeps(id: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Echo, id, "echo-sent", summary, hooks)
}

#[expect(clippy::unnecessary_wraps, reason = "hooks answer with an option")]
fn cut(text: &str, length: usize) -> Option<Value> {
    Some(text.chars().take(length).collect::<String>().into())
}

#[expect(clippy::unnecessary_wraps, reason = "hooks answer with an option")]
fn without(text: &str, is: fn(char) -> bool) -> Option<Value> {
    Some(text.chars().filter(|c| !is(*c)).collect::<String>().into())
}

/// Splits `scheme://authority` from the rest, for texts that are such URLs.
fn url(text: &str) -> Option<(&str, &str)> {
    let start = text.find("://")? + 3;
    let end = text[start..].find(['/', '?', '#']).map_or(text.len(), |at| start + at);
    Some(text.split_at(end))
}

#[expect(clippy::unnecessary_wraps, reason = "hooks answer with an option")]
fn percent_decoded(text: &str) -> Option<Value> {
    Some(percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned().into())
}

fn without_tags(text: &str) -> Option<Value> {
    let (start, rest) = text.split_once('<')?;
    Some(format!("{start}{}", rest.split_once('>')?.1).into())
}

fn as_number(text: &str) -> Option<Value> {
    let digits = !text.is_empty() && text.len() < 16 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse::<u64>().ok().map(Value::from))?
}

/// Replaces the octets of the body.
fn recode(request: &mut Request, recoded: fn(&[u8]) -> Vec<u8>) {
    request.body = recoded(&request.body).into();
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    keeps(
        "charset-read-as-latin-1",
        "reads a body that names its charset as Latin-1",
        &[Hook::Receive(|r, _| {
            if r.media_parameter("charset").is_some() {
                recode(r, |octets| octets.iter().copied().map(char::from).collect::<String>().into_bytes());
            }
        })],
    ),
    keeps(
        "chunked-text-asciified",
        "reads nothing but ASCII from a chunked body",
        &[Hook::Receive(|r, _| {
            if r.header("transfer-encoding").is_some() {
                recode(r, |octets| octets.iter().map(|octet| if octet.is_ascii() { *octet } else { b'?' }).collect());
            }
        })],
    ),
    keeps("text-cut-at-32", "keeps the first 32 characters of a text", &[Hook::KeepAs(Kind::Text, |t| cut(t, 32))]),
    keeps("text-cut-at-64", "keeps the first 64 characters of a text", &[Hook::KeepAs(Kind::Text, |t| cut(t, 64))]),
    keeps("text-cut-at-128", "keeps the first 128 characters of a text", &[Hook::KeepAs(Kind::Text, |t| cut(t, 128))]),
    keeps("text-cut-at-255", "keeps the first 255 characters of a text", &[Hook::KeepAs(Kind::Text, |t| cut(t, 255))]),
    keeps("text-cut-at-256", "keeps the first 256 characters of a text", &[Hook::KeepAs(Kind::Text, |t| cut(t, 256))]),
    keeps(
        "text-cut-at-1024",
        "keeps the first 1024 characters of a text",
        &[Hook::KeepAs(Kind::Text, |t| cut(t, 1024))],
    ),
    keeps(
        "text-cut-at-4096",
        "keeps the first 4096 characters of a text",
        &[Hook::KeepAs(Kind::Text, |t| cut(t, 4096))],
    ),
    keeps(
        "text-cut-at-65535",
        "keeps the first 65535 characters of a text",
        &[Hook::KeepAs(Kind::Text, |t| cut(t, 65_535))],
    ),
    keeps("text-trimmed", "trims the blanks around a text", &[Hook::KeepAs(Kind::Text, |t| Some(t.trim().into()))]),
    keeps(
        "text-end-trimmed",
        "trims the blanks after a text",
        &[Hook::KeepAs(Kind::Text, |t| Some(t.trim_end().into()))],
    ),
    keeps(
        "text-blanks-collapsed",
        "collapses runs of blanks inside a text",
        &[Hook::KeepAs(Kind::Text, |t| t.contains("  ").then(|| t.split("  ").collect::<Vec<_>>().join(" ").into()))],
    ),
    keeps("text-lower-cased", "lower-cases a text", &[Hook::KeepAs(Kind::Text, |t| Some(t.to_lowercase().into()))]),
    keeps("text-upper-cased", "upper-cases a text", &[Hook::KeepAs(Kind::Text, |t| Some(t.to_uppercase().into()))]),
    keeps(
        "text-composed",
        "composes letters and marks (NFC)",
        &[Hook::KeepAs(Kind::Text, |t| Some(t.nfc().collect::<String>().into()))],
    ),
    keeps(
        "text-decomposed",
        "decomposes letters and marks (NFD)",
        &[Hook::KeepAs(Kind::Text, |t| Some(t.nfd().collect::<String>().into()))],
    ),
    keeps(
        "text-compatibility-folded",
        "folds compatibility characters (NFKC)",
        &[Hook::KeepAs(Kind::Text, |t| Some(t.nfkc().collect::<String>().into()))],
    ),
    keeps(
        "text-latin-1-only",
        "replaces everything beyond Latin-1 by a question mark",
        &[Hook::KeepAs(Kind::Text, |t| {
            Some(t.chars().map(|c| if u32::from(c) < 256 { c } else { '?' }).collect::<String>().into())
        })],
    ),
    keeps(
        "text-astral-replaced",
        "replaces everything beyond U+FFFF by U+FFFD",
        &[Hook::KeepAs(Kind::Text, |t| {
            Some(t.chars().map(|c| if u32::from(c) < 0x1_0000 { c } else { '\u{fffd}' }).collect::<String>().into())
        })],
    ),
    keeps(
        "text-utf-8-read-as-latin-1",
        "reads the octets of a text as Latin-1",
        &[Hook::KeepAs(Kind::Text, |t| Some(t.bytes().map(char::from).collect::<String>().into()))],
    ),
    keeps(
        "text-controls-dropped",
        "drops U+0000 to U+001F",
        &[Hook::KeepAs(Kind::Text, |t| without(t, |c| c < '\u{20}'))],
    ),
    keeps(
        "text-ends-at-nul",
        "ends a text at U+0000",
        &[Hook::KeepAs(Kind::Text, |t| t.split('\0').next().map(Value::from))],
    ),
    keeps(
        "text-delete-dropped",
        "drops U+007F to U+009F",
        &[Hook::KeepAs(Kind::Text, |t| without(t, |c| ('\u{7f}'..='\u{9f}').contains(&c)))],
    ),
    keeps(
        "text-joiners-dropped",
        "drops the zero-width joiner and its kin",
        &[Hook::KeepAs(Kind::Text, |t| without(t, |c| ('\u{200b}'..='\u{200d}').contains(&c)))],
    ),
    keeps(
        "text-variation-selectors-dropped",
        "drops variation selectors",
        &[Hook::KeepAs(Kind::Text, |t| without(t, |c| ('\u{fe00}'..='\u{fe0f}').contains(&c)))],
    ),
    keeps(
        "text-direction-marks-dropped",
        "drops marks and overrides of direction",
        &[Hook::KeepAs(Kind::Text, |t| without(t, |c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')))],
    ),
    keeps("text-replacement-dropped", "drops U+FFFD", &[Hook::KeepAs(Kind::Text, |t| without(t, |c| c == '\u{fffd}'))]),
    keeps(
        "text-byte-order-mark-dropped",
        "drops U+FEFF inside a text",
        &[Hook::KeepAs(Kind::Text, |t| without(t, |c| c == '\u{feff}'))],
    ),
    keeps(
        "text-line-separators-blanked",
        "turns U+2028 and U+2029 into blanks",
        &[Hook::KeepAs(Kind::Text, |t| Some(t.replace(['\u{2028}', '\u{2029}'], " ").into()))],
    ),
    keeps(
        "text-line-ends-unified",
        "turns CR LF and CR into LF",
        &[Hook::KeepAs(Kind::Text, |t| Some(t.replace("\r\n", "\n").replace('\r', "\n").into()))],
    ),
    keeps(
        "text-html-escaped",
        "escapes characters that HTML reserves",
        &[Hook::KeepAs(Kind::Text, |t| Some(t.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").into()))],
    ),
    keeps("text-tags-stripped", "strips the first HTML tag", &[Hook::KeepAs(Kind::Text, without_tags)]),
    keeps("text-percent-decoded", "decodes percent-encoded octets", &[Hook::KeepAs(Kind::Text, percent_decoded)]),
    keeps(
        "text-percent-doubled",
        "encodes a percent sign as %25",
        &[Hook::KeepAs(Kind::Text, |t| Some(t.replace('%', "%25").into()))],
    ),
    keeps(
        "text-plus-blanked",
        "turns a plus sign into a blank",
        &[Hook::KeepAs(Kind::Text, |t| Some(t.replace('+', " ").into()))],
    ),
    keeps(
        "text-backslash-doubled",
        "doubles a backslash",
        &[Hook::KeepAs(Kind::Text, |t| Some(t.replace('\\', "\\\\").into()))],
    ),
    keeps(
        "text-backslash-dropped",
        "drops a backslash",
        &[Hook::KeepAs(Kind::Text, |t| Some(t.replace('\\', "").into()))],
    ),
    keeps(
        "text-apostrophe-doubled",
        "doubles an apostrophe, as in SQL",
        &[Hook::KeepAs(Kind::Text, |t| Some(t.replace('\'', "''").into()))],
    ),
    keeps(
        "text-quote-escaped",
        "puts a backslash before a double quote",
        &[Hook::KeepAs(Kind::Text, |t| Some(t.replace('"', "\\\"").into()))],
    ),
    keeps("text-dots-resolved", "drops `../`", &[Hook::KeepAs(Kind::Text, |t| Some(t.replace("../", "").into()))]),
    keeps(
        "text-null-word-is-null",
        "reads the word null as no value",
        &[Hook::KeepAs(Kind::Text, |t| (t == "null").then_some(Value::Null))],
    ),
    keeps(
        "text-true-word-is-boolean",
        "reads the words true and false as booleans",
        &[Hook::KeepAs(Kind::Text, |t| t.parse::<bool>().ok().map(Value::from))],
    ),
    keeps("text-digits-are-number", "reads digits as a number", &[Hook::KeepAs(Kind::Text, as_number)]),
    keeps(
        "text-empty-is-null",
        "keeps no value for an empty text",
        &[Hook::KeepAs(Kind::Text, |t| t.is_empty().then_some(Value::Null))],
    ),
    keeps(
        "text-leading-zeros-lost",
        "loses zeros before digits",
        &[Hook::KeepAs(Kind::Text, |t| {
            let digits = t.len() > 1 && t.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| t.trim_start_matches('0').into())
        })],
    ),
    keeps(
        "url-trailing-slash-lost",
        "loses the slash at the end of a URL",
        &[Hook::KeepAs(Kind::Text, |t| url(t).map(|_| t.strip_suffix('/').unwrap_or(t).into()))],
    ),
    keeps(
        "url-trailing-slash-added",
        "adds a slash at the end of a URL",
        &[Hook::KeepAs(Kind::Text, |t| url(t).filter(|_| !t.ends_with('/')).map(|_| format!("{t}/").into()))],
    ),
    keeps(
        "url-host-lower-cased",
        "lower-cases the host of a URL",
        &[Hook::KeepAs(Kind::Text, |t| url(t).map(|(head, tail)| format!("{}{tail}", head.to_lowercase()).into()))],
    ),
    keeps(
        "url-query-lost",
        "loses the query of a URL",
        &[Hook::KeepAs(Kind::Text, |t| url(t).and(t.split('?').next()).map(Value::from))],
    ),
    keeps(
        "url-fragment-lost",
        "loses the fragment of a URL",
        &[Hook::KeepAs(Kind::Text, |t| url(t).and(t.split('#').next()).map(Value::from))],
    ),
    keeps(
        "url-port-lost",
        "loses the port of a URL",
        &[Hook::KeepAs(Kind::Text, |t| {
            let (head, tail) = url(t)?;
            let (host, port) = head.rsplit_once(':')?;
            (!port.is_empty() && port.bytes().all(|b| b.is_ascii_digit())).then(|| format!("{host}{tail}").into())
        })],
    ),
    keeps(
        "url-user-lost",
        "loses the user of a URL",
        &[Hook::KeepAs(Kind::Text, |t| {
            let (head, tail) = url(t)?;
            let (scheme, authority) = head.split_once("://")?;
            Some(format!("{scheme}://{}{tail}", authority.rsplit_once('@')?.1).into())
        })],
    ),
    keeps(
        "url-scheme-secured",
        "turns http into https",
        &[Hook::KeepAs(Kind::Text, |t| t.strip_prefix("http://").map(|rest| format!("https://{rest}").into()))],
    ),
];
