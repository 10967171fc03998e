//! Dates of HTTP (RFC 9110 5.6.7).

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Whether `text` is the one form that a server may send, `Sun, 06 Nov 1994 08:49:37 GMT`, and a real day of that name.
#[must_use]
pub fn is_imf_fixdate(text: &str) -> bool {
    read(text).is_some()
}

/// Whether `text` is any form that a client must read: the one above, or the two obsolete ones by their shape.
#[must_use]
pub fn is_http_date(text: &str) -> bool {
    is_imf_fixdate(text) || is_obsolete(text)
}

fn read(text: &str) -> Option<()> {
    let parts: Vec<&str> = text.split(' ').collect();
    let [day_name, day, month, year, clock, "GMT"] = parts.as_slice() else { return None };
    let month = MONTHS.iter().position(|name| name == month)?;
    let (day, year) = (number(day, 2)?, number(year, 4)?);
    let date =
        jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month + 1).ok()?, i8::try_from(day).ok()?)
            .ok()?;
    let named = DAYS[usize::try_from(date.weekday().to_monday_zero_offset()).ok()?];
    (day_name.strip_suffix(',') == Some(named) && is_clock(clock)).then_some(())
}

fn is_clock(text: &str) -> bool {
    let parts: Vec<Option<u32>> = text.split(':').map(|part| number(part, 2)).collect();
    matches!(parts.as_slice(), [Some(0..=23), Some(0..=59), Some(0..=60)])
}

fn number(text: &str, digits: usize) -> Option<u32> {
    (text.len() == digits && text.bytes().all(|octet| octet.is_ascii_digit())).then(|| text.parse().ok())?
}

/// `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`.
fn is_obsolete(text: &str) -> bool {
    let parts: Vec<&str> = text.split_ascii_whitespace().collect();
    match parts.as_slice() {
        [name, date, clock, "GMT"] => {
            let date: Vec<&str> = date.split('-').collect();
            let is_date = matches!(date.as_slice(), [day, month, year]
                if number(day, 2).is_some() && MONTHS.contains(month) && number(year, 2).is_some());
            name.ends_with("day,") && is_date && is_clock(clock)
        }
        [name, month, day, clock, year] => {
            let is_day = number(day, 1).or_else(|| number(day, 2)).is_some();
            DAYS.contains(name) && MONTHS.contains(month) && is_day && is_clock(clock) && number(year, 4).is_some()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_http_date, is_imf_fixdate};

    #[test]
    fn one_form_may_be_sent() {
        assert!(is_imf_fixdate("Sun, 06 Nov 1994 08:49:37 GMT"));
        for text in [
            "",
            "Mon, 06 Nov 1994 08:49:37 GMT",
            "Sun, 6 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 UTC",
            "Sun, 06 Nov 1994 24:49:37 GMT",
            "1994-11-06T08:49:37Z",
            "Sun, 31 Feb 1994 08:49:37 GMT",
        ] {
            assert!(!is_imf_fixdate(text), "{text}");
        }
    }

    #[test]
    fn three_forms_are_read() {
        for text in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            assert!(is_http_date(text), "{text}");
        }
        assert!(!is_http_date("soon"));
    }
}
