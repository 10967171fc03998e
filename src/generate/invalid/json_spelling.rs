//! J14: the same JSON in another spelling (RFC 8259 §2: blanks between tokens; §7: escapes), which means the same to every
//! reader.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::generate::GenerateError;
use crate::generate::draw::Draw;
use crate::generate::mutant::{Mutant, Payload};

/// How a text of JSON differs from the usual one.
#[derive(Debug, Clone, Copy, Default)]
struct Spelling {
    /// Names in `\u` escapes.
    names: bool,
    /// Texts in `\u` escapes.
    texts: bool,
    /// `\/` for the solidus.
    solidus: bool,
    /// What stands between two tokens.
    blanks: &'static str,
}

const PLAIN: Spelling = Spelling { names: false, texts: false, solidus: false, blanks: "" };
const WIDE: &str = " \r\n\t";
/// Every listed spelling with its description.
const LISTED: [(&str, Spelling); 5] = [
    ("names in escapes", Spelling { names: true, ..PLAIN }),
    ("texts in escapes", Spelling { texts: true, ..PLAIN }),
    ("an escaped solidus", Spelling { solidus: true, ..PLAIN }),
    ("blanks between tokens", Spelling { blanks: WIDE, ..PLAIN }),
    ("escapes everywhere and blanks between tokens", Spelling { names: true, texts: true, blanks: WIDE, ..PLAIN }),
];

/// Each spelling of `change` that differs from the usual one.
pub fn listed(id: &'static str, change: &Map<String, Value>) -> Vec<Mutant> {
    let usual = spelled(change, PLAIN);
    let each = LISTED.iter().map(|(what, spelling)| (what, spelled(change, *spelling)));
    each.filter(|(_, text)| *text != usual)
        .map(|(what, text)| Mutant::new(id, *what, Payload::Raw(text.into_bytes(), change.clone())))
        .collect()
}

/// A random spelling of `patch`.
///
/// # Errors
/// When a strategy gives up.
pub fn random(mutant: Mutant, patch: Map<String, Value>, draw: &mut Draw) -> Result<Mutant, GenerateError> {
    let blanks = draw.pick(&["", " ", "\n", WIDE])?.copied().unwrap_or_default();
    let spelling =
        Spelling { names: draw.below(2)? == 0, texts: draw.below(2)? == 0, solidus: draw.below(2)? == 0, blanks };
    let payload = Payload::Raw(spelled(&patch, spelling).into_bytes(), patch);
    Ok(Mutant { payload, what: "another spelling of the same JSON".to_owned(), ..mutant })
}

fn spelled(members: &Map<String, Value>, spelling: Spelling) -> String {
    let (blanks, mut out) = (spelling.blanks, String::new());
    for (name, value) in members {
        let comma = if out.is_empty() { "" } else { "," };
        let name = text(name, spelling.names, spelling.solidus);
        let value = match value {
            Value::String(value) => text(value, spelling.texts, spelling.solidus),
            other => other.to_string(),
        };
        let _ = write!(out, "{comma}{blanks}{name}{blanks}:{blanks}{value}{blanks}");
    }
    format!("{blanks}{{{out}}}{blanks}")
}

fn text(value: &str, escaped: bool, solidus: bool) -> String {
    if escaped {
        let units = value.encode_utf16().fold(String::new(), |mut units, unit| {
            let _ = write!(units, "\\u{unit:04x}");
            units
        });
        return format!("\"{units}\"");
    }
    let usual = Value::from(value).to_string();
    if solidus { usual.replace('/', "\\/") } else { usual }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    use super::{LISTED, PLAIN, listed, spelled};

    #[test]
    fn a_spelling_that_changes_nothing_is_left_out() {
        let Value::Object(change) = json!({"count": 5}) else { panic!("an object") };
        let listed: Vec<String> = listed("J14", &change).into_iter().map(|mutant| mutant.what).collect();
        assert_eq!(
            listed,
            ["names in escapes", "blanks between tokens", "escapes everywhere and blanks between tokens"]
        );
        assert_eq!(spelled(&change, PLAIN), r#"{"count":5}"#);
    }

    proptest! {
        #[test]
        fn every_spelling_means_the_same(name in "[ -~]{1,8}", value in "\\PC{0,12}") {
            let members = Map::from_iter([(name, Value::from(value)), ("count".to_owned(), json!([1, null]))]);
            for (what, spelling) in LISTED {
                let text = spelled(&members, spelling);
                let read: Value = serde_json::from_str(&text).unwrap();
                prop_assert_eq!(&read, &Value::Object(members.clone()), "{}: {}", what, text);
            }
        }
    }
}
