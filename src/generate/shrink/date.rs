//! Plainer dates.

use crate::generate::values::DateTimeText;

/// The same date with less in it: no fraction, no offset, no time, a plain day; each in the range of valid dates.
#[must_use]
pub fn simpler(text: &str) -> Vec<String> {
    let Some(date) = DateTimeText::parse(text) else { return Vec::new() };
    let short = date.fraction.get(..3).map(str::to_owned);
    let changes = [
        DateTimeText { fraction: String::new(), ..date.clone() },
        DateTimeText { offset: None, ..date.clone() },
        DateTimeText { second: 0, fraction: String::new(), ..date.clone() },
        DateTimeText { fraction: short.unwrap_or_default(), ..date.clone() },
        DateTimeText { offset: date.offset.map(|_| 60), ..date.clone() },
        DateTimeText { year: 2000, month: 1, day: 1, ..date.clone() },
        DateTimeText { second: 0, ..date.clone() },
    ];
    let mut simpler = Vec::new();
    for change in changes.into_iter().filter(|change| *change != date && change.is_in_range()) {
        let text = change.to_string();
        if !simpler.contains(&text) {
            simpler.push(text);
        }
    }
    simpler
}

#[cfg(test)]
mod tests {
    use super::simpler;

    #[test]
    fn a_date_loses_fraction_offset_and_time() {
        let dates = simpler("2016-12-31T23:58:36.6670033-08:00");
        assert_eq!(
            dates[..3],
            ["2016-12-31T23:58:36-08:00", "2016-12-31T23:58:36.6670033Z", "2016-12-31T00:00:00-08:00"]
        );
        assert!(simpler("2000-01-01T00:00:00Z").is_empty());
    }

    #[test]
    fn a_date_never_leaves_the_range() {
        assert!(!simpler("0001-01-01T14:00:00+14:00").contains(&"0001-01-01T00:00:00+14:00".to_owned()));
    }
}
