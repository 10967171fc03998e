//! Other texts for the same instant, and limits of what a store keeps.

use serde_json::Value;

use super::Freedom;
use crate::mock::service::{Hook, Kind, Refusal};
use crate::mock::text::Instant;

fn changed(text: &str, change: fn(Instant) -> Option<Instant>) -> Option<Value> {
    Instant::parse(text).and_then(change).map(|instant| instant.text().into())
}

/// The same instant in UTC with another text for offset zero.
fn zulu(text: &str, zone: &str) -> Option<Value> {
    Instant::parse(text)?.utc().map(|utc| format!("{}{zone}", utc.local()).into())
}

/// All freedoms of this file.
pub static FREEDOMS: &[Freedom] = &[
    Freedom::new(
        "instants-in-utc",
        "shows instants in UTC",
        &[Hook::ShowAs(Kind::Instant, |t| changed(t, |i| i.utc()))],
    ),
    Freedom::new(
        "instants-in-another-zone",
        "shows instants at +05:30",
        &[Hook::ShowAs(Kind::Instant, |t| {
            changed(t, |i| {
                Some(Instant { offset: 330, ..i.utc()?.moved(330 * 60) }).filter(|i| (1..=9999).contains(&i.year))
            })
        })],
    ),
    Freedom::new(
        "fractions-trimmed",
        "leaves out zeros at the end of a fraction",
        &[Hook::ShowAs(Kind::Instant, |t| {
            changed(t, |i| Some(Instant { fraction: i.fraction.trim_end_matches('0').to_owned(), ..i }))
        })],
    ),
    Freedom::new(
        "fractions-padded",
        "shows at least seven fraction digits",
        &[Hook::ShowAs(Kind::Instant, |t| {
            changed(t, |i| Some(Instant { fraction: format!("{:0<7}", i.fraction), ..i }))
        })],
    ),
    Freedom::new(
        "fractions-padded-to-nine",
        "shows at least nine fraction digits",
        &[Hook::ShowAs(Kind::Instant, |t| {
            changed(t, |i| Some(Instant { fraction: format!("{:0<9}", i.fraction), ..i }))
        })],
    ),
    Freedom::new(
        "fractions-cut-after-seven",
        "keeps seven fraction digits",
        &[Hook::KeepAs(Kind::Instant, |t| {
            let mut instant = Instant::parse(t)?;
            instant.fraction.truncate(7);
            Some(instant.text().into())
        })],
    ),
    Freedom::new(
        "fractions-rounded-to-seven",
        "rounds to seven fraction digits",
        &[Hook::KeepAs(Kind::Instant, |t| {
            // The last instant of year 9999 has no successor: it is cut.
            changed(t, |i| {
                let rounded = i.rounded(7);
                Some(if rounded.year > 9999 { Instant { fraction: i.fraction[..7].to_owned(), ..i } } else { rounded })
            })
        })],
    ),
    Freedom::new(
        "utc-written-as-plus-zero",
        "shows UTC as +00:00",
        &[Hook::ShowAs(Kind::Instant, |t| zulu(t, "+00:00"))],
    ),
    Freedom::new(
        "utc-written-as-minus-zero",
        "shows UTC as -00:00",
        &[Hook::ShowAs(Kind::Instant, |t| zulu(t, "-00:00"))],
    ),
    Freedom::new(
        "instants-in-lower-case",
        "shows instants with a small t and z",
        &[Hook::ShowAs(Kind::Instant, |t| Some(t.to_lowercase().into()))],
    ),
    Freedom::new(
        "zero-seconds-left-out",
        "leaves out seconds that are zero",
        &[Hook::ShowAs(Kind::Instant, |t| {
            let instant = Instant::parse(t)?;
            let zero = instant.second_of_day % 60 == 0 && instant.fraction.bytes().all(|b| b == b'0');
            let whole = Instant { fraction: String::new(), ..instant }.text();
            zero.then(|| whole.replacen(":00Z", "Z", 1)).filter(|_| whole.ends_with(":00Z")).map(Value::from)
        })],
    ),
    Freedom::new(
        "extreme-instants-refused",
        "refuses years before 1753 and after 9998",
        &[Hook::Refuse(|s| {
            let extreme = s.sends(|t| Instant::parse(t).is_some_and(|i| !(1753..=9998).contains(&i.year)));
            extreme.then(|| Refusal::new(400, "The instant is out of the range of this service."))
        })],
    ),
    Freedom::new(
        "unusual-instants-refused",
        "refuses instants without seconds, with small letters or more than seven digits",
        &[Hook::Refuse(|s| {
            let unusual = s.sends(|t| {
                Instant::parse(t).is_some_and(|i| {
                    t.contains(['t', 'z'])
                        || i.fraction.len() > 7
                        || t.matches(':').count() < 2
                        || t.get(16..17) != Some(":")
                })
            });
            unusual.then(|| Refusal::new(400, "The instant cannot be read."))
        })],
    ),
];
