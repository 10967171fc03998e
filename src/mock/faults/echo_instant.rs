//! Instants that come back, and stay, altered.

use serde_json::Value;

use super::{Family, Fault};
use crate::mock::service::{Hook, Kind};
use crate::mock::text::Instant;

const fn keeps(id: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Echo, id, "echo-sent", summary, hooks)
}

/// The text of the instant after `change`.
fn changed(text: &str, change: fn(Instant) -> Option<Instant>) -> Option<Value> {
    Instant::parse(text).and_then(change).map(|instant| instant.text().into())
}

fn with_digits(text: &str, digits: usize) -> Option<Value> {
    let mut instant = Instant::parse(text)?;
    instant.fraction.truncate(digits);
    Some(instant.text().into())
}

/// The first instant that a store knows, in place of anything earlier.
fn not_before(text: &str, year: i64, month: i64, day: i64) -> Option<Value> {
    let instant = Instant::parse(text)?;
    let first = Instant { year, month, day, second_of_day: 0, fraction: String::new(), offset: 0 };
    (instant.epoch_seconds() < first.epoch_seconds()).then(|| first.text().into())
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    keeps(
        "instant-whole-seconds",
        "loses the fraction of a second",
        &[Hook::KeepAs(Kind::Instant, |t| with_digits(t, 0))],
    ),
    keeps("instant-three-digits", "keeps milliseconds only", &[Hook::KeepAs(Kind::Instant, |t| with_digits(t, 3))]),
    keeps("instant-six-digits", "keeps microseconds only", &[Hook::KeepAs(Kind::Instant, |t| with_digits(t, 6))]),
    keeps(
        "instant-rounded-up",
        "rounds up to the next whole second",
        &[Hook::KeepAs(Kind::Instant, |t| {
            changed(t, |i| {
                let up = i64::from(i.fraction.bytes().any(|b| b != b'0'));
                Some(Instant { fraction: String::new(), ..i.moved(up) })
            })
        })],
    ),
    keeps(
        "instant-fraction-misread",
        "reads the fraction as a count of its last unit, so that .5 becomes .0000005",
        &[Hook::KeepAs(Kind::Instant, |t| {
            changed(t, |i| {
                let fraction = if i.fraction.len() < 7 { format!("{:0>7}", i.fraction) } else { i.fraction.clone() };
                Some(Instant { fraction, ..i })
            })
        })],
    ),
    keeps(
        "instant-offset-dropped",
        "takes local time for UTC",
        &[Hook::KeepAs(Kind::Instant, |t| changed(t, |i| Some(Instant { offset: 0, ..i })))],
    ),
    keeps(
        "instant-offset-sign-flipped",
        "flips the sign of the offset",
        &[Hook::KeepAs(Kind::Instant, |t| changed(t, |i| Some(Instant { offset: -i.offset, ..i })))],
    ),
    keeps(
        "instant-offset-minutes-lost",
        "loses the minutes of the offset",
        &[Hook::KeepAs(Kind::Instant, |t| changed(t, |i| Some(Instant { offset: i.offset / 60 * 60, ..i })))],
    ),
    keeps(
        "instant-offset-applied-backwards",
        "adds the offset where it is to be subtracted",
        &[Hook::KeepAs(Kind::Instant, |t| changed(t, |i| Instant { offset: -i.offset, ..i }.utc()))],
    ),
    keeps(
        "instant-offset-clamped",
        "clamps the offset to twelve hours",
        &[Hook::KeepAs(Kind::Instant, |t| changed(t, |i| Some(Instant { offset: i.offset.clamp(-720, 720), ..i })))],
    ),
    keeps(
        "instant-day-kept-in-utc",
        "converts the time of day to UTC but not the day",
        &[Hook::KeepAs(Kind::Instant, |t| {
            changed(t, |i| {
                let utc = i.utc()?;
                Some(Instant { year: i.year, month: i.month, day: i.day, ..utc })
            })
        })],
    ),
    keeps(
        "instant-year-kept-in-utc",
        "converts to UTC but keeps the year",
        &[Hook::KeepAs(Kind::Instant, |t| changed(t, |i| i.utc().map(|utc| Instant { year: i.year, ..utc })))],
    ),
    keeps(
        "instant-seconds-zeroed",
        "keeps whole minutes only",
        &[Hook::KeepAs(Kind::Instant, |t| {
            changed(t, |i| Some(Instant { second_of_day: i.second_of_day / 60 * 60, fraction: String::new(), ..i }))
        })],
    ),
    keeps(
        "instant-afternoon-lost",
        "writes afternoon hours on a twelve-hour clock",
        &[Hook::KeepAs(Kind::Instant, |t| {
            changed(t, |i| Some(Instant { second_of_day: i.second_of_day % 43_200, ..i }))
        })],
    ),
    keeps(
        "instant-time-lost",
        "keeps the date and sets midnight",
        &[Hook::KeepAs(Kind::Instant, |t| {
            changed(t, |i| Some(Instant { second_of_day: 0, fraction: String::new(), ..i }))
        })],
    ),
    keeps(
        "instant-summer-hour-added",
        "adds an hour from April to September",
        &[Hook::KeepAs(Kind::Instant, |t| {
            changed(t, |i| if (4..=9).contains(&i.month) { Some(i.moved(3600)) } else { None })
        })],
    ),
    keeps(
        "instant-leap-day-moved",
        "moves February 29 to March 1",
        &[Hook::KeepAs(Kind::Instant, |t| changed(t, |i| ((i.month, i.day) == (2, 29)).then(|| i.moved(86_400))))],
    ),
    keeps(
        "instant-day-and-month-swapped",
        "swaps day and month where both readings exist",
        &[Hook::KeepAs(Kind::Instant, |t| {
            changed(t, |i| (i.day <= 12).then_some(Instant { month: i.day, day: i.month, ..i }))
        })],
    ),
    keeps(
        "instant-year-9999-clamped",
        "clamps years after 9000 to the end of 8999",
        &[Hook::KeepAs(Kind::Instant, |t| {
            Instant::parse(t).filter(|i| i.year > 9000).map(|_| "8999-12-31T23:59:59Z".into())
        })],
    ),
    keeps(
        "instant-after-2038-wrapped",
        "wraps after 2038-01-19T03:14:07Z",
        &[Hook::KeepAs(Kind::Instant, |t| {
            changed(t, |i| (i.epoch_seconds() > 2_147_483_647).then(|| i.moved(-4_294_967_296)).filter(|i| i.year > 0))
        })],
    ),
    keeps(
        "instant-before-1970-clamped",
        "clamps to 1970-01-01",
        &[Hook::KeepAs(Kind::Instant, |t| not_before(t, 1970, 1, 1))],
    ),
    keeps(
        "instant-before-1601-clamped",
        "clamps to 1601-01-01",
        &[Hook::KeepAs(Kind::Instant, |t| not_before(t, 1601, 1, 1))],
    ),
    keeps(
        "instant-before-1753-clamped",
        "clamps to 1753-01-01",
        &[Hook::KeepAs(Kind::Instant, |t| not_before(t, 1753, 1, 1))],
    ),
    keeps(
        "instant-before-1582-shifted",
        "shifts days before the Gregorian calendar by ten",
        &[Hook::KeepAs(Kind::Instant, |t| changed(t, |i| (i.year < 1582).then(|| i.moved(864_000))))],
    ),
    keeps(
        "instant-year-of-two-digits",
        "keeps two digits of the year and reads them as 20xx",
        &[Hook::KeepAs(Kind::Instant, |t| {
            // Century years are left alone, so that February 29 of 2000 stays a day.
            changed(t, |i| (i.day < 29 || i.month != 2).then(|| Instant { year: 2000 + i.year % 100, ..i }))
        })],
    ),
    keeps(
        "instant-epoch-is-null",
        "takes the epoch for no value",
        &[Hook::KeepAs(Kind::Instant, |t| Instant::parse(t).filter(|i| i.epoch_seconds() == 0).map(|_| Value::Null))],
    ),
    keeps(
        "instant-first-year-is-null",
        "takes the first day of year 1 for no value",
        &[Hook::KeepAs(Kind::Instant, |t| {
            Instant::parse(t).filter(|i| (i.year, i.month, i.day) == (1, 1, 1)).map(|_| Value::Null)
        })],
    ),
    keeps(
        "instant-replaced-by-now",
        "keeps the time of the server instead",
        &[Hook::KeepAs(Kind::Instant, |_| Some("2026-01-02T03:04:05Z".into()))],
    ),
];
