//! Accepts what the documented types do not allow.

use bytes::Bytes;
use serde_json::{Value, json};

use super::{Family, Fault};
use crate::mock::service::{Fate, Hook, Kind, Offer, Request};
use crate::mock::text::{Dialect, Instant, parse_json};
use crate::model::Profile;

const fn admits(id: &'static str, rule: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Leniency, id, rule, summary, hooks)
}

const fn accepts(id: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    admits(id, "invalid-input-rejected", summary, hooks)
}

fn is(offer: &Offer<'_>, kind: Kind) -> bool {
    offer.property().is_some_and(|p| kind.covers(p))
}

/// The text offered to a property of `kind`, when it passes `test`.
fn text<'a>(offer: &Offer<'a>, kind: Kind, test: fn(&str) -> bool) -> Option<&'a str> {
    offer.value.as_str().filter(|text| is(offer, kind) && test(text))
}

#[expect(clippy::unnecessary_wraps, reason = "hooks answer with an option")]
fn take(value: impl Into<Value>) -> Option<Fate> {
    Some(Fate::Take(value.into()))
}

fn replace_body(request: &mut Request, body: String) {
    request.body = Bytes::from(body);
}

/// The body as text without blanks around it.
fn body(request: &Request) -> String {
    String::from_utf8_lossy(&request.body).trim().to_owned()
}

fn is_json(text: &str) -> bool {
    parse_json(text.as_bytes(), Dialect::default()).is_ok()
}

/// Whether the text has the outline of an instant and names month and day that it `passes`.
fn has_day(text: &str, passes: fn(u32, u32) -> bool) -> bool {
    let number = |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse().ok());
    text.as_bytes().get(4) == Some(&b'-') && number(5, 7).zip(number(8, 10)).is_some_and(|(m, d)| passes(m, d))
}

