//! Answers whose object does not have the documented shape.

use serde_json::{Map, Value, json};

use super::{Family, Fault};
use crate::mock::service::{Answer, Facts, Hook, Kind, Scene, Showing};
use crate::mock::text::Instant;
use crate::model::Profile;

type Object = Map<String, Value>;

const fn shows(id: &'static str, rule: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Schema, id, rule, summary, hooks)
}

fn put(object: &mut Object, name: Option<&&str>, value: Value) {
    if let Some(name) = name {
        object.insert((*name).to_owned(), value);
    }
}

fn text<'a>(object: &'a Object, names: &[&str]) -> &'a str {
    names.first().and_then(|name| object.get(*name)).and_then(Value::as_str).unwrap_or_default()
}

/// Gives `name` another name.
fn rename(object: &mut Object, name: Option<&&str>, to: fn(&str) -> String) {
    if let Some(name) = name
        && let Some(value) = object.shift_remove(*name)
    {
        object.insert(to(name), value);
    }
}

fn place(facts: &Facts, object: &Object) -> Option<usize> {
    let names = facts.members();
    let current = text(object, &names);
    facts.members_of(names.first()?).iter().position(|m| m == current)
}

fn retype(answer: &mut Answer, scene: &Scene<'_>, change: fn(&str) -> String) {
    if scene.is_update() && answer.status == 200 {
        answer.body = change(&String::from_utf8_lossy(&answer.body)).into_bytes();
    }
}

