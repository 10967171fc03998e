//! `Edm.DateTimeOffset`: `dateTimeOffsetValue` of the OData ABNF.

use std::fmt;

use super::civil::{day_at, days_from_epoch, is_day, read_day, two_digits, year_text};
use super::clock::{Clock, SECOND, clock_text, read_clock};

/// Picoseconds in a day.
const DAY: i128 = 86_400 * SECOND;

/// A point in time with the offset it was written in.
///
/// Two spellings are the same instant when [`picoseconds`](Self::picoseconds) are equal; the other fields say how it
/// was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateTimeOffset {
    /// Count of 10⁻¹² s since 1970-01-01T00:00:00Z. A second 60 is the first second of the next minute.
    pub picoseconds: i128,
    /// Digits of the fraction as written, 0 to 12.
    pub fraction_digits: u8,
    /// Offset from UTC in minutes.
    pub offset_minutes: i16,
    /// Whether the second is written as 60.
    pub leap_second: bool,
}

/// Why a text is no instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnInstant {
    /// The text does not match the grammar.
    #[error("the text does not match dateTimeOffsetValue of the OData ABNF")]
    Grammar,
    /// Date and time are well-formed, the offset is missing.
    #[error("the text has no offset from UTC")]
    NoOffset,
    /// The month has no such day.
    #[error("the calendar has no such day")]
    NoSuchDay,
}

impl DateTimeOffset {
    /// Reads a text: seconds optional, 1 to 12 fraction digits, `T` and `Z` in any case, offset mandatory.
    ///
    /// # Errors
    /// Says whether the grammar, the offset or the calendar is the problem.
    pub fn parse(text: &str) -> Result<Self, NotAnInstant> {
        let (day, clock, rest) = read_local(text).ok_or(NotAnInstant::Grammar)?;
        if rest.is_empty() {
            return Err(NotAnInstant::NoOffset);
        }
        let offset_minutes = read_offset(rest).ok_or(NotAnInstant::Grammar)?;
        let local = local_picoseconds(day, clock).ok_or(NotAnInstant::NoSuchDay)?;
        Ok(Self {
            picoseconds: local - i128::from(offset_minutes) * 60 * SECOND,
            fraction_digits: clock.fraction_digits,
            offset_minutes,
            leap_second: clock.leap_second,
        })
    }
}

fn read_local(text: &str) -> Option<((i64, u8, u8), Clock, &str)> {
    let (day, rest) = read_day(text)?;
    let (clock, rest) = read_clock(rest.strip_prefix(['T', 't'])?)?;
    Some((day, clock, rest))
}

fn local_picoseconds((year, month, day): (i64, u8, u8), clock: Clock) -> Option<i128> {
    is_day(year, month, day).then(|| days_from_epoch(year, month, day) * DAY + clock.picoseconds)
}

fn read_offset(text: &str) -> Option<i16> {
    if matches!(text, "Z" | "z") {
        return Some(0);
    }
    let (sign, rest) = match text.as_bytes().first()? {
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        _ => return None,
    };
    let (hours, rest) = two_digits(rest)?;
    let (minutes, rest) = two_digits(rest.strip_prefix(':')?)?;
    (rest.is_empty() && hours <= 23 && minutes <= 59).then(|| sign * (i16::from(hours) * 60 + i16::from(minutes)))
}

impl fmt::Display for DateTimeOffset {
    /// Writes the instant in its offset: seconds always, no trailing zeros, `Z` for no offset.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = self.picoseconds + i128::from(self.offset_minutes) * 60 * SECOND;
        let (year, month, day) = day_at(local.div_euclid(DAY)).ok_or(fmt::Error)?;
        write!(f, "{}-{month:02}-{day:02}T{}", year_text(year), clock_text(local.rem_euclid(DAY)))?;
        let size = self.offset_minutes.unsigned_abs();
        match self.offset_minutes {
            0 => f.write_str("Z"),
            ..0 => write!(f, "-{:02}:{:02}", size / 60, size % 60),
            _ => write!(f, "+{:02}:{:02}", size / 60, size % 60),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

    use super::{DateTimeOffset, NotAnInstant, SECOND};

    fn picoseconds(text: &str) -> i128 {
        DateTimeOffset::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault}")).picoseconds
    }

