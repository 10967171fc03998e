//! `DateTimeOffset`: the instant, in whatever spelling.

use serde_json::Value;

use super::{Equality, precision, string};
use crate::value::DateTimeOffset;

const SECOND: i128 = 1_000_000_000_000;

/// Compares two values of a `DateTimeOffset` property.
pub(super) fn compare(sent: &Value, returned: &Value) -> Equality {
    if sent == returned {
        return Equality::Equal;
    }
    let Some(instant) = returned.as_str().and_then(|text| DateTimeOffset::parse(text).ok()) else {
        return unreadable(sent, returned);
    };
    match sent {
        Value::String(text) => match DateTimeOffset::parse(text) {
            Ok(sent) => instants(sent, instant),
            Err(_) if lenient_readings(text).any(|reading| precise(reading, instant)) => {
                Equality::warned("as an instant in UTC, from a text without its offset or in another form")
            }
            Err(_) => Equality::differs("it is an instant that was not sent"),
        },
        Value::Number(number) if is_epoch(number.as_f64(), instant) => Equality::warned("as an instant, from a number"),
        _ => Equality::differs("it is an instant that was not sent"),
    }
}

/// Compares two instants.
pub(super) fn instants(sent: DateTimeOffset, returned: DateTimeOffset) -> Equality {
    let outcome = precision::compare(sent.picoseconds, sent.fraction_digits, returned.picoseconds);
    let stepped_back = sent.leap_second
        && precision::compare(sent.picoseconds - SECOND, sent.fraction_digits, returned.picoseconds) != outcome;
    match outcome {
        Equality::Differs { .. } if stepped_back => Equality::warned("without its leap second"),
        other => other,
    }
}

fn unreadable(sent: &Value, returned: &Value) -> Equality {
    match (sent, returned) {
        (Value::String(sent), Value::String(returned)) if DateTimeOffset::parse(sent).is_err() => {
            string::text(sent, returned)
        }
        _ => Equality::differs("it is no instant"),
    }
}

fn precise(sent: DateTimeOffset, returned: DateTimeOffset) -> bool {
    !matches!(instants(sent, returned), Equality::Differs { .. })
}

/// Instants that a lenient reader may take `text` for: without offset, date only, with a space, with slashes, with
/// hour 24. What has no offset is UTC.
fn lenient_readings(text: &str) -> impl Iterator<Item = DateTimeOffset> {
    let text = text.trim().replace('/', "-");
    let (day, time) =
        text.split_once(['T', 't', ' ']).map_or((text.as_str(), "00:00Z"), |(day, time)| (day, time.trim()));
    let (time, next_day) = match time.strip_prefix("24:") {
        Some(rest) => (format!("00:{rest}"), true),
        None => (time.to_owned(), false),
    };
    let days = orders_of(day);
    let zones = ["", "Z"];
    let spellings = days.into_iter().flat_map(move |day| zones.map(|zone| format!("{day}T{time}{zone}")));
    spellings.filter_map(|spelling| DateTimeOffset::parse(&spelling).ok()).map(move |instant| DateTimeOffset {
        picoseconds: instant.picoseconds + if next_day { 86_400 * SECOND } else { 0 },
        ..instant
    })
}

/// The day as written, and with its parts in the two other usual orders.
fn orders_of(day: &str) -> Vec<String> {
    let parts: Vec<&str> = day.split('-').collect();
    let [first, second, third] = parts.as_slice() else { return vec![day.to_owned()] };
    vec![day.to_owned(), format!("{third}-{first:0>2}-{second:0>2}"), format!("{third}-{second:0>2}-{first:0>2}")]
}

