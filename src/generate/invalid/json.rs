//! J01 to J14: bodies that are no JSON, or JSON at its limits.

use serde_json::{Map, Value};

use super::json_spelling;
use crate::generate::facts::Facts;
use crate::generate::mutant::{Mutant, Payload};
use crate::generate::recipe::Recipe;

/// Length of the longest text that is ever sent.
const LONGEST: usize = 10 << 20;
/// Levels of the deepest nesting.
const DEEPEST: usize = 10_000;

/// Listed deviations of class `id`.
#[must_use]
pub fn listed(facts: &Facts, id: &str) -> Vec<Mutant> {
    let number = id.bytes().map(usize::from).sum::<usize>();
    let change = facts.change(number);
    let raw = |what: &str, octets: &[u8]| Mutant::new(id, what, Payload::Raw(octets.to_vec(), Map::new()));
    let text = serde_json::to_string(&change).unwrap_or_default();
    match id {
        "J01" => broken(&text).into_iter().map(|(what, octets)| raw(what, &octets)).collect(),
        "J02" => vec![
            Mutant::new(id, "no body", Payload::Nothing).header("content-type", Some("application/json")),
            raw("blanks", b" \r\n"),
        ],
        "J03" => {
            let array = format!("[{text}]");
            let tops = [
                ("an array", array.as_str()),
                ("a string", "\"text\""),
                ("a number", "12"),
                ("true", "true"),
                ("an empty array", "[]"),
            ];
            tops.iter().map(|(what, top)| raw(what, top.as_bytes())).collect()
        }
        "J04" => vec![raw("null", b"null")],
        "J05" => extensions(facts, &change, &text),
        "J06" => duplicates(facts),
        "J07" => vec![with_meaning(id, "a byte order mark", ["\u{feff}", &text].concat().into_bytes(), change)],
        "J08" => bad_octets(facts),
        "J09" => surrogates(facts),
        "J10" => utf_16(&text, &change),
        "J11" => limits(facts),
        "J12" => ["x", " {}", "]", "}", "\0", ",", " null"]
            .iter()
            .map(|tail| {
                with_meaning(id, "text behind the value", [text.as_str(), tail].concat().into_bytes(), change.clone())
            })
            .collect(),
        "J13" => vec![
            Mutant::new(id, "an empty object", Payload::Object(Map::new())),
            raw("an empty object with blanks", b" { \r\n } "),
        ],
        "J14" => json_spelling::listed("J14", &change),
        _ => Vec::new(),
    }
}

/// Octets that mean to store `meant`.
fn with_meaning(id: &str, what: &str, octets: Vec<u8>, meant: Map<String, Value>) -> Mutant {
    Mutant::new(id, what, Payload::Raw(octets, meant))
}

fn broken(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let cut = |keep: usize| text.as_bytes().get(..keep).unwrap_or_default().to_vec();
    let all = vec![
        ("the last brace is missing", cut(text.len().saturating_sub(1))),
        ("cut inside a value", cut(text.len().saturating_sub(4))),
        ("cut in the middle", cut(text.len() / 2)),
        ("one opening brace", b"{".to_vec()),
        ("one closing brace", b"}".to_vec()),
        ("cut behind a colon", b"{\"displayName\":".to_vec()),
        ("a brace too many", format!("{{{text}").into_bytes()),
        ("closed by a bracket", [cut(text.len().saturating_sub(1)), b"]".to_vec()].concat()),
        ("random octets", vec![0x9f, 0x86, 0xd0, 0x81, 0x88, 0x4c, 0x7d, 0x65, 0x9a, 0x2f, 0xea, 0xa0]),
        ("words", b"docproof".to_vec()),
        ("form data", b"displayName=x&onboardingUrl=y".to_vec()),
        ("XML", b"<displayName>x</displayName>".to_vec()),
    ];
    all.into_iter().filter(|(_, octets)| !octets.is_empty()).collect()
}

