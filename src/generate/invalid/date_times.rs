//! D06 to D10: texts that are no date, no day of the calendar, or a date in another notation.

use proptest::prop_oneof;
use proptest::strategy::Strategy as _;
use serde_json::Value;

use super::wrong_value::WrongValue;
use crate::generate::draw::AnyValue;
use crate::generate::facts::Field;
use crate::model::ValueType;

/// What is wrong, and the text.
type Specimens = &'static [(&'static str, &'static str)];

const NO_DATE: Specimens = &[
    ("words", "not a date"),
    ("month 13", "2024-13-01T00:00:00Z"),
    ("minute 61", "2024-01-01T00:61:00Z"),
    ("offset +25:00", "2024-01-01T00:00:00+25:00"),
    ("empty text", ""),
    ("hour 25", "2024-01-01T25:00:00Z"),
    ("month 0", "2024-00-01T00:00:00Z"),
    ("day 0", "2024-01-00T00:00:00Z"),
    ("second 61", "2024-01-01T00:00:61Z"),
    ("letters for digits", "2024-O1-01TOO:00:00Z"),
    ("null in a string", "null"),
    ("text behind the date", "2024-01-01T00:00:00Zdocproof"),
];
const NO_DAY: Specimens = &[
    ("February 30", "2024-02-30T12:00:00Z"),
    ("February 29 of a year without", "2023-02-29T12:00:00Z"),
    ("April 31", "2024-04-31T12:00:00Z"),
    ("February 29 of 1900", "1900-02-29T12:00:00Z"),
    ("January 32", "2024-01-32T12:00:00Z"),
    ("February 29 of 2100", "2100-02-29T00:00:00+01:00"),
    ("November 31", "2021-11-31T23:59:59.9999999-08:00"),
];
const OTHER_NOTATION: Specimens = &[
    ("no offset", "2024-03-04T05:06:07"),
    ("date only", "2024-03-04"),
    ("a blank for T", "2024-03-04 05:06:07Z"),
    ("slashes", "03/04/2024 05:06:07"),
    ("hour 24", "2024-03-04T24:00:00Z"),
    ("offset without colon", "2024-03-04T05:06:07+0100"),
    ("offset of hours", "2024-03-04T05:06:07+01"),
    ("basic notation", "20240304T050607Z"),
    ("month and day of one digit", "2024-3-4T05:06:07Z"),
    ("comma before the fraction", "2024-03-04T05:06:07,5Z"),
    ("point without fraction", "2024-03-04T05:06:07.Z"),
    ("notation of e-mail", "Mon, 04 Mar 2024 05:06:07 GMT"),
    ("blanks around it", " 2024-03-04T05:06:07Z "),
    ("seconds since 1970 in a string", "1709528767"),
];
const UNUSUAL: Specimens = &[
    ("no seconds", "2024-03-04T05:06Z"),
    ("lower-case t and z", "2024-03-04t05:06:07z"),
    ("8 digits", "2024-03-04T05:06:07.12345678Z"),
    ("offset -00:00", "2024-03-04T05:06:07-00:00"),
    ("second 60", "2016-12-31T23:59:60Z"),
    ("12 digits", "2024-03-04T05:06:07.123456789012Z"),
    ("8 digits that round up", "2024-12-31T23:59:59.99999999Z"),
    ("9 digits", "2024-03-04T05:06:07.999999999+05:45"),
    ("lower-case t", "2024-03-04t05:06:07+01:00"),
    ("lower-case z", "2024-03-04T05:06:07.5z"),
];
const BEYOND: Specimens = &[
    ("13 digits", "2024-03-04T05:06:07.1234567890123Z"),
    ("year 0", "0000-01-01T00:00:00Z"),
    ("year 10000", "10000-01-01T00:00:00Z"),
    ("negative year", "-0001-01-01T00:00:00Z"),
    ("40 digits", "2024-03-04T05:06:07.1234567890123456789012345678901234567890Z"),
    ("before year 1 in UTC", "0001-01-01T00:00:00+14:00"),
    ("behind year 9999 in UTC", "9999-12-31T23:59:59-14:00"),
    ("year 292278994", "292278994-08-17T07:12:55Z"),
];
const NO_PLAIN_DATE: Specimens = &[("words", "not a date"), ("month 13", "2024-13-01"), ("empty text", "")];
const NO_PLAIN_DAY: Specimens = &[("February 30", "2024-02-30"), ("February 29 of a year without", "2023-02-29")];

