//! `HTTP-date` of RFC 9110 §5.6.7.

use super::civil::{days_from_epoch, is_day, two_digits};

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HttpDateForm {
    /// `Sun, 06 Nov 1994 08:49:37 GMT`: the only form that may be sent.
    ImfFixdate,
    /// `Sunday, 06-Nov-94 08:49:37 GMT`: obsolete, still to be understood.
    Rfc850,
    /// `Sun Nov  6 08:49:37 1994`: obsolete, still to be understood.
    Asctime,
}

/// A date of a header field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HttpDate {
    /// Seconds since 1970-01-01T00:00:00Z. A two-digit year below 70 lies in this century.
    pub seconds: i64,
    /// How it is written.
    pub form: HttpDateForm,
}

const DAYS: [&str; 7] = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl HttpDate {
    /// Reads one of the three forms; the name of the day must be the day's, and letters have the case of the grammar.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (name, rest) = text.split_once(' ')?;
        let parts: Vec<&str> = rest.split(' ').collect();
        let (form, name, date, clock) = match (name.strip_suffix(','), parts.as_slice()) {
            (Some(name), [day, month, year, clock, "GMT"]) if year.len() == 4 => {
                (HttpDateForm::ImfFixdate, name, (*day, *month, *year), *clock)
            }
            (Some(name), [date, clock, "GMT"]) => {
                let (day, rest) = date.split_once('-')?;
                let (month, year) = rest.split_once('-')?;
                (HttpDateForm::Rfc850, name, (day, month, year), *clock)
            }
            (None, [month, "", day, clock, year]) if day.len() == 1 => {
                (HttpDateForm::Asctime, name, (*day, *month, *year), *clock)
            }
            (None, [month, day, clock, year]) => (HttpDateForm::Asctime, name, (*day, *month, *year), *clock),
            _ => return None,
        };
        let days = day_number(date, form)?;
        let long = DAYS[usize::try_from(days.rem_euclid(7)).ok()?];
        let named = if form == HttpDateForm::Rfc850 { name == long } else { name == &long[..3] };
        let seconds = i64::try_from(days * 86_400 + clock_seconds(clock)?).ok()?;
        named.then_some(Self { seconds, form })
    }
}

fn day_number((day, month, year): (&str, &str, &str), form: HttpDateForm) -> Option<i128> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let lengths = match form {
        HttpDateForm::ImfFixdate => day.len() == 2 && year.len() == 4,
        HttpDateForm::Rfc850 => day.len() == 2 && year.len() == 2,
        HttpDateForm::Asctime => day.len() <= 2 && year.len() == 4,
    };
    if !lengths || !digits(day) || !digits(year) {
        return None;
    }
    let month = u8::try_from(MONTHS.iter().position(|name| *name == month)? + 1).ok()?;
    let year: i64 = match year.parse().ok()? {
        short @ 0..70 if form == HttpDateForm::Rfc850 => 2000 + short,
        short @ 70..100 if form == HttpDateForm::Rfc850 => 1900 + short,
        full => full,
    };
    let day = day.parse().ok()?;
    is_day(year, month, day).then(|| days_from_epoch(year, month, day))
}

fn clock_seconds(text: &str) -> Option<i128> {
    let (hour, rest) = two_digits(text)?;
    let (minute, rest) = two_digits(rest.strip_prefix(':')?)?;
    let (second, rest) = two_digits(rest.strip_prefix(':')?)?;
    let possible = rest.is_empty() && hour <= 23 && minute <= 59 && second <= 60;
    possible.then(|| i128::from(hour) * 3600 + i128::from(minute) * 60 + i128::from(second))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

    use super::{HttpDate, HttpDateForm};

    #[test]
    fn the_three_forms_name_one_moment() {
        for (text, form) in [
            ("Sun, 06 Nov 1994 08:49:37 GMT", HttpDateForm::ImfFixdate),
            ("Sunday, 06-Nov-94 08:49:37 GMT", HttpDateForm::Rfc850),
            ("Sun Nov  6 08:49:37 1994", HttpDateForm::Asctime),
        ] {
            assert_eq!(HttpDate::parse(text), Some(HttpDate { seconds: 784_111_777, form }), "{text}");
        }
    }

    #[test]
    fn near_misses_are_no_dates() {
        for text in [
            "Mon, 06 Nov 1994 08:49:37 GMT",
            "Sun, 6 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 UTC",
            "Sun, 06 Nov 1994 08:49 GMT",
            "sun, 06 nov 1994 08:49:37 gmt",
            "1994-11-06T08:49:37Z",
            "",
        ] {
            assert_eq!(HttpDate::parse(text), None, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn dates_that_jiff_writes_are_read(seconds in 0..250_000_000_000_i64) {
            let moment = jiff::Timestamp::from_second(seconds).unwrap();
            let text = moment.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
            prop_assert_eq!(HttpDate::parse(&text).map(|date| date.seconds), Some(seconds), "{}", text);
        }
    }
}
