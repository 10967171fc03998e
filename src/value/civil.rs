//! Days of the proleptic Gregorian calendar, for years of any size.

/// Days in 400 years.
const ERA: i128 = 146_097;

/// Whether `month` (1–12) of `year` has the day `day`.
pub(super) fn is_day(year: i64, month: u8, day: u8) -> bool {
    (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month)
}

fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days from 1970-01-01 to a real day. The year starts in March inside, so that the leap day comes last.
pub(super) fn days_from_epoch(year: i64, month: u8, day: u8) -> i128 {
    let (month, day) = (i128::from(month), i128::from(day));
    let year = i128::from(year) - i128::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * ERA + day_of_era - 719_468
}

/// Year, month and day that lie `days` after 1970-01-01; `None` when the year is beyond 64 bits.
pub(super) fn day_at(days: i128) -> Option<(i64, u8, u8)> {
    let days = days + 719_468;
    let era = days.div_euclid(ERA);
    let day_of_era = days.rem_euclid(ERA);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year_of_era + i128::from(month <= 2);
    Some((i64::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
}

/// Reads `[-]YYYY-MM-DD` at the start of `text`; the rest follows the day. Years have four digits, or more without a
/// leading zero; 18 digits are read at most. Whether the day exists is not looked at.
pub(super) fn read_day(text: &str) -> Option<((i64, u8, u8), &str)> {
    let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let digits = unsigned.bytes().take_while(u8::is_ascii_digit).count();
    let padded = digits > 4 && unsigned.starts_with('0');
    if !(4..=18).contains(&digits) || padded {
        return None;
    }
    let year: i64 = unsigned[..digits].parse().ok()?;
    let rest = unsigned[digits..].strip_prefix('-')?;
    let (month, rest) = two_digits(rest)?;
    let (day, rest) = two_digits(rest.strip_prefix('-')?)?;
    let possible = (1..=12).contains(&month) && (1..=31).contains(&day);
    possible.then_some(((if negative { -year } else { year }, month, day), rest))
}

/// Reads two decimal digits.
pub(super) fn two_digits(text: &str) -> Option<(u8, &str)> {
    match text.as_bytes() {
        [tens @ b'0'..=b'9', units @ b'0'..=b'9', ..] => Some(((tens - b'0') * 10 + units - b'0', &text[2..])),
        _ => None,
    }
}

/// Writes a year as the grammar wants it: four digits at least, sign for negative ones only.
pub(super) fn year_text(year: i64) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}", year.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};

    use super::{day_at, days_from_epoch, is_day};

    #[test]
    fn known_days_lie_where_they_should() {
        assert_eq!(days_from_epoch(1970, 1, 1), 0);
        assert_eq!(days_from_epoch(2000, 3, 1), 11_017);
        assert_eq!(days_from_epoch(0, 1, 1), -719_528);
    }

    #[test]
    fn a_leap_day_exists_in_leap_years_only() {
        assert!(is_day(2024, 2, 29) && is_day(2000, 2, 29) && is_day(0, 2, 29) && is_day(-4, 2, 29));
        assert!(!is_day(2023, 2, 29) && !is_day(1900, 2, 29) && !is_day(2024, 2, 30) && !is_day(2024, 4, 31));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn a_day_number_names_one_day_and_back(days in any::<i64>()) {
            let (year, month, day) = day_at(i128::from(days)).unwrap();
            prop_assert_eq!(days_from_epoch(year, month, day), i128::from(days));
        }

        #[test]
        fn jiff_counts_the_same_days(days in -4_000_000_i32..2_900_000) {
            let span = jiff::Span::new().days(days);
            let date = jiff::civil::date(1970, 1, 1).checked_add(span).unwrap();
            let (month, day) = (u8::try_from(date.month()).unwrap(), u8::try_from(date.day()).unwrap());
            prop_assert_eq!(day_at(i128::from(days)), Some((i64::from(date.year()), month, day)));
        }
    }
}
