//! Text of a target made safe and short enough to show.

use serde_json::Value;

/// Longest text value shown whole, in characters.
const SHOWN: usize = 80;
/// Characters kept at either end of a longer one.
const KEPT: usize = 24;
/// Items of a collection shown.
const ITEMS: usize = 12;

/// `text` without characters that move the cursor, hide, or reorder what stands beside them; each becomes its escape.
///
/// What a target sends must not be able to write over the report.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        if c == '\n' || !hides(c) {
            out.push(c);
        } else {
            out.extend(c.escape_unicode());
        }
        out
    })
}

/// Whether `c` moves the cursor, is invisible, or reorders its neighbours.
#[must_use]
pub fn hides(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// `text` with its middle left out when it is long: beginning, number of characters, end.
#[must_use]
pub fn shorten(text: &str) -> String {
    let length = text.chars().count();
    if length <= SHOWN {
        return text.to_owned();
    }
    let first: String = text.chars().take(KEPT).collect();
    let last: String = text.chars().skip(length - KEPT).collect();
    format!("{first}…[{length} characters]…{last}")
}

/// `value` with every long text and long collection shortened.
#[must_use]
pub fn shorten_value(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(shorten(text)),
        Value::Array(items) => {
            let mut kept: Vec<Value> = items.iter().take(ITEMS).map(shorten_value).collect();
            if items.len() > ITEMS {
                kept.push(Value::String(format!("…[{} items]", items.len())));
            }
            Value::Array(kept)
        }
        Value::Object(members) => {
            Value::Object(members.iter().map(|(name, value)| (shorten(name), shorten_value(value))).collect())
        }
        other => other.clone(),
    }
}

/// Both values shortened so that the first difference of each pair of texts stays visible.
#[must_use]
pub fn shorten_pair(left: &Value, right: &Value) -> (Value, Value) {
    match (left, right) {
        (Value::String(left), Value::String(right)) => {
            let common = left.chars().zip(right.chars()).take_while(|(a, b)| a == b).count();
            (Value::String(around(left, common)), Value::String(around(right, common)))
        }
        (Value::Object(left), Value::Object(right)) => {
            let pick = |mine: &serde_json::Map<String, Value>, other: &serde_json::Map<String, Value>, swap: bool| {
                let member = |(name, value): (&String, &Value)| {
                    let value = match (other.get(name), swap) {
                        (Some(other), false) => shorten_pair(value, other).0,
                        (Some(other), true) => shorten_pair(other, value).1,
                        (None, _) => shorten_value(value),
                    };
                    (shorten(name), value)
                };
                Value::Object(mine.iter().map(member).collect())
            };
            (pick(left, right, false), pick(right, left, true))
        }
        _ => (shorten_value(left), shorten_value(right)),
    }
}

/// The part of a long `text` around character `at`.
fn around(text: &str, at: usize) -> String {
    let length = text.chars().count();
    if length <= SHOWN {
        return text.to_owned();
    }
    let start = at.min(length).saturating_sub(KEPT);
    let part: String = text.chars().skip(start).take(2 * KEPT).collect();
    let before = if start > 0 { format!("…[{start}]…") } else { String::new() };
    let rest = length.saturating_sub(start + 2 * KEPT);
    let after = if rest > 0 { format!("…[{rest} more]") } else { String::new() };
    format!("{before}{part}{after}")
}

/// A value as indented JSON; a short list on one line, where it is read at a glance.
#[must_use]
pub fn pretty(value: &Value) -> String {
    let is_plain = |item: &Value| !item.is_object() && !item.is_array();
    match value {
        Value::Array(items) if items.len() <= 8 && items.iter().all(is_plain) => compact(value),
        _ => printable(&format!("{value:#}")),
    }
}

/// A value as compact JSON on one line, or the bare word for what is no text.
#[must_use]
pub fn compact(value: &Value) -> String {
    printable(&value.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::{printable, shorten, shorten_pair};

    #[test]
    fn escapes_of_a_hostile_target_reach_no_terminal() {
        assert_eq!(printable("a\u{1b}[2Jb\u{202e}c\r\u{9b}"), r"a\u{1b}[2Jb\u{202e}c\u{d}\u{9b}");
    }

    #[test]
    fn a_long_text_shows_both_ends_and_its_length() {
        let text = shorten(&format!("a{}z", "é".repeat(65_534)));
        assert!(text.starts_with("aé") && text.ends_with("éz") && text.contains("[65536 characters]"), "{text}");
    }

    proptest! {
        #[test]
        fn a_difference_stays_visible_however_long_the_common_part(common in 0_usize..5000, tail in 0_usize..5000) {
            let text = |middle: &str| Value::String(format!("{}{middle}{}", "x".repeat(common), "y".repeat(tail)));
            let (left, right) = shorten_pair(&text("L"), &text("R"));
            prop_assert_ne!(&left, &right);
            prop_assert!(left.as_str().unwrap().chars().count() < 100);
        }
    }

    #[test]
    fn members_of_objects_are_compared_by_name() {
        let long = "x".repeat(200);
        let (left, right) = shorten_pair(&json!({"a": format!("{long}1"), "b": 1}), &json!({"a": format!("{long}2")}));
        assert!(left["a"].as_str().unwrap().ends_with('1') && right["a"].as_str().unwrap().ends_with('2'));
    }
}
