//! `Edm.Duration`: `xs:dayTimeDuration`.

use std::fmt;

use super::clock::SECOND;

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duration {
    /// Count of 10⁻¹² s; negative for a leading minus.
    pub picoseconds: i128,
    /// Digits of the fraction as written, 0 to 12.
    pub fraction_digits: u8,
}

impl Duration {
    /// Reads `[+-]PnDTnHnMn.nS`: at least one part, letters in any case, parts in that order, 12 fraction digits at most.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let upper = text.to_ascii_uppercase();
        let (sign, rest) = match upper.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, upper.strip_prefix('+').unwrap_or(&upper)),
        };
        let (days, times) = match rest.strip_prefix('P')?.split_once('T') {
            Some((_, "")) => return None,
            Some((days, times)) => (days, times),
            None => (rest.strip_prefix('P')?, ""),
        };
        if days.is_empty() && times.is_empty() {
            return None;
        }
        let (days, rest) = part(days, 'D')?;
        if !rest.is_empty() {
            return None;
        }
        let (hours, times) = part(times, 'H')?;
        let (minutes, times) = part(times, 'M')?;
        let (seconds, fraction_digits) = if times.is_empty() { (0, 0) } else { seconds(times)? };
        let picoseconds = sign * ((days * 86_400 + hours * 3600 + minutes * 60) * SECOND + seconds);
        Some(Self { picoseconds, fraction_digits })
    }
}

/// Reads `<digits><unit>` at the start of `text`, or nothing.
fn part(text: &str, unit: char) -> Option<(i128, &str)> {
    match text.split_once(unit) {
        None => Some((0, text)),
        Some((digits, rest)) => Some((whole(digits)?, rest)),
    }
}

/// Up to 15 digits, so that sums stay within 128 bits.
fn whole(digits: &str) -> Option<i128> {
    let fits = (1..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| digits.parse().ok())?
}

fn seconds(text: &str) -> Option<(i128, u8)> {
    let text = text.strip_suffix('S')?;
    let Some((whole_seconds, fraction)) = text.split_once('.') else { return Some((whole(text)? * SECOND, 0)) };
    let digits = fraction.len();
    if digits > 12 {
        return None;
    }
    whole(fraction)?;
    let picoseconds = whole(&format!("{fraction:0<12}"))?;
    Some((whole(whole_seconds)? * SECOND + picoseconds, u8::try_from(digits).ok()?))
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.picoseconds.unsigned_abs();
        let second = SECOND.unsigned_abs();
        let fraction = format!("{:012}", size % second);
        let fraction = fraction.trim_end_matches('0');
        let sign = if self.picoseconds < 0 { "-" } else { "" };
        write!(f, "{sign}PT{}{}{fraction}S", size / second, if fraction.is_empty() { "" } else { "." })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

    use super::{Duration, SECOND};

    #[test]
    fn parts_add_up() {
        for (text, seconds) in [("P1DT1H", 90_000), ("PT25H", 90_000), ("-PT60M", -3600), ("pt1h", 3600), ("PT0S", 0)] {
            assert_eq!(Duration::parse(text).unwrap().picoseconds, seconds * SECOND, "{text}");
        }
    }

    #[test]
    fn years_months_and_empty_parts_are_no_day_time_duration() {
        for text in ["", "P", "PT", "P1DT", "P1Y", "P1M", "PT1", "1D", "PT1S1M", "PT.5S", "PT5.S", "P-1D", "PTH"] {
            assert!(Duration::parse(text).is_none(), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn a_printed_duration_reads_back(picoseconds in -1_000_000 * SECOND..1_000_000 * SECOND) {
            let printed = Duration { picoseconds, fraction_digits: 12 }.to_string();
            prop_assert_eq!(Duration::parse(&printed).unwrap().picoseconds, picoseconds, "{}", printed);
        }

        #[test]
        fn jiff_reads_the_same_length(seconds in -1_000_000_000_i64..1_000_000_000) {
            let printed = jiff::SignedDuration::from_secs(seconds).to_string();
            prop_assert_eq!(Duration::parse(&printed).unwrap().picoseconds, i128::from(seconds) * SECOND, "{}", printed);
        }
    }
}