/// Whether `text` lacks nothing but its offset.
fn lacks_offset(text: &str) -> bool {
    Instant::parse(&format!("{text}Z")).is_some()
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    accepts(
        "list-taken-for-text",
        "joins a list sent for a text",
        &[Hook::Admit(|o| {
            let items = o.value.as_array().filter(|_| is(o, Kind::Text))?;
            take(items.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
        })],
    ),
    accepts(
        "object-taken-for-text",
        "keeps the JSON of an object sent for a text",
        &[Hook::Admit(|o| o.value.as_object().filter(|_| is(o, Kind::Text)).and_then(|_| take(o.value.to_string())))],
    ),
    accepts(
        "list-for-text-ignored",
        "ignores a list sent for a text",
        &[Hook::Admit(|o| (o.value.is_array() && is(o, Kind::Text)).then_some(Fate::Skip))],
    ),
    accepts(
        "list-for-instant-ignored",
        "ignores a list or an object sent for an instant",
        &[Hook::Admit(|o| ((o.value.is_array() || o.value.is_object()) && is(o, Kind::Instant)).then_some(Fate::Skip))],
    ),
    accepts(
        "list-of-one-unwrapped",
        "takes the only item of a list",
        &[Hook::Admit(|o| {
            let items = o.value.as_array().filter(|items| items.len() < 2 && o.property().is_some())?;
            items.first().map_or(Some(Fate::Skip), |item| take(item.clone()))
        })],
    ),
    admits(
        "number-stored-in-text",
        "schema-type",
        "stores a number in a text property",
        &[Hook::Admit(|o| (o.value.is_number() && is(o, Kind::Text)).then(|| Fate::Take(o.value.clone())))],
    ),
    accepts(
        "number-taken-for-text",
        "turns a number into a text",
        &[Hook::Admit(|o| (o.value.is_number() && is(o, Kind::Text)).then(|| Fate::Take(o.value.to_string().into())))],
    ),
    admits(
        "boolean-stored-in-text",
        "schema-type",
        "stores a boolean in a text property",
        &[Hook::Admit(|o| (o.value.is_boolean() && is(o, Kind::Text)).then(|| Fate::Take(o.value.clone())))],
    ),
    accepts(
        "boolean-for-text-ignored",
        "ignores a boolean sent for a text",
        &[Hook::Admit(|o| (o.value.is_boolean() && is(o, Kind::Text)).then_some(Fate::Skip))],
    ),
    accepts(
        "unknown-member-stored",
        "stores an enum member that is not documented",
        &[Hook::Admit(|o| text(o, Kind::Member, |_| true).and_then(take))],
    ),
    accepts(
        "unknown-member-ignored",
        "ignores an enum member that is not documented",
        &[Hook::Admit(|o| text(o, Kind::Member, |_| true).map(|_| Fate::Skip))],
    ),
    accepts(
        "unknown-member-becomes-first",
        "takes the first member for one that is not documented",
        &[Hook::Admit(|o| {
            let first = o.facts.members_of(o.name).first()?.as_str();
            text(o, Kind::Member, |_| true).and_then(|_| take(first))
        })],
    ),
    accepts(
        "empty-member-ignored",
        "ignores an empty enum member",
        &[Hook::Admit(|o| text(o, Kind::Member, str::is_empty).map(|_| Fate::Skip))],
    ),
    accepts(
        "number-taken-for-member",
        "takes a number for the member at that place",
        &[Hook::Admit(|o| {
            let place = usize::try_from(o.value.as_u64()?).ok()?;
            o.facts.members_of(o.name).get(place).and_then(|member| take(member.as_str()))
        })],
    ),
    accepts(
        "boolean-for-member-ignored",
        "ignores a boolean sent for an enum member",
        &[Hook::Admit(|o| (o.value.is_boolean() && is(o, Kind::Member)).then_some(Fate::Skip))],
    ),
    accepts(
        "list-for-member-ignored",
        "ignores a list sent for an enum member",
        &[Hook::Admit(|o| (o.value.is_array() && is(o, Kind::Member)).then_some(Fate::Skip))],
    ),
    accepts(
        "object-for-member-ignored",
        "ignores an object sent for an enum member",
        &[Hook::Admit(|o| (o.value.is_object() && is(o, Kind::Member)).then_some(Fate::Skip))],
    ),
    accepts(
        "thirteenth-month-stored",
        "stores month 13",
        &[Hook::Admit(|o| text(o, Kind::Instant, |t| has_day(t, |m, _| m > 12)).and_then(take))],
    ),
    accepts(
        "thirteenth-month-ignored",
        "ignores an instant in month 13",
        &[Hook::Admit(|o| text(o, Kind::Instant, |t| has_day(t, |m, _| m > 12)).map(|_| Fate::Skip))],
    ),
    accepts(
        "thirtieth-of-february-stored",
        "stores February 30",
        &[Hook::Admit(|o| text(o, Kind::Instant, |t| has_day(t, |m, d| m == 2 && d > 28)).and_then(take))],
    ),
    accepts(
        "thirtieth-of-february-rolled",
        "rolls February 30 over into March",
        &[Hook::Admit(|o| {
            let text = text(o, Kind::Instant, |t| has_day(t, |m, d| m == 2 && d > 28))?;
            take(format!("{}-03-01{}", text.get(..4)?, text.get(10..)?))
        })],
    ),
    accepts(
        "words-for-instant-stored",
        "stores words for an instant",
        &[Hook::Admit(|o| {
            text(o, Kind::Instant, |t| !t.is_empty() && !t.bytes().any(|b| b.is_ascii_digit())).and_then(take)
        })],
    ),
    accepts(
        "words-for-instant-are-now",
        "takes words for the time of the server",
        &[Hook::Admit(|o| {
            text(o, Kind::Instant, |t| !t.bytes().any(|b| b.is_ascii_digit()))
                .and_then(|_| take("2026-01-02T03:04:05Z"))
        })],
    ),
    accepts(
        "empty-instant-is-null",
        "takes an empty text for no instant",
        &[Hook::Admit(|o| text(o, Kind::Instant, str::is_empty).map(|_| Fate::Take(Value::Null)))],
    ),
    accepts(
        "far-offset-stored",
        "stores an offset of more than a day",
        &[Hook::Admit(|o| text(o, Kind::Instant, |t| t.ends_with("+25:00")).and_then(take))],
    ),
    admits(
        "missing-offset-stored",
        "schema-datetime",
        "stores an instant without offset",
        &[Hook::Admit(|o| text(o, Kind::Instant, lacks_offset).and_then(take))],
    ),
    admits(
        "date-alone-stored",
        "schema-datetime",
        "stores a date for an instant",
        &[Hook::Admit(|o| text(o, Kind::Instant, |t| lacks_offset(&format!("{t}T00:00:00"))).and_then(take))],
    ),
    admits(
        "epoch-stored",
        "schema-type",
        "stores a number for an instant",
        &[Hook::Admit(|o| (o.value.is_number() && is(o, Kind::Instant)).then(|| Fate::Take(o.value.clone())))],
    ),
    accepts(
        "null-for-not-nullable-stored",
        "stores null where the metadata forbid it",
        &[Hook::Admit(|o| (o.value.is_null() && o.property().is_some()).then_some(Fate::Take(Value::Null)))],
    )
    .only_in(Profile::Csdl),
    accepts(
        "null-for-not-nullable-ignored",
        "ignores null where the metadata forbid it",
        &[Hook::Admit(|o| (o.value.is_null() && o.property().is_some()).then_some(Fate::Skip))],
    )
    .only_in(Profile::Csdl),
    accepts(
        "null-for-member-resets",
        "takes the first member for null where the metadata forbid it",
        &[Hook::Admit(|o| {
            let first = o.facts.members_of(o.name).first()?.as_str();
            o.value.is_null().then(|| Fate::Take(first.into()))
        })],
    )
    .only_in(Profile::Csdl),
    accepts(
        "undeclared-stored",
        "stores a property that does not exist",
        &[Hook::Admit(|o| o.property().is_none().then(|| Fate::Take(o.value.clone())))],
    ),
    accepts(
        "undeclared-ignored",
        "ignores a property that does not exist",
        &[Hook::Admit(|o| (o.property().is_none() && !o.name.contains('@')).then_some(Fate::Skip))],
    ),
    accepts(
        "wrong-type-name-ignored",
        "ignores the name of another type",
        &[Hook::Admit(|o| (o.name == "@odata.type").then_some(Fate::Skip))],
    ),
    admits(
        "id-changed",
        "echo-id",
        "gives the entity the id in the body",
        &[Hook::Admit(|o| (o.name == o.facts.key() && o.value.is_string()).then(|| Fate::Take(o.value.clone())))],
    ),
    accepts(
        "faulty-members-dropped",
        "applies the rest of an update with members at fault",
        &[Hook::Admit(|_| Some(Fate::Skip))],
    ),
    accepts(
        "everything-stored",
        "stores any value for any property",
        &[Hook::Admit(|o| Some(Fate::Take(o.value.clone())))],
    ),
    accepts(
        "truncation-repaired",
        "closes the braces of a truncated body",
        &[Hook::Receive(|r, _| {
            let text = body(r);
            let repaired =
                ["}", "\"}", "null}", ":null}", "\":null}"].map(|end| format!("{}{end}", text.trim_end_matches(',')));
            if let Some(good) =
                repaired.into_iter().find(|candidate| text.starts_with('{') && !is_json(&text) && is_json(candidate))
            {
                replace_body(r, good);
            }
        })],
    ),
    accepts(
        "unreadable-body-is-empty-patch",
        "takes a body it cannot read for an empty patch",
        &[Hook::Receive(|r, f| {
            if r.method == f.contract.operation.method && !is_json(&body(r)) {
                replace_body(r, "{}".to_owned());
            }
        })],
    ),
    accepts(
        "empty-body-taken",
        "takes an empty body for an empty patch",
        &[Hook::Receive(|r, f| {
            if r.method == f.contract.operation.method && r.body.is_empty() {
                replace_body(r, "{}".to_owned());
            }
        })],
    ),
    accepts(
        "list-of-patches-taken",
        "takes the first object of a top-level list",
        &[Hook::Receive(|r, _| {
            if let Ok(Value::Array(items)) = serde_json::from_slice::<Value>(&r.body) {
                replace_body(r, items.into_iter().find(Value::is_object).unwrap_or(json!({})).to_string());
            }
        })],
    ),
    accepts(
        "scalar-body-taken",
        "takes a top-level scalar for an empty patch",
        &[Hook::Receive(|r, _| {
            let scalar = |value: &Value| value.is_string() || value.is_number() || value.is_boolean();
            if serde_json::from_slice(&r.body).is_ok_and(|value| scalar(&value)) {
                replace_body(r, "{}".to_owned());
            }
        })],
    ),
    accepts(
        "text-after-body-ignored",
        "ignores text after the JSON value",
        &[Hook::Receive(|r, _| {
            let text = body(r);
            if let Some(end) = text.rfind('}').filter(|_| !is_json(&text)) {
                let whole = text[..=end].to_owned();
                if is_json(&whole) {
                    replace_body(r, whole);
                }
            }
        })],
    ),
    accepts(
        "plain-text-taken",
        "takes JSON announced as plain text",
        &[Hook::Receive(|r, _| {
            if r.media_type() == "text/plain" {
                r.set_header("content-type", "application/json");
            }
        })],
    ),
    accepts(
        "any-media-type-taken",
        "takes JSON announced as anything",
        &[Hook::Receive(|r, f| {
            if r.method == f.contract.operation.method {
                r.set_header("content-type", "application/json");
            }
        })],
    ),
    accepts(
        "unknown-coding-ignored",
        "ignores a content coding it does not know",
        &[Hook::Receive(|r, _| {
            r.remove_header("content-encoding");
        })],
    ),
    accepts(
        "broken-utf-8-replaced",
        "stores U+FFFD for octets that are not UTF-8",
        &[Hook::Receive(|r, _| {
            if std::str::from_utf8(&r.body).is_err() && r.media_parameter("charset").is_none_or(|c| c == "utf-8") {
                let text = String::from_utf8_lossy(&r.body).into_owned();
                replace_body(r, text);
            }
        })],
    ),
    accepts(
        "unknown-system-option-ignored",
        "ignores system query options",
        &[Hook::Receive(|r, _| {
            r.query = String::new();
        })],
    ),
];