/// Whether `number` counts seconds or milliseconds since 1970.
fn is_epoch(number: Option<f64>, instant: DateTimeOffset) -> bool {
    let Some(number) = number else { return false };
    [1e12, 1e9].into_iter().any(|scale| {
        let spelled = format!("{:.0}", (number * scale / 1e6).round());
        spelled.parse::<i128>().is_ok_and(|microseconds| microseconds == instant.picoseconds.div_euclid(1_000_000))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};
    use serde_json::json;

    use super::{SECOND, compare};
    use crate::equality::Equality;
    use crate::value::DateTimeOffset;

    fn outcome(sent: &str, returned: &str) -> Equality {
        compare(&json!(sent), &json!(returned))
    }

    #[test]
    fn spellings_of_one_instant_are_equal() {
        let documented = "2016-12-31T23:58:36.6670033-08:00";
        for returned in
            ["2017-01-01T07:58:36.6670033Z", "2017-01-01t07:58:36.667003300000z", "2017-01-01T13:28:36.6670033+05:30"]
        {
            assert_eq!(outcome(documented, returned), Equality::Equal, "{returned}");
        }
        assert_eq!(outcome("2017-01-01T07:58Z", "2017-01-01T07:58:00-00:00"), Equality::Equal);
        assert_eq!(
            outcome("2017-01-01T07:58:36.667003312345Z", "2017-01-01T07:58:36.6670033Z"),
            Equality::expected("with seven or more fraction digits")
        );
        assert_eq!(outcome(documented, "2017-01-01T07:58:36Z"), Equality::warned("with fewer fraction digits"));
        assert_eq!(
            outcome("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
            Equality::warned("without its leap second")
        );
    }

    #[test]
    fn a_lost_offset_is_another_time() {
        for returned in ["2016-12-31T23:58:36.6670033Z", "2016-12-31T23:58:36.6670033", "2017-01-01T07:58:37.6670033Z"]
        {
            assert!(
                matches!(outcome("2016-12-31T23:58:36.6670033-08:00", returned), Equality::Differs { .. }),
                "{returned}"
            );
        }
    }

    #[test]
    fn lenient_readings_are_told() {
        for (sent, returned) in [
            ("2017-01-01T07:58:36", "2017-01-01T07:58:36Z"),
            ("2017-01-01", "2017-01-01T00:00:00Z"),
            ("2017-01-01 07:58:36Z", "2017-01-01T07:58:36Z"),
            ("2017/01/02 07:58:36", "2017-01-02T07:58:36Z"),
            ("01/02/2017", "2017-01-02T00:00:00Z"),
            ("01/02/2017", "2017-02-01T00:00:00Z"),
            ("2017-01-01T24:00:00Z", "2017-01-02T00:00:00Z"),
        ] {
            assert!(matches!(outcome(sent, returned), Equality::Normalised { warn: true, .. }), "{sent}");
        }
        assert!(matches!(outcome("2017-01-01", "2017-01-02T00:00:00Z"), Equality::Differs { .. }));
        assert!(matches!(outcome("2023-02-29T00:00:00Z", "2023-03-01T00:00:00Z"), Equality::Differs { .. }));
    }

    #[test]
    fn a_number_may_count_from_the_epoch() {
        let read = |number| compare(&json!(number), &json!("2017-01-01T00:00:00Z"));
        assert!(matches!(read(1_483_228_800_i64), Equality::Normalised { warn: true, .. }));
        assert!(matches!(read(1_483_228_800_000_i64), Equality::Normalised { warn: true, .. }));
        assert!(matches!(read(5), Equality::Differs { .. }));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn any_spelling_of_one_instant_is_equal(seconds in -60_000_000_000_i64..250_000_000_000, fraction in 0..SECOND, one in -1439_i16..1440, other in -1439_i16..1440) {
            let picoseconds = i128::from(seconds) * SECOND + fraction;
            let spell = |offset_minutes| DateTimeOffset { picoseconds, fraction_digits: 12, offset_minutes, leap_second: false }.to_string();
            prop_assert_eq!(outcome(&spell(one), &spell(other)), Equality::Equal);
            prop_assert_eq!(outcome(&spell(one), &spell(other).to_lowercase()), Equality::Equal);
        }

        #[test]
        fn another_offset_on_the_same_clock_is_another_time(seconds in 0..4_000_000_000_i64, one in -839_i16..840, other in -839_i16..840) {
            let clock = |offset_minutes| DateTimeOffset { picoseconds: (i128::from(seconds) - i128::from(offset_minutes) * 60) * SECOND, fraction_digits: 0, offset_minutes, leap_second: false }.to_string();
            let equal = outcome(&clock(one), &clock(other)) == Equality::Equal;
            prop_assert!(equal == (one == other));
        }
    }
}