fn extensions(facts: &Facts, change: &Map<String, Value>, text: &str) -> Vec<Mutant> {
    let Some((name, value)) = change.iter().next() else { return Vec::new() };
    let inner = text.trim_end_matches('}');
    let meaning = |what: &str, body: String| with_meaning("J05", what, body.into_bytes(), change.clone());
    let mut all = vec![
        meaning("a trailing comma", format!("{inner},}}")),
        meaning("a comment at the end", format!("{text} // comment")),
        meaning("a comment inside", format!("{{/* comment */{}", text.trim_start_matches('{'))),
        meaning("single quotes", text.replace('"', "'")),
        meaning("a bare name", format!("{{{name}:{value}}}")),
    ];
    all.push(meaning("NaN in an unknown member", format!("{inner},\"docproofUnknown\":NaN}}")));
    all.push(meaning("a leading zero in an unknown member", format!("{inner},\"docproofUnknown\":007}}")));
    if let Some(field) = text_field(facts) {
        let body = format!("{{\"{field}\":\"a\tb\nc\"}}");
        let meant = Map::from_iter([(field.to_owned(), Value::String("a\tb\nc".to_owned()))]);
        all.push(with_meaning("J05", "raw control characters in a string", body.into_bytes(), meant).about(field));
    }
    all
}

fn duplicates(facts: &Facts) -> Vec<Mutant> {
    let of_field = |field: &crate::generate::facts::Field| {
        let (one, other) =
            (field.changed(11)?, field.changed(12).filter(|other| Some(other) != field.changed(11).as_ref())?);
        let name = Value::String(field.name().to_owned());
        let body = format!("{{{name}:{one},{name}:{other}}}");
        let meant = Map::from_iter([(field.name().to_owned(), other)]);
        Some(with_meaning("J06", "one member twice", body.into_bytes(), meant).about(field.name()))
    };
    facts.fields.iter().filter_map(of_field).collect()
}

/// First property that takes any text.
pub(super) fn text_field(facts: &Facts) -> Option<&str> {
    facts.fields.iter().find(|field| !field.domain.extremes.is_empty()).map(crate::generate::facts::Field::name)
}

fn bad_octets(facts: &Facts) -> Vec<Mutant> {
    let Some(field) = text_field(facts) else { return Vec::new() };
    let octets: [(&str, &[u8]); 6] = [
        ("an octet that never occurs", b"\xff"),
        ("a lone continuation", b"\x80"),
        ("a cut sequence", b"\xe4\xb8"),
        ("an overlong solidus", b"\xc0\xaf"),
        ("a surrogate in UTF-8", b"\xed\xa0\x80"),
        ("Latin-1", b"caf\xe9"),
    ];
    let make = |(what, wrong): (&str, &[u8])| {
        let body = [b"{\"", field.as_bytes(), b"\":\"a", wrong, b"b\"}"].concat();
        let repaired = format!("a{}b", String::from_utf8_lossy(wrong));
        let meant = Map::from_iter([(field.to_owned(), Value::String(repaired))]);
        with_meaning("J08", what, body, meant).about(field)
    };
    octets.into_iter().map(make).collect()
}

fn surrogates(facts: &Facts) -> Vec<Mutant> {
    let Some(field) = text_field(facts) else { return Vec::new() };
    let make = |escape: &str| {
        let body = format!("{{\"{field}\":\"a{escape}b\"}}");
        let units = escape.matches("\\u").count();
        let meant = Map::from_iter([(field.to_owned(), Value::String(format!("a{}b", "\u{fffd}".repeat(units))))]);
        with_meaning("J09", &format!("the escape {escape} alone"), body.into_bytes(), meant).about(field)
    };
    ["\\ud800", "\\udc00", "\\udfff", "\\udc00\\ud800", "\\ud800\\ud800"].into_iter().map(make).collect()
}

fn utf_16(text: &str, change: &Map<String, Value>) -> Vec<Mutant> {
    let units: Vec<u16> = std::iter::once(0xfeff).chain(text.encode_utf16()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let make = |what: &str, octets: Vec<u8>| {
        with_meaning("J10", what, octets, change.clone())
            .header("content-type", Some("application/json; charset=utf-16"))
    };
    vec![make("UTF-16, little end first", little), make("UTF-16, big end first", big)]
}

fn limits(facts: &Facts) -> Vec<Mutant> {
    let nested = |what: &str, depth, open, close| Mutant::new("J11", what, Payload::Nested { depth, open, close });
    let mut all = vec![
        nested("arrays 10 000 deep", DEEPEST, "[", "]"),
        nested("objects 10 000 deep", DEEPEST, "{\"a\":", "}"),
        nested("arrays 200 deep", 200, "[", "]"),
    ];
    let long = Recipe::Repeat { unit: "a", times: LONGEST };
    all.extend(text_field(facts).map(|field| Mutant::member("J11", field, "a string of 10 MiB", long)));
    all
}
