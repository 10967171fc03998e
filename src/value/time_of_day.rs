//! `Edm.TimeOfDay`: `timeOfDayValue` of the OData ABNF.

use std::fmt;

use super::clock::{clock_text, read_clock};

/// A time without date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeOfDay {
    /// Count of 10⁻¹² s since midnight.
    pub picoseconds: i128,
    /// Digits of the fraction as written, 0 to 12.
    pub fraction_digits: u8,
}

impl TimeOfDay {
    /// Reads `hh:mm[:ss[.f]]`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (clock, rest) = read_clock(text)?;
        let whole = rest.is_empty() && !clock.leap_second;
        whole.then_some(Self { picoseconds: clock.picoseconds, fraction_digits: clock.fraction_digits })
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&clock_text(self.picoseconds))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

    use super::TimeOfDay;

    #[test]
    fn omitted_seconds_and_trailing_zeros_are_the_same_time() {
        let noon = TimeOfDay::parse("12:00").unwrap();
        assert_eq!(TimeOfDay::parse("12:00:00.000").unwrap().picoseconds, noon.picoseconds);
    }

    #[test]
    fn a_clock_has_24_hours_and_60_minutes() {
        for text in ["24:00", "12:60", "12:00:61", "1:00", "12", "12:00Z", "12:00:00.", ""] {
            assert!(TimeOfDay::parse(text).is_none(), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn a_printed_time_reads_back(picoseconds in 0..86_400_000_000_000_000_i128) {
            let printed = TimeOfDay { picoseconds, fraction_digits: 12 }.to_string();
            prop_assert_eq!(TimeOfDay::parse(&printed).unwrap().picoseconds, picoseconds);
        }
    }
}
