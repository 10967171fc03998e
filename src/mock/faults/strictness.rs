//! Refuses what must be accepted.

use serde_json::{Map, Value};

use super::{Family, Fault};
use crate::mock::service::{Hook, Refusal};
use crate::mock::text::Instant;
use crate::model::Profile;

const fn refuses(id: &'static str, rule: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Strictness, id, rule, summary, hooks)
}

const fn variant(id: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    refuses(id, "valid-variant-accepted", summary, hooks)
}

const fn value(id: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    refuses(id, "status-success", summary, hooks)
}

fn no(yes: bool) -> Option<Refusal> {
    yes.then(|| Refusal::new(400, "The request is not accepted."))
}

fn instant(text: &str, passes: fn(&Instant) -> bool) -> bool {
    Instant::parse(text).as_ref().is_some_and(passes)
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    variant(
        "type-name-refused",
        "refuses the right `@odata.type`",
        &[Hook::Refuse(|s| no(s.body.is_some_and(|b| b.contains_key("@odata.type"))))],
    ),
    variant(
        "charset-refused",
        "refuses `charset=utf-8`",
        &[Hook::Refuse(|s| no(s.request.media_parameter("charset").is_some()))],
    ),
    variant(
        "media-type-in-capitals-refused",
        "refuses a media type in capitals",
        &[Hook::Refuse(|s| no(s.request.header("content-type").is_some_and(|m| m.contains("JSON"))))],
    ),
    variant(
        "blanks-between-tokens-refused",
        "refuses JSON in more than one line",
        &[Hook::Refuse(|s| no(s.request.body.contains(&b'\n')))],
    ),
    variant(
        "annotation-refused",
        "refuses annotations it does not know",
        &[Hook::Refuse(|s| {
            no(s.body.is_some_and(|b| b.keys().any(|name| name.contains('@') && name != "@odata.type")))
        })],
    ),
    variant(
        "empty-patch-refused",
        "refuses an empty patch",
        &[Hook::Refuse(|s| no(s.body.is_some_and(Map::is_empty)))],
    ),
    variant(
        "max-version-refused",
        "refuses `OData-MaxVersion: 4.0`",
        &[Hook::Refuse(|s| no(s.request.header("odata-maxversion").is_some()))],
    ),
    variant(
        "unknown-header-refused",
        "refuses header fields beginning with X-",
        &[Hook::Refuse(|s| no(s.request.headers.iter().any(|(name, _)| name.starts_with("x-"))))],
    ),
    variant(
        "absent-accept-refused",
        "refuses an update that does not accept JSON",
        &[Hook::Refuse(|s| no(!s.request.list("accept").any(|a| a.starts_with("application/json"))))],
    ),
    refuses(
        "prefer-refused",
        "prefer-unknown",
        "refuses preferences it does not know",
        &[Hook::Refuse(|s| no(s.request.list("prefer").any(|p| !p.starts_with("return="))))],
    ),
    refuses(
        "prefer-minimal-refused",
        "prefer-min",
        "refuses `Prefer: return=minimal`",
        &[Hook::Refuse(|s| no(s.request.prefers("minimal")))],
    ),
    refuses(
        "prefer-representation-refused",
        "prefer-rep",
        "refuses `Prefer: return=representation`",
        &[Hook::Refuse(|s| no(s.request.prefers("representation")))],
    ),
    variant(
        "null-refused",
        "refuses null where the metadata allow it",
        &[Hook::Refuse(|s| no(s.body.is_some_and(|b| b.values().any(Value::is_null))))],
    )
    .only_in(Profile::Csdl),
    value(
        "offset-other-than-z-refused",
        "refuses every offset but Z",
        &[Hook::Refuse(|s| no(s.sends(|t| instant(t, |i| i.offset != 0))))],
    ),
    value(
        "seven-digits-refused",
        "refuses more than three fraction digits",
        &[Hook::Refuse(|s| no(s.sends(|t| instant(t, |i| i.fraction.len() > 3))))],
    ),
    value(
        "whole-seconds-refused",
        "refuses an instant without fraction",
        &[Hook::Refuse(|s| no(s.sends(|t| instant(t, |i| i.fraction.is_empty()))))],
    ),
    value(
        "past-refused",
        "refuses instants before 2020",
        &[Hook::Refuse(|s| no(s.sends(|t| instant(t, |i| i.year < 2020))))],
    ),
    value(
        "future-refused",
        "refuses instants after 2030",
        &[Hook::Refuse(|s| no(s.sends(|t| instant(t, |i| (2031..9000).contains(&i.year)))))],
    ),
    value(
        "leap-day-refused",
        "refuses February 29",
        &[Hook::Refuse(|s| no(s.sends(|t| instant(t, |i| (i.month, i.day) == (2, 29)))))],
    ),
    value(
        "last-member-refused",
        "refuses the last enum member",
        &[Hook::Refuse(|s| {
            let last = |name: &&str| s.facts.members_of(name).last().cloned().map(Value::from);
            no(s.facts.members().iter().any(|name| s.body.is_some_and(|b| b.get(*name) == last(name).as_ref())))
        })],
    ),
    value(
        "long-text-over-40-refused",
        "refuses texts over 40 characters",
        &[Hook::Refuse(|s| no(s.sends(|t| t.chars().count() > 40 && t.chars().count() < 4096)))],
    ),
    value(
        "long-text-over-100-refused",
        "refuses texts over 100 characters",
        &[Hook::Refuse(|s| no(s.sends(|t| t.chars().count() > 100 && t.chars().count() < 4096)))],
    ),
    value("apostrophe-refused", "refuses an apostrophe", &[Hook::Refuse(|s| no(s.sends(|t| t.contains('\''))))]),
    value(
        "letters-beyond-ascii-refused",
        "refuses letters beyond ASCII",
        &[Hook::Refuse(|s| no(s.sends(|t| t.chars().any(|c| !c.is_ascii() && c.is_alphabetic()))))],
    ),
    value(
        "angle-bracket-refused",
        "refuses a text with an angle bracket",
        &[Hook::Refuse(|s| no(s.sends(|t| t.contains(['<', '>']))))],
    ),
    value(
        "single-member-refused",
        "refuses an update of one property",
        &[Hook::Refuse(|s| no(s.body.is_some_and(|b| b.len() == 1)))],
    ),
    value(
        "missing-member-refused",
        "refuses an update without all properties",
        &[Hook::Refuse(|s| no(s.body.is_some_and(|b| s.facts.updatable().any(|p| !b.contains_key(&p.name)))))],
    ),
    value(
        "several-members-refused",
        "refuses an update of more than two properties",
        &[Hook::Refuse(|s| no(s.body.is_some_and(|b| b.len() > 2)))],
    ),
    value(
        "other-order-refused",
        "refuses properties in another order than the page's",
        &[Hook::Refuse(|s| {
            let place = |name: &String| s.facts.contract.properties.iter().position(|p| p.name == *name);
            let places: Vec<usize> = s.body.into_iter().flat_map(|b| b.keys()).filter_map(place).collect();
            no(!places.is_sorted())
        })],
    ),
    value(
        "query-words-refused",
        "refuses a text that looks like a query",
        &[Hook::Refuse(|s| no(s.sends(|text| text.contains("DROP TABLE"))))],
    ),
];