fn drop_key(object: &mut Object, showing: &Showing<'_>) {
    if !showing.is_read {
        object.shift_remove(showing.facts.key());
    }
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    shows(
        "text-answered-as-number",
        "schema-type",
        "shows the length of a text",
        &[Hook::Show(|o, s| {
            let length = text(o, &s.facts.texts()).len();
            put(o, s.facts.texts().first(), length.into());
        })],
    ),
    shows(
        "text-answered-as-list",
        "schema-type",
        "shows a text in a list",
        &[Hook::Show(|o, s| {
            let value = json!([text(o, &s.facts.texts())]);
            put(o, s.facts.texts().first(), value);
        })],
    ),
    shows(
        "text-answered-as-object",
        "schema-type",
        "shows a text in an object",
        &[Hook::Show(|o, s| {
            let value = json!({"value": text(o, &s.facts.texts())});
            put(o, s.facts.texts().first(), value);
        })],
    ),
    shows(
        "text-answered-as-boolean",
        "schema-type",
        "shows whether there is a text",
        &[Hook::Show(|o, s| {
            put(o, s.facts.texts().last(), true.into());
        })],
    ),
    shows(
        "property-missing",
        "schema-complete",
        "leaves out an enum property",
        &[Hook::Show(|o, s| {
            s.facts.members().first().into_iter().for_each(|name| drop(o.shift_remove(*name)));
        })],
    ),
    shows(
        "instant-missing-in-answer",
        "schema-complete",
        "leaves out an instant in answers to updates",
        &[Hook::Show(|o, s| {
            if !s.is_read {
                s.facts.instants().first().into_iter().for_each(|name| drop(o.shift_remove(*name)));
            }
        })],
    ),
    shows(
        "names-capitalised",
        "schema-case",
        "shows names in Pascal case",
        &[Hook::Show(|o, s| {
            for name in s.facts.updatable().map(|p| p.name.as_str()) {
                rename(o, Some(&name), |n| format!("{}{}", n[..1].to_uppercase(), &n[1..]));
            }
        })],
    ),
    shows(
        "name-lower-cased",
        "schema-case",
        "shows one name in lower case",
        &[Hook::Show(|o, s| {
            rename(o, s.facts.texts().first(), str::to_lowercase);
        })],
    ),
    shows(
        "member-not-documented",
        "schema-enum",
        "shows a member that the page does not list",
        &[Hook::Show(|o, s| {
            put(o, s.facts.members().first(), "inProgress".into());
        })],
    ),
    shows(
        "member-answered-as-number",
        "schema-type",
        "shows the value of an enum member",
        &[Hook::Show(|o, s| {
            let place = place(s.facts, o);
            put(o, s.facts.members().first(), place.into());
        })],
    ),
    shows(
        "member-answered-as-digits",
        "schema-enum",
        "shows the value of an enum member as text",
        &[Hook::Show(|o, s| {
            if let Some(place) = place(s.facts, o) {
                put(o, s.facts.members().first(), place.to_string().into());
            }
        })],
    ),
    shows(
        "member-answered-in-capitals",
        "schema-enum",
        "shows an enum member in capitals",
        &[Hook::ShowAs(Kind::Member, |t| Some(t.to_uppercase().into()))],
    ),
    shows(
        "member-answered-in-list",
        "schema-type",
        "shows an enum member in a list",
        &[Hook::ShowAs(Kind::Member, |t| Some(json!([t])))],
    ),
    shows(
        "member-answered-qualified",
        "schema-enum",
        "shows an enum member with its type",
        &[Hook::ShowAs(Kind::Member, |t| Some(format!("microsoft.graph.status'{t}'").into()))],
    ),
    shows(
        "instant-impossible",
        "schema-datetime",
        "shows February 30",
        &[Hook::ShowAs(Kind::Instant, |t| Some(format!("{}-02-30T00:00:00Z", t.get(..4)?).into()))],
    ),
    shows(
        "instant-without-offset",
        "schema-datetime",
        "shows an instant without offset",
        &[Hook::ShowAs(Kind::Instant, |t| Some(Instant::parse(t)?.local().into()))],
    ),
    shows(
        "instant-with-blank",
        "schema-datetime",
        "shows a blank between date and time",
        &[Hook::ShowAs(Kind::Instant, |t| Some(t.replace('T', " ").into()))],
    ),
    shows(
        "instant-as-epoch",
        "schema-type",
        "shows seconds since the epoch",
        &[Hook::ShowAs(Kind::Instant, |t| Some(Instant::parse(t)?.epoch_seconds().into()))],
    ),
    shows(
        "instant-as-script",
        "schema-datetime",
        "shows an instant as /Date(…)/",
        &[Hook::ShowAs(Kind::Instant, |t| Some(format!("/Date({}000)/", Instant::parse(t)?.epoch_seconds()).into()))],
    ),
    shows(
        "instant-as-date",
        "schema-datetime",
        "shows the date alone",
        &[Hook::ShowAs(Kind::Instant, |t| Some(t.get(..10)?.into()))],
    ),
    shows(
        "instant-with-slashes",
        "schema-datetime",
        "shows slashes between the fields of the date",
        &[Hook::ShowAs(Kind::Instant, |t| Some(t.replacen('-', "/", 2).into()))],
    ),
    shows(
        "instant-with-narrow-offset",
        "schema-datetime",
        "shows an offset without colon",
        &[Hook::ShowAs(Kind::Instant, |t| {
            let instant = Instant::parse(t)?;
            let hours = instant.offset / 60;
            Some(format!("{}{hours:+03}{:02}", instant.local(), instant.offset.abs() % 60).into())
        })],
    ),
    shows(
        "instant-with-two-zones",
        "schema-datetime",
        "shows an offset and a Z",
        &[Hook::ShowAs(Kind::Instant, |t| Some(format!("{}+00:00Z", Instant::parse(t)?.utc()?.local()).into()))],
    ),
    shows(
        "instant-with-many-digits",
        "schema-datetime",
        "shows thirteen fraction digits",
        &[Hook::ShowAs(Kind::Instant, |t| {
            let instant = Instant::parse(t)?;
            Some(Instant { fraction: format!("{:0<13}", instant.fraction), ..instant }.text().into())
        })],
    ),
    shows("id-missing-in-answer", "echo-id", "leaves out the id in answers to updates", &[Hook::Show(drop_key)]),
    shows(
        "id-of-another",
        "echo-id",
        "shows the id of another entity",
        &[Hook::Show(|o, s| {
            if let Some(other) = s.state.entities.get(s.index + 1).or(s.state.entities.first()).filter(|_| !s.is_read) {
                o.insert(s.facts.key().to_owned(), other.id.as_str().into());
            }
        })],
    ),
    shows(
        "id-answered-as-number",
        "schema-type",
        "shows the position of the entity as its id",
        &[Hook::Show(|o, s| {
            if !s.is_read {
                o.insert(s.facts.key().to_owned(), s.index.into());
            }
        })],
    ),
    shows(
        "id-answered-as-null",
        "echo-id",
        "shows null for the id",
        &[Hook::Show(|o, s| {
            if !s.is_read {
                o.insert(s.facts.key().to_owned(), Value::Null);
            }
        })],
    ),
    shows(
        "id-without-hyphens",
        "echo-id",
        "shows the id without hyphens",
        &[Hook::Show(|o, s| {
            if !s.is_read {
                o.insert(s.facts.key().to_owned(), s.entity().id.replace('-', "").into());
            }
        })],
    ),
    shows(
        "type-name-of-another",
        "odata-type",
        "names another type",
        &[Hook::Show(|o, _| {
            o.insert("@odata.type".to_owned(), "#microsoft.graph.user".into());
        })],
    ),
    shows(
        "type-name-lower-cased",
        "odata-type",
        "names the type in lower case",
        &[Hook::Show(|o, _| {
            if let Some(name) = o.get("@odata.type").and_then(Value::as_str).map(str::to_lowercase) {
                o.insert("@odata.type".to_owned(), name.into());
            }
        })],
    ),
    shows(
        "type-name-not-text",
        "odata-type",
        "shows an object as type name",
        &[Hook::Show(|o, _| {
            o.insert("@odata.type".to_owned(), json!({"name": "entity"}));
        })],
    ),
    shows(
        "not-nullable-answered-null",
        "schema-nonnull",
        "shows null for an instant that is never null",
        &[Hook::Show(|o, s| {
            put(o, s.facts.instants().first(), Value::Null);
        })],
    )
    .only_in(Profile::Csdl),
    shows(
        "context-not-text",
        "odata-context",
        "shows a number as context",
        &[Hook::Show(|o, _| {
            o.insert("@odata.context".to_owned(), 1.into());
        })],
    )
    .only_in(Profile::StrictOdata),
    shows(
        "answer-wrapped",
        "schema-complete",
        "wraps the entity in `value`",
        &[Hook::Answer(|a, s| {
            retype(a, s, |body| format!("{{\"value\":{body}}}"));
        })],
    ),
    shows(
        "answer-in-list",
        "body-present",
        "answers a list with the entity",
        &[Hook::Answer(|a, s| {
            retype(a, s, |body| format!("[{body}]"));
        })],
    ),
    shows(
        "answer-in-text",
        "body-present",
        "answers a text that holds JSON",
        &[Hook::Answer(|a, s| {
            retype(a, s, |body| Value::from(body).to_string());
        })],
    ),
    shows("answer-null", "body-present", "answers null", &[Hook::Answer(|a, s| retype(a, s, |_| "null".to_owned()))]),
    shows("answer-true", "body-present", "answers true", &[Hook::Answer(|a, s| retype(a, s, |_| "true".to_owned()))]),
    shows(
        "answer-blank",
        "body-present",
        "answers 200 without content",
        &[Hook::Answer(|a, s| {
            retype(a, s, |_| String::new());
        })],
    ),
    shows(
        "answer-empty-object",
        "schema-complete",
        "answers an empty object",
        &[Hook::Answer(|a, s| {
            retype(a, s, |_| "{}".to_owned());
        })],
    ),
];