    #[test]
    fn every_spelling_of_an_instant_is_the_same_instant() {
        let spellings = [
            ("2016-12-31T23:58:36.6670033-08:00", "2017-01-01T07:58:36.6670033Z"),
            ("2016-12-31T23:58Z", "2016-12-31t23:58:00.000z"),
            ("2016-12-31T23:58:00+00:00", "2016-12-31T23:58:00-00:00"),
            ("2016-12-31T05:28:00+05:30", "2016-12-30T23:58:00Z"),
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
        ];
        for (one, other) in spellings {
            assert_eq!(picoseconds(one), picoseconds(other), "{one} {other}");
        }
    }

    #[test]
    fn twelve_digits_of_fraction_are_told_apart() {
        assert_eq!(picoseconds("1970-01-01T00:00:00.000000000001Z"), 1);
        assert_eq!(DateTimeOffset::parse("1970-01-01T00:00:00.0000000000001Z"), Err(NotAnInstant::Grammar));
    }

    #[test]
    fn years_may_be_negative_or_long() {
        assert!(picoseconds("-0044-03-15T12:00:00Z") < picoseconds("0000-01-01T00:00:00Z"));
        assert!(picoseconds("12024-01-01T00:00:00Z") > picoseconds("9999-12-31T23:59:59Z"));
        assert_eq!(DateTimeOffset::parse("02024-01-01T00:00:00Z"), Err(NotAnInstant::Grammar));
    }

    #[test]
    fn what_is_no_instant_says_why() {
        for (text, fault) in [
            ("2024-02-30T00:00:00Z", NotAnInstant::NoSuchDay),
            ("2023-02-29T00:00:00Z", NotAnInstant::NoSuchDay),
            ("2024-01-01T00:00:00", NotAnInstant::NoOffset),
            ("", NotAnInstant::Grammar),
            ("2024-01-01", NotAnInstant::Grammar),
            ("2024-13-01T00:00:00Z", NotAnInstant::Grammar),
            ("2024-01-01T24:00:00Z", NotAnInstant::Grammar),
            ("2024-01-01T00:61:00Z", NotAnInstant::Grammar),
            ("2024-01-01 00:00:00Z", NotAnInstant::Grammar),
            ("2024-01-01T00:00:00.Z", NotAnInstant::Grammar),
            ("2024-01-01T00:00:00+25:00", NotAnInstant::Grammar),
            ("2024-01-01T00:00:00Z ", NotAnInstant::Grammar),
            ("２024-01-01T00:00:00Z", NotAnInstant::Grammar),
        ] {
            assert_eq!(DateTimeOffset::parse(text), Err(fault), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn a_printed_instant_reads_back(seconds in -1_000_000_000_000_i64..1_000_000_000_000, fraction in 0..SECOND, offset_minutes in -1439_i16..1440) {
            let picoseconds = i128::from(seconds) * SECOND + fraction;
            let printed = DateTimeOffset { picoseconds, fraction_digits: 12, offset_minutes, leap_second: false }.to_string();
            let read = DateTimeOffset::parse(&printed).unwrap();
            prop_assert_eq!((read.picoseconds, read.offset_minutes), (picoseconds, offset_minutes), "{}", printed);
        }

        #[test]
        fn jiff_reads_the_same_instant(seconds in -60_000_000_000_i64..250_000_000_000, nanoseconds in 0..1_000_000_000_i32) {
            let instant = jiff::Timestamp::new(seconds, nanoseconds).unwrap();
            let read = DateTimeOffset::parse(&instant.to_string()).unwrap();
            prop_assert_eq!(read.picoseconds, instant.as_nanosecond() * 1000);
        }
    }
}