/// Listed values of class `id` for `field`.
#[must_use]
pub fn listed(id: &str, field: &Field) -> Vec<WrongValue> {
    let specimens = match (id, field.value_type()) {
        ("D06", ValueType::DateTimeOffset) => NO_DATE,
        ("D07", ValueType::DateTimeOffset) => NO_DAY,
        ("D08", ValueType::DateTimeOffset) => OTHER_NOTATION,
        ("D09", ValueType::DateTimeOffset) => UNUSUAL,
        ("D10", ValueType::DateTimeOffset) => BEYOND,
        ("D06", ValueType::Date) => NO_PLAIN_DATE,
        ("D07", ValueType::Date) => NO_PLAIN_DAY,
        _ => &[],
    };
    specimens.iter().map(|(what, text)| WrongValue::text(what, text)).collect()
}

/// Random values of class `id`; `None` when the class has none beyond its list.
#[must_use]
pub fn random(id: &str, field: &Field) -> Option<AnyValue> {
    if *field.value_type() != ValueType::DateTimeOffset {
        return None;
    }
    let day = (1_u32..=9999, 1_u32..=12, 1_u32..=28).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}"));
    let clock = (0_u32..24, 0_u32..60, 0_u32..60).prop_map(|(h, m, s)| format!("{h:02}:{m:02}:{s:02}"));
    let digits = |from: usize, to: usize| proptest::collection::vec(b'0'..=b'9', from..=to);
    let fraction = move |from, to| digits(from, to).prop_map(|d| d.into_iter().map(char::from).collect::<String>());
    let text = match id {
        "D06" => prop_oneof![
            (13_u32..=99, clock).prop_map(|(month, clock)| format!("2024-{month:02}-01T{clock}Z")),
            (day.clone(), 25_u32..=99).prop_map(|(day, hour)| format!("{day}T{hour}:00:00Z")),
            (day.clone(), 60_u32..=99).prop_map(|(day, minute)| format!("{day}T00:{minute}:00Z")),
            (day, 24_u32..=99).prop_map(|(day, hours)| format!("{day}T00:00:00+{hours}:00")),
        ]
        .sboxed(),
        "D07" => (
            1_u32..=9999,
            proptest::sample::select(vec![(2, 30), (2, 31), (4, 31), (6, 31), (9, 31), (11, 31), (12, 32)]),
            clock,
        )
            .prop_map(|(year, (month, day), clock)| format!("{year:04}-{month:02}-{day:02}T{clock}Z"))
            .sboxed(),
        "D08" => (day, clock, 0_u32..4)
            .prop_map(|(day, clock, kind)| match kind {
                0 => format!("{day}T{clock}"),
                1 => format!("{day} {clock}Z"),
                2 => format!("{}T{clock}Z", day.replace('-', "/")),
                _ => day,
            })
            .sboxed(),
        "D09" => (day, clock, fraction(8, 12), 0_u32..4)
            .prop_map(|(day, clock, fraction, kind)| match kind {
                0 => format!("{day}T{}Z", &clock[..5]),
                1 => format!("{day}t{clock}z"),
                2 => format!("{day}T{clock}-00:00"),
                _ => format!("{day}T{clock}.{fraction}Z"),
            })
            .sboxed(),
        "D10" => prop_oneof![
            (day, clock.clone(), fraction(13, 30))
                .prop_map(|(day, clock, fraction)| format!("{day}T{clock}.{fraction}Z")),
            (10_000_u32..1_000_000, clock).prop_map(|(year, clock)| format!("{year}-01-01T{clock}Z")),
        ]
        .sboxed(),
        _ => return None,
    };
    Some(text.prop_map(Value::String).sboxed())
}
