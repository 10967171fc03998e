//! Dates and times with an offset: years 1 to 9999, every form of offset, none to seven digits.

use proptest::prop_oneof;
use proptest::strategy::Strategy as _;
use serde_json::Value;

use super::Domain;
use super::calendar::{DateTimeText, days_in_month};
use super::date_time_specimens::{OFFSETS, SPECIMENS};
use crate::generate::draw::AnyValue;
use crate::generate::recipe::Recipe;

/// Specimens, the example's date in other spellings, and random dates.
pub fn domain(base: Option<&Value>) -> Domain {
    let respelt = base.and_then(Value::as_str).and_then(DateTimeText::parse).map(|date| respellings(&date));
    let respelt = respelt.unwrap_or_default();
    let mut listed: Vec<Recipe> = SPECIMENS.iter().map(|text| Recipe::text(text)).collect();
    listed.extend(respelt.iter().map(|date| Recipe::Value(Value::String(date.to_string()))));
    let known: Vec<Value> = listed.iter().map(Recipe::make).collect();
    let any = prop_oneof![1 => proptest::sample::select(known), 4 => free()].sboxed();
    Domain::new(listed, any)
}

/// Ordinary days of one year, to the second.
pub fn simple(n: usize) -> Value {
    Value::String(format!("2019-{:02}-{:02}T10:20:30Z", n / 28 % 12 + 1, n % 28 + 1))
}

/// Changes of one date that keep it a date: offsets, digits, neighbours.
fn respellings(date: &DateTimeText) -> Vec<DateTimeText> {
    let digits = format!("{:0<7}", date.fraction);
    let fractions =
        (0..=7).map(|n| DateTimeText { fraction: digits[..n.min(digits.len())].to_owned(), ..date.clone() });
    let shifted = OFFSETS.iter().filter_map(|offset| date.shifted(offset.unwrap_or(0)));
    let moved = OFFSETS.iter().map(|offset| DateTimeText { offset: *offset, ..date.clone() });
    let mut all: Vec<DateTimeText> = fractions.chain(shifted).chain(moved).filter(DateTimeText::is_in_range).collect();
    all.dedup();
    all.retain(|other| other != date);
    all
}

fn free() -> AnyValue {
    let year = prop_oneof![4 => 1990_u32..2040, 2 => 1600_u32..2500, 2 => 1_u32..=9999];
    let offset = prop_oneof![
        3 => proptest::sample::select(OFFSETS.to_vec()),
        1 => (-14 * 60..=14 * 60).prop_map(Some),
    ];
    let second = prop_oneof![4 => 0_u32..86_400, 1 => proptest::sample::select(vec![0, 86_399, 43_200, 1])];
    let day = prop_oneof![4 => 1_u32..=31, 1 => proptest::sample::select(vec![1_u32, 31])];
    (year, 1_u32..=12, day, second, (0_usize..=7, 0_u32..10_000_000), offset)
        .prop_map(|(year, month, day, second, (digits, fraction), offset)| {
            let day = day.min(days_in_month(year, month));
            let fraction = format!("{fraction:07}")[..digits].to_owned();
            let date = DateTimeText { year, month, day, second, fraction, offset };
            let date = if date.is_in_range() { date } else { DateTimeText { offset: None, ..date } };
            Value::String(date.to_string())
        })
        .sboxed()
}

#[cfg(test)]
mod tests {
    use super::{SPECIMENS, domain};
    use crate::generate::values::DateTimeText;

    #[test]
    fn every_specimen_is_a_plain_date_in_range() {
        for text in SPECIMENS {
            assert!(DateTimeText::parse(text).is_some_and(|date| date.is_in_range()), "{text}");
        }
    }

    #[test]
    fn the_example_lends_its_date_to_other_spellings() {
        let base = serde_json::json!("2016-12-31T23:58:36.6670033-08:00");
        let listed: Vec<_> = domain(Some(&base)).listed.iter().map(super::Recipe::make).collect();
        for text in
            ["2017-01-01T07:58:36.6670033+00:00", "2016-12-31T23:58:36.667-08:00", "2016-12-31T23:58:36.6670033Z"]
        {
            assert!(listed.iter().any(|value| value == text), "{text}");
        }
    }
}
