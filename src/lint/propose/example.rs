//! Values of an example that contradict the table, or each other.

use serde_json::Value;

use super::contradicted::{Body, Contradicted};
use super::draft::{Candidate, Edit};
use super::members::Span;
use super::specimen;
use crate::model::Property;
use crate::page::fits;
use crate::value::closest;

/// Values that do not have the type of the table.
pub fn types(page: &Contradicted<'_>) -> Vec<Candidate> {
    each(page, |property, value, bodies| {
        let kind = &property.value_type;
        if value.is_null() || fits(kind, value) {
            return Vec::new();
        }
        let elsewhere = bodies.iter().filter_map(|body| body.members.get(&property.name));
        let elsewhere = elsewhere
            .filter(|other| !other.is_null() && fits(kind, other))
            .map(|other| (other.clone(), "the example's other half has"));
        let live = (page.seen)(&property.name).into_iter().filter(|live| !live.is_null() && fits(kind, live));
        let live = live.take(1).map(|live| (live, "the target answers"));
        let meant = specimen::meant(kind, value).map(|meant| (meant, "it may have meant"));
        let any = specimen::any(kind).map(|any| (any, "such a value is"));
        let told = |(with, how): (Value, &str)| {
            let why = format!(
                "{} is {}, as the table says (line {}); {how} {with}",
                of(property, value),
                kind.misfit(),
                property.line
            );
            (with, why)
        };
        elsewhere.chain(live).chain(meant).chain(any).map(told).collect()
    })
}

/// Numbers out of the range that the table states: the nearest one inside.
pub fn ranges(page: &Contradicted<'_>) -> Vec<Candidate> {
    each(page, |property, value, _| {
        let (Some((low, high)), Some(number)) = (property.range, value.as_i64()) else { return Vec::new() };
        if (low..=high).contains(&number) {
            return Vec::new();
        }
        let near = number.clamp(low, high);
        let why = format!(
            "{} is not {low} to {high}, as the table says (line {}); {near} is the nearest",
            of(property, value),
            property.line
        );
        vec![(Value::from(near), why)]
    })
}

/// Texts that the list of the description does not have: a longer list where the target was seen to use them, else the
/// listed one that is most like them.
pub fn members(page: &Contradicted<'_>) -> Vec<Candidate> {
    let lines: Vec<u32> =
        page.remarks.iter().filter(|remark| remark.code == "example-not-listed").map(|remark| remark.line).collect();
    let mut found = Vec::new();
    for property in page.imported.contract.properties.iter().filter(|property| lines.contains(&property.line)) {
        let row = page.line(property.line);
        let listed: Vec<&str> = page.text[row.clone()].split('`').skip(1).step_by(2).collect();
        let one = |this: &Property, value: &Value, _: &[Body<'_>]| {
            let text = value.as_str().filter(|text| this.name == property.name && !listed.contains(text));
            let Some(text) = text else { return Vec::new() };
            if (page.seen)(&this.name).contains(value) {
                return Vec::new();
            }
            let nearest = closest(text, listed.iter().copied());
            let told = |member: &&str| {
                let why = format!(
                    "{} is none of the values that the table lists (line {}); `{member}` is",
                    of(this, value),
                    this.line
                );
                (Value::from(*member), why)
            };
            nearest.iter().chain(&listed).map(told).collect()
        };
        found.extend(each(page, one));
        found.extend(longer_list(page, property, &listed));
    }
    found
}

/// The list of a row with the value that the target was seen to use.
fn longer_list(page: &Contradicted<'_>, property: &Property, listed: &[&str]) -> Vec<Candidate> {
    let bodies = page.imported.examples.iter().flat_map(|example| page.bodies(example));
    let shown = bodies.filter_map(|body| body.members.get(&property.name)?.as_str());
    let row = page.line(property.line);
    let one = |text: &str| {
        let last = listed.last()?;
        let at = row.start + page.text[row.clone()].rfind(&format!("`{last}`"))? + last.len() + 2;
        let why = format!(
            "the target uses `{text}` for `{}`, as the example does, and the table does not list it",
            property.name
        );
        Some(Candidate::one(at..at, format!(", `{text}`"), why))
    };
    shown
        .filter(|text| !listed.contains(text) && (page.seen)(&property.name).contains(&Value::from(*text)))
        .filter_map(one)
        .collect()
}

/// Values that an example sends otherwise than its response shows them: an update answers with what it was sent.
pub fn echoes(page: &Contradicted<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for example in &page.imported.examples {
        let bodies = page.bodies(example);
        let [sent, shown] = bodies.as_slice() else { continue };
        for (name, value) in sent.members.iter().filter(|(name, _)| !name.contains('@')) {
            let differs = shown.members.get(name).is_some_and(|other| other != value && are_alike(value, other));
            let (true, Some(from), Some(to)) = (differs, sent.span(name), shown.span(name)) else { continue };
            let why = format!(
                "the example sends another `{name}` than its response shows; an update answers with what it was sent"
            );
            found.push(Candidate::one(to.value.clone(), &page.text[from.value.clone()], why));
        }
    }
    found
}

/// Whether one value can stand for the other: an object is updated member by member, so that it may show more than was
/// sent.
fn are_alike(sent: &Value, shown: &Value) -> bool {
    match (sent, shown) {
        (Value::Object(sent), Value::Object(shown)) => {
            sent.len() == shown.len() && sent.keys().all(|key| shown.contains_key(key))
        }
        _ => true,
    }
}

/// Other values for each member of each example, with the reason of each. Both halves change where they say the same.
fn each(
    page: &Contradicted<'_>,
    other: impl Fn(&Property, &Value, &[Body<'_>]) -> Vec<(Value, String)>,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    for example in &page.imported.examples {
        let bodies = page.bodies(example);
        for property in &page.imported.contract.properties {
            let mut values: Vec<&Value> = bodies.iter().filter_map(|body| body.members.get(&property.name)).collect();
            values.dedup();
            for value in values {
                let same = bodies.iter().filter(|body| body.members.get(&property.name) == Some(value));
                let spans: Vec<&Span> = same.filter_map(|body| body.span(&property.name)).collect();
                let change = |(with, why): (Value, String)| {
                    let edit = |span: &&Span| Edit { range: span.value.clone(), with: with.to_string() };
                    Candidate { edits: spans.iter().map(edit).collect(), why }
                };
                found.extend(other(property, value, &bodies).into_iter().map(change));
            }
        }
    }
    found
}

/// Which value a sentence is about.
fn of(property: &Property, value: &Value) -> String {
    const LONGEST: usize = 40;
    let text = value.to_string();
    let text = match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    };
    format!("the example's `{}` {text}", property.name)
}
