//! `Edm.Date`: `dateValue` of the OData ABNF, on the real calendar.

use std::fmt;

use super::civil::{is_day, read_day, year_text};

/// A day without time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year, 0 and negative ones included.
    pub year: i64,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month.
    pub day: u8,
}

impl Date {
    /// Reads `[-]YYYY-MM-DD`; `None` for another form or a day that does not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let ((year, month, day), rest) = read_day(text)?;
        (rest.is_empty() && is_day(year, month, day)).then_some(Self { year, month, day })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}-{:02}", year_text(self.year), self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

    use super::Date;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        for text in ["2024-02-29", "-0001-12-31", "12024-01-01", "0000-01-01"] {
            assert!(Date::parse(text).is_some(), "{text}");
        }
        for text in ["2023-02-29", "2024-1-01", "2024/01/01", "2024-01-01T00:00Z", "24-01-01", ""] {
            assert!(Date::parse(text).is_none(), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn a_printed_date_reads_back(year in -99_999_i64..99_999, month in 1_u8..=12, day in 1_u8..=28) {
            let date = Date { year, month, day };
            prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
        }
    }
}
