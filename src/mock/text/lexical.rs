//! The other primitive types that JSON carries as text.

use super::instant::{parse_date, parse_time};

/// A calendar date `YYYY-MM-DD`.
#[must_use]
pub fn is_date(text: &str) -> bool {
    parse_date(text).is_some()
}

/// A time of day `hh:mm[:ss[.fraction]]`.
#[must_use]
pub fn is_time_of_day(text: &str) -> bool {
    parse_time(text).is_some()
}

/// A GUID in 8-4-4-4-12 hexadecimal digits.
#[must_use]
pub fn is_guid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|g| g.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|g| g.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// base64 in its usual or its URL alphabet, padded or not.
#[must_use]
pub fn is_binary(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    text.len() - body.len() <= 2
        && body.len() % 4 != 1
        && body.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'+' | b'/'))
}

/// A day-time duration such as `P1DT2H3M4.5S`.
#[must_use]
pub fn is_duration(text: &str) -> bool {
    let Some(body) = text.trim_start_matches(['-', '+']).strip_prefix('P') else { return false };
    let (days, time) = match body.split_once('T') {
        Some((days, time)) => (days, Some(time)),
        None => (body, None),
    };
    let counted = fields(days, "D").zip(time.map_or(Some(0), |t| fields(t, "HMS").filter(|n| *n > 0)));
    counted.is_some_and(|(days, times)| days + times > 0)
}

/// Counts the `<number><unit>` fields of `text`; `None` unless their units appear in the order of `units`.
fn fields(text: &str, units: &str) -> Option<usize> {
    let (mut rest, mut left, mut count) = (text, units, 0);
    while !rest.is_empty() {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
        let unit = rest[end..].chars().next()?;
        let number = &rest[..end];
        let plain = !number.is_empty() && (unit == 'S' || !number.contains('.'));
        if !plain || number.parse::<f64>().is_err() || number.ends_with('.') {
            return None;
        }
        left = left.split_once(unit)?.1;
        rest = &rest[end + unit.len_utf8()..];
        count += 1;
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::{is_binary, is_duration, is_guid};

    #[test]
    fn durations_have_ordered_fields() {
        for (text, expected) in [
            ("P1D", true),
            ("PT1H2M3.5S", true),
            ("P1DT12H", true),
            ("-PT5M", true),
            ("P", false),
            ("PT", false),
            ("P1DT", false),
            ("PT1S1H", false),
            ("P1.5D", false),
            ("1D", false),
            ("P1Y", false),
            ("PT1.S", false),
        ] {
            assert_eq!(is_duration(text), expected, "{text}");
        }
    }

    #[test]
    fn guids_and_binaries_are_told_from_other_texts() {
        assert!(is_guid("7443c8b9-c8b9-7443-b9c8-4374b9c84374"));
        assert!(!is_guid("7443c8b9c8b97443b9c84374b9c84374") && !is_guid("7443c8b9-c8b9-7443-b9c8-4374b9c8437g"));
        assert!(is_binary("AQID") && is_binary("AQI=") && is_binary("") && !is_binary("A") && !is_binary("a b="));
    }
}
