//! Valid values that a conforming target may refuse all the same.
//!
//! RFC 8259 §9 lets a parser set limits; the range of dates is the service's own (CSDL XML 3.3); what a page does not say of
//! null, blanks, lengths and URLs it does not promise. Such a refusal is told as a hint, never as a warning.

use serde_json::{Map, Value};

use crate::model::{Contract, Property};

/// Longest string that every target must take, in code points: names in common stores hold no less.
const LONGEST: usize = 128;
/// Deepest nesting that every target must take.
const DEEPEST: usize = 16;
/// Dates that every common platform and store can hold in every time zone, both ends included: from the epoch on, and
/// within a century. The range is the service's own (CSDL XML 3.3).
const DATES: (&str, &str) = ("1970-01-02", "2099-12-30");
/// Most fraction digits of a second that common platforms keep.
const FRACTION_DIGITS: usize = 7;
/// Largest offset from UTC that common platforms hold, as `hh:mm`.
const LARGEST_OFFSET: &str = "14:00";

/// Why a target may refuse the patch though it is valid; finishes "a valid patch with …".
///
/// `None` when nothing in it is unusual.
#[must_use]
pub fn why_refusable(contract: &Contract, patch: &Map<String, Value>) -> Option<&'static str> {
    patch.iter().find_map(|(name, value)| {
        let property = contract.properties.iter().find(|property| property.name == *name);
        null_unpromised(property, value).or_else(|| unusual(value, 0)).or_else(|| url_unusual(name, value))
    })
}

fn null_unpromised(property: Option<&Property>, value: &Value) -> Option<&'static str> {
    (value.is_null() && property.is_none_or(|p| p.nullable != Some(true))).then_some("null, which nothing promises")
}

/// The page types URLs as String, so any text may be stored; a target may still insist on a URL.
fn url_unusual(name: &str, value: &Value) -> Option<&'static str> {
    let text = value.as_str()?;
    let is_url_property =
        ["Url", "URL", "Uri", "URI"].iter().any(|end| name.ends_with(end)) || matches!(name, "url" | "uri");
    let plain = (text.starts_with("https://") || text.starts_with("http://"))
        && text.bytes().all(|octet| octet.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&octet));
    (is_url_property && !plain).then_some("text that is no plain URL")
}

fn unusual(value: &Value, depth: usize) -> Option<&'static str> {
    if depth > DEEPEST {
        return Some("deep nesting");
    }
    match value {
        Value::String(text) => text_unusual(text),
        Value::Array(items) => items.iter().find_map(|item| unusual(item, depth + 1)),
        Value::Object(members) => members.values().find_map(|member| unusual(member, depth + 1)),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

fn text_unusual(text: &str) -> Option<&'static str> {
    if text.chars().nth(LONGEST).is_some() {
        return Some("a long string");
    }
    if text.trim().is_empty() {
        return Some("an empty or blank string");
    }
    if text.chars().any(|c| (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || is_noncharacter(c)) {
        return Some("a control character or noncharacter");
    }
    if text.chars().any(|c| u32::from(c) > 0xFFFF || is_right_to_left(c) || is_invisible(c)) {
        return Some("emoji, right-to-left or invisible characters");
    }
    if text == "unknownFutureValue" {
        return Some("the placeholder member of an evolvable enum");
    }
    date_unusual(text)
}

fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE
}

/// Letters of the scripts that are written from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Joiners, marks of direction and other characters that show nothing.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// What is unusual when `text` looks like a date, and is not one that every platform reads.
fn date_unusual(text: &str) -> Option<&'static str> {
    const FORM: &str = "a date or time in a rare form";
    const EXTREME: &str = "a date or time beyond the range of common platforms";
    let digits = text.trim_start_matches(['-', '+']);
    let looks_like_date = digits.len() >= 10
        && digits.split('-').next().is_some_and(|year| year.len() >= 4 && year.bytes().all(|o| o.is_ascii_digit()))
        && digits.split('-').count() >= 3
        && digits.bytes().all(|o| o.is_ascii_digit() || b"-+:.TtZz ".contains(&o));
    if !looks_like_date {
        return None;
    }
    let Some((date, time)) = text.split_once('T') else {
        return if text.len() == 10 { (!in_range(text)).then_some(EXTREME) } else { Some(FORM) };
    };
    let clock_end = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(clock_end);
    let (whole, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let is_extreme = date.len() != 10 || !in_range(date) || fraction.len() > FRACTION_DIGITS;
    let zone_is_usual = zone == "Z" || (zone.len() == 6 && &zone[1..] <= LARGEST_OFFSET && zone != "-00:00");
    if is_extreme {
        return Some(EXTREME);
    }
    (whole.len() != 8 || whole.ends_with("60") || !zone_is_usual).then_some(FORM)
}

fn in_range(date: &str) -> bool {
    (DATES.0..=DATES.1).contains(&date)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    use super::{date_unusual, text_unusual};

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in any::<String>(), like_a_date in "-?[0-9]{4,5}-[0-9]{2}-[0-9]{2}[TtZz0-9:.+-]{0,20}") {
            let _ = (text_unusual(&text), date_unusual(&like_a_date));
        }

        #[test]
        fn words_are_never_refusable(text in "[a-zA-Zäß字][a-zA-Zäß字 ]{0,120}") {
            prop_assert_eq!(text_unusual(&text), None);
        }

        #[test]
        fn days_of_our_time_are_never_refusable(text in "20[0-9]{2}-0[1-9]-1[0-9]T1[0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,7})?(Z|[+-]0[1-9]:[03]0)") {
            prop_assert!(date_unusual(&text).is_none());
        }
    }

    #[test]
    fn common_values_are_not_refusable() {
        let longest = "x".repeat(128);
        for text in ["Display Name value", "élan 字 Ж", "a\tb\nc", "notOnboarded", "1-2-3", &longest] {
            assert_eq!(text_unusual(text), None, "{text}");
        }
        for text in
            ["2016-12-31T23:58:36.6670033-08:00", "1970-01-02T00:00:00Z", "2024-02-29", "2024-02-29T00:00:00+05:30"]
        {
            assert!(date_unusual(text).is_none(), "{text}");
        }
    }

    #[test]
    fn edges_of_time_are_refusable() {
        for text in [
            "2020-01-01T00:00Z",
            "2020-01-01t00:00:00z",
            "2020-01-01T23:59:60Z",
            "2020-01-01T00:00:00+23:00",
            "2020-01-01T00:00:00-00:00",
        ] {
            assert_eq!(date_unusual(text), Some("a date or time in a rare form"), "{text}");
        }
        for text in [
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "2020-01-01T00:00:00.12345678Z",
            "-0044-03-15T00:00:00Z",
            "12020-01-01T00:00:00Z",
        ] {
            assert_eq!(date_unusual(text), Some("a date or time beyond the range of common platforms"), "{text}");
        }
    }

    #[test]
    fn long_blank_control_emoji_right_to_left_and_invisible_text_is_refusable() {
        let long = "x".repeat(129);
        for text in ["", "  ", "\u{0}", "a\u{7f}", "\u{FDD0}", "\u{1FFFE}", "🦀", "עברית", "a\u{200d}b", &long] {
            assert!(text_unusual(text).is_some(), "{text:?}");
        }
    }
}
