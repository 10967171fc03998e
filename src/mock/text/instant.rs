//! `DateTimeOffset` text: calendar fields with an offset (ABNF `dateTimeOffsetValue`).

/// A date and time of day with its offset from UTC, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instant {
    /// 1 to 9999.
    pub year: i64,
    /// 1 to 12.
    pub month: i64,
    /// 1 to the last day of the month.
    pub day: i64,
    /// Seconds since midnight.
    pub second_of_day: i64,
    /// Digits after the point, none to twelve.
    pub fraction: String,
    /// Minutes east of UTC.
    pub offset: i64,
}

impl Instant {
    /// Reads `text`; `None` when it is not an instant of the calendar or has more than twelve digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (date, rest) = text.split_once(['T', 't'])?;
        let (year, month, day) = parse_date(date)?;
        let zone = rest.find(['Z', 'z', '+', '-'])?;
        let (time, zone) = rest.split_at(zone);
        let (second_of_day, fraction) = parse_time(time)?;
        Some(Self { year, month, day, second_of_day, fraction, offset: parse_offset(zone)? })
    }

    /// Days since 1970-01-01 in local time.
    #[must_use]
    pub fn days(&self) -> i64 {
        days_from_civil(self.year, self.month, self.day)
    }

    /// Seconds since the epoch, without the fraction.
    #[must_use]
    pub fn epoch_seconds(&self) -> i64 {
        self.days() * 86_400 + self.second_of_day - self.offset * 60
    }

    /// The same local calendar moved by `seconds`; offset and fraction stay.
    #[must_use]
    pub fn moved(&self, seconds: i64) -> Self {
        let total = self.days() * 86_400 + self.second_of_day + seconds;
        let (year, month, day) = civil_from_days(total.div_euclid(86_400));
        Self { year, month, day, second_of_day: total.rem_euclid(86_400), ..self.clone() }
    }

    /// The same instant at offset zero; `None` when that leaves the years 1 to 9999.
    #[must_use]
    pub fn utc(&self) -> Option<Self> {
        let utc = Self { offset: 0, ..self.moved(-self.offset * 60) };
        (1..=9999).contains(&utc.year).then_some(utc)
    }

    /// The fraction rounded half up to `digits`, carrying into the calendar.
    #[must_use]
    pub fn rounded(&self, digits: usize) -> Self {
        if self.fraction.len() <= digits {
            return self.clone();
        }
        let kept: u64 = self.fraction[..digits].parse().unwrap_or(0);
        let up = u64::from(self.fraction.as_bytes()[digits] >= b'5');
        let unit = 10_u64.pow(u32::try_from(digits).unwrap_or(12));
        let carried = self.moved(i64::from(kept + up >= unit));
        let fraction = if digits == 0 { String::new() } else { format!("{:0digits$}", (kept + up) % unit) };
        Self { fraction, ..carried }
    }

    /// Calendar and time of day without offset.
    #[must_use]
    pub fn local(&self) -> String {
        let (h, m, s) = (self.second_of_day / 3600, self.second_of_day / 60 % 60, self.second_of_day % 60);
        let point = if self.fraction.is_empty() { "" } else { "." };
        let Self { year, month, day, fraction, .. } = self;
        format!("{year:04}-{month:02}-{day:02}T{h:02}:{m:02}:{s:02}{point}{fraction}")
    }

    /// The whole text; offset zero is written `Z`.
    #[must_use]
    pub fn text(&self) -> String {
        if self.offset == 0 {
            return format!("{}Z", self.local());
        }
        let sign = if self.offset < 0 { '-' } else { '+' };
        format!("{}{sign}{:02}:{:02}", self.local(), self.offset.abs() / 60, self.offset.abs() % 60)
    }
}

fn number(text: &str, length: usize) -> Option<i64> {
    (text.len() == length && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// Reads `YYYY-MM-DD` as a day of the calendar.
pub fn parse_date(text: &str) -> Option<(i64, i64, i64)> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
    let real = year >= 1 && (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
    real.then_some((year, month, day))
}

/// Reads `hh:mm[:ss[.fraction]]` as seconds since midnight and fraction digits.
pub fn parse_time(text: &str) -> Option<(i64, String)> {
    let (clock, fraction) = match text.split_once('.') {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (text, None),
    };
    let mut parts = clock.split(':');
    let (hour, minute) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let second = parts.next();
    if parts.next().is_some() || (second.is_none() && fraction.is_some()) {
        return None;
    }
    let second = second.map_or(Some(0), |s| number(s, 2))?;
    let digits = fraction.unwrap_or_default();
    let fits = fraction.is_none_or(|f| (1..=12).contains(&f.len())) && digits.bytes().all(|b| b.is_ascii_digit());
    (hour < 24 && minute < 60 && second < 60 && fits).then(|| (hour * 3600 + minute * 60 + second, digits.to_owned()))
}

fn parse_offset(text: &str) -> Option<i64> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hour, minute) = text[1..].split_once(':')?;
    let (hour, minute) = (number(hour, 2)?, number(minute, 2)?);
    (hour < 24 && minute < 60).then_some(sign * (hour * 60 + minute))
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days - era * 146_097;
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::Instant;
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

    #[test]
    fn instants_of_the_calendar_are_read() {
        for text in [
            "2016-12-31T23:58:36.6670033-08:00",
            "2016-12-31T23:58Z",
            "2016-02-29t00:00:00z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999999+14:00",
            "2000-01-01T00:00:00-00:00",
            "2000-01-01T00:00:00+05:45",
        ] {
            assert!(Instant::parse(text).is_some(), "{text}");
        }
    }

    #[test]
    fn other_texts_are_not() {
        for text in [
            "",
            "today",
            "2016-12-31",
            "2016-12-31T23:58:36",
            "2016-12-31 23:58:36Z",
            "2016/12/31T23:58:36Z",
            "2016-13-01T00:00:00Z",
            "2016-02-30T00:00:00Z",
            "2015-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2016-12-31T24:00:00Z",
            "2016-12-31T23:61:00Z",
            "2016-12-31T23:59:60Z",
            "2016-12-31T23:58:36.Z",
            "2016-12-31T23:58:36.1234567890123Z",
            "2016-12-31T23:58:36+25:00",
            "2016-12-31T23:58:36+0800",
            "0000-01-01T00:00:00Z",
            "2016-12-31T23:58:36ZZ",
            "2016-12-31T23:58.5Z",
            "-2016-12-31T23:58:36Z",
            "2016-12-31T23:58:36+8:00",
            "2016-12-31T23:58:36+é",
            "２016-12-31T23:58:36Z",
        ] {
            assert!(Instant::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn the_documented_instant_crosses_the_year_in_utc() {
        let instant = Instant::parse("2016-12-31T23:58:36.6670033-08:00").unwrap();
        assert_eq!(instant.utc().unwrap().text(), "2017-01-01T07:58:36.6670033Z");
        assert_eq!(instant.rounded(0).local(), "2016-12-31T23:58:37");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn writing_and_reading_agree(seconds in -62_000_000_000_i64..250_000_000_000, offset in -800_i64..800) {
            let epoch = Instant::parse("1970-01-01T00:00:00Z").unwrap();
            let moved = Instant { offset, ..epoch.moved(seconds) };
            prop_assert_eq!(Instant::parse(&moved.text()), Some(moved.clone()));
            prop_assert_eq!(moved.epoch_seconds(), seconds - offset * 60);
        }
    }
}
