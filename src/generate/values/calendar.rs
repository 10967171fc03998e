//! Date and time as written: fields and offset, not the instant, so that text can be changed piece by piece.

use std::fmt;

/// Days of a month in the Gregorian calendar.
#[must_use]
pub fn days_in_month(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A DateTimeOffset in its plain spelling: `T`, seconds, `Z` or a signed offset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateTimeText {
    /// 1 to 9999.
    pub year: u32,
    /// 1 to 12.
    pub month: u32,
    /// 1 to the month's last.
    pub day: u32,
    /// Second of the day.
    pub second: u32,
    /// Digits of the fraction, without the point.
    pub fraction: String,
    /// Minutes east of UTC; `None` is written `Z`.
    pub offset: Option<i32>,
}

impl DateTimeText {
    /// Reads the plain spelling; `None` for every other.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (date, rest) = text.split_at_checked(10)?;
        let rest = rest.strip_prefix('T')?;
        let (clock, rest) = rest.split_at_checked(8)?;
        let zone_at = rest.find(['Z', '+', '-'])?;
        let (fraction, zone) = rest.split_at(zone_at);
        let fraction = if fraction.is_empty() { "" } else { fraction.strip_prefix('.').filter(|f| !f.is_empty())? };
        if !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let [year, month, day] = numbers(date, '-')?;
        let [hour, minute, second] = numbers(clock, ':')?;
        let real = year > 0 && (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        if !real || hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let second = hour * 3600 + minute * 60 + second;
        Some(Self { year, month, day, second, fraction: fraction.to_owned(), offset: parse_offset(zone)? })
    }

    /// Whether the instant lies in the years 1 to 9999 of UTC too.
    #[must_use]
    pub fn is_in_range(&self) -> bool {
        (1..=9999).contains(&self.year) && self.shifted(0).is_some()
    }

    /// The same instant at another offset, in minutes; `None` when a year would leave 1 to 9999.
    #[must_use]
    pub fn shifted(&self, offset: i32) -> Option<Self> {
        let local = jiff::civil::date(
            i16::try_from(self.year).ok()?,
            i8::try_from(self.month).ok()?,
            i8::try_from(self.day).ok()?,
        );
        let seconds = i64::from(self.second) + 60 * i64::from(offset - self.offset.unwrap_or(0));
        let moved = local.checked_add(jiff::Span::new().days(seconds.div_euclid(86_400))).ok()?;
        let year = u32::try_from(moved.year()).ok().filter(|year| *year > 0)?;
        Some(Self {
            year,
            month: u32::try_from(moved.month()).ok()?,
            day: u32::try_from(moved.day()).ok()?,
            second: u32::try_from(seconds.rem_euclid(86_400)).ok()?,
            fraction: self.fraction.clone(),
            offset: Some(offset),
        })
    }
}

impl fmt::Display for DateTimeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = (self.second / 3600, self.second / 60 % 60, self.second % 60);
        write!(f, "{:04}-{:02}-{:02}T{hour:02}:{minute:02}:{second:02}", self.year, self.month, self.day)?;
        if !self.fraction.is_empty() {
            write!(f, ".{}", self.fraction)?;
        }
        match self.offset {
            None => f.write_str("Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}

fn numbers(text: &str, separator: char) -> Option<[u32; 3]> {
    let mut parts =
        text.split(separator).map(|part| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten());
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(numbers)
}

#[expect(clippy::option_option, reason = "the outer says whether it is an offset, the inner whether it is written Z")]
fn parse_offset(zone: &str) -> Option<Option<i32>> {
    if zone == "Z" {
        return Some(None);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    if hours.len() != 2 || minutes.len() != 2 || zone == "-00:00" {
        return None;
    }
    let minutes = hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok().filter(|m| *m < 60)?;
    (minutes <= 14 * 60).then_some(Some(sign * minutes))
}

#[cfg(test)]
mod tests {
    use super::DateTimeText;

    #[test]
    fn the_plain_spelling_reads_back() {
        for text in ["2016-12-31T23:58:36.6670033-08:00", "0001-01-01T00:00:00Z", "2024-02-29T12:00:00.10+05:45"] {
            assert_eq!(DateTimeText::parse(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
        for text in ["2023-02-29T00:00:00Z", "2024-01-01T00:00Z", "2024-01-01t00:00:00Z", "2024-01-01T00:00:00-00:00"] {
            assert_eq!(DateTimeText::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_shift_crosses_the_year() {
        let date = DateTimeText::parse("2016-12-31T23:58:36.6670033-08:00").unwrap();
        assert_eq!(date.shifted(0).unwrap().to_string(), "2017-01-01T07:58:36.6670033+00:00");
    }

    #[test]
    fn an_instant_before_year_one_is_out_of_range() {
        assert!(!DateTimeText::parse("0001-01-01T00:00:00+14:00").unwrap().is_in_range());
        assert!(!DateTimeText::parse("9999-12-31T23:00:00-14:00").unwrap().is_in_range());
        assert!(DateTimeText::parse("9999-12-31T23:00:00+14:00").unwrap().is_in_range());
    }
}
