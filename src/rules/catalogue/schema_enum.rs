//! `schema-enum`: enumeration values are documented ones.

use serde_json::Value;

use crate::model::{Judgement, Level, Observation, Profile, Property, ValueType};
use crate::rules::entity::{answered_entity, documented, lookup};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{pointer, settle};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "schema-enum",
    level: Level::Must,
    profile: Profile::Page,
    summary: "return only documented members of an enumeration",
    clause: "the page's property table; Microsoft Graph evolvable enumerations; OData ABNF enumValue",
    explain: include_str!("schema_enum.md"),
    subjects: &[Subject::Write, Subject::Read, Subject::Create],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    let entity = answered_entity(evidence)?;
    let mut seen = Vec::new();
    for property in documented(evidence.contract) {
        let Some(value) = lookup(entity, &property.name) else { continue };
        look(property, (&property.value_type, value), pointer(&property.name), &mut seen);
    }
    Ok(seen)
}

/// Each text of an enumeration in the value, also inside collections and nested objects.
fn look(property: &Property, (of, value): (&ValueType, &Value), place: String, seen: &mut Vec<Observation>) {
    match (of, value) {
        (ValueType::Enum { members, .. }, Value::String(text)) => {
            seen.extend(observe(property, (members, numbers(of)), place, text));
        }
        (ValueType::Collection { of }, Value::Array(items)) => {
            for (at, item) in items.iter().enumerate() {
                look(property, (of, item), format!("{place}/{at}"), seen);
            }
        }
        (ValueType::Complex(complex), Value::Object(object)) => {
            for member in &complex.members {
                let Some(value) = object.get(&member.name) else { continue };
                look(property, (&member.value_type, value), place.clone() + &pointer(&member.name), seen);
            }
        }
        _ => {}
    }
}

/// Numbers that a value may be, where they are known; flags add up to others.
fn numbers(of: &ValueType) -> &[i64] {
    match of {
        ValueType::Enum { values, flags: false, .. } => values,
        _ => &[],
    }
}

/// A list without members says nothing; flags come as a list in one text. Where the numbers are known, another one is no
/// member either.
fn observe(property: &Property, (members, values): (&[String], &[i64]), place: String, text: &str) -> Option<Observation> {
    let is_known = |name: &str| name == "unknownFutureValue" || members.iter().any(|member| member == name);
    if members.is_empty() || text.split(',').map(str::trim).all(is_known) {
        return None;
    }
    let in_any_case = |name: &str| members.iter().any(|member| member.eq_ignore_ascii_case(name)) || is_known(name);
    let other_case = text.split(',').map(str::trim).all(in_any_case);
    let is_number = values.is_empty() || text.parse().is_ok_and(|number: i64| values.contains(&number));
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) && is_number;
    let (cause, what, level) = if digits {
        ("number-as-text", "is a member's number instead of its name", Some(Level::Should))
    } else if other_case {
        ("other-case", "is a documented member in another case", Some(Level::Should))
    } else {
        ("unknown-member", "is no documented member", None)
    };
    let message = format!("the value of `{}` {what}", property.name);
    let seen = Observation::at(place, cause, message).expected_actual(members.to_vec(), text).line(property.line);
    Some(Observation { level, ..seen })
}
