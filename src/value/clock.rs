//! The time part that `TimeOfDay` and `DateTimeOffset` share: `hh:mm[:ss[.f]]` with 1–12 fraction digits.

use super::civil::two_digits;

/// Picoseconds in a second: the unit of every time in docproof.
pub(super) const SECOND: i128 = 1_000_000_000_000;

/// A reading of a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    /// Picoseconds since midnight; a second 60 counts on into the next minute.
    pub(super) picoseconds: i128,
    /// Digits of the fraction as written.
    pub(super) fraction_digits: u8,
    /// Whether the second is written as 60.
    pub(super) leap_second: bool,
}

/// Reads a clock at the start of `text` and gives what follows it.
pub(super) fn read_clock(text: &str) -> Option<(Clock, &str)> {
    let (hour, rest) = two_digits(text)?;
    let (minute, rest) = two_digits(rest.strip_prefix(':')?)?;
    let (second, fraction, fraction_digits, rest) = match rest.strip_prefix(':') {
        Some(rest) => read_second(rest)?,
        None => (0, 0, 0, rest),
    };
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let seconds = i128::from(hour) * 3600 + i128::from(minute) * 60 + i128::from(second);
    Some((Clock { picoseconds: seconds * SECOND + fraction, fraction_digits, leap_second: second == 60 }, rest))
}

fn read_second(text: &str) -> Option<(u8, i128, u8, &str)> {
    let (second, rest) = two_digits(text)?;
    let Some(rest) = rest.strip_prefix('.') else { return Some((second, 0, 0, rest)) };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=12).contains(&digits) {
        return None;
    }
    let fraction: i128 = format!("{:0<12}", &rest[..digits]).parse().ok()?;
    Some((second, fraction, u8::try_from(digits).ok()?, &rest[digits..]))
}

/// Writes `hh:mm:ss`, and a fraction without trailing zeros when there is one.
pub(super) fn clock_text(picoseconds: i128) -> String {
    let seconds = picoseconds.div_euclid(SECOND);
    let fraction = picoseconds.rem_euclid(SECOND);
    let clock = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if fraction == 0 { clock } else { format!("{clock}.{}", format!("{fraction:012}").trim_end_matches('0')) }
}
