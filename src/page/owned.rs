//! What the page's example says about properties and the table does not.

use crate::model::{Access, Property, ValueType};
use crate::value::{closest, did_you_mean};

use super::decode::DAMAGED;
use super::diagnostic::{Remarks, Severity};
use super::examples::Example;

/// Marks properties as updatable that the table calls read-only and an example sends on purpose: with a few others.
///
/// An example that sends most of what is listed was generated from the table, and tells nothing of each.
pub fn believe_sent(properties: &mut [Property], examples: &[Example], remarks: &mut Remarks<'_>) {
    for example in examples {
        let listed = || properties.iter().filter(|property| property.access != Access::Key);
        if 2 * listed().filter(|property| sends(example, &property.name)).count() >= listed().count() {
            continue;
        }
        for property in properties.iter_mut().filter(|property| property.access == Access::ReadOnly) {
            if sends(example, &property.name) {
                property.access = Access::Updatable;
                let message = format!(
                    "the table calls `{}` read-only, and the example sends it in an update of little else: taken for updatable",
                    property.name
                );
                remarks.add_line(Severity::Info, "read-only-sent", property.line, message);
            }
        }
    }
}

/// Marks properties as read-only that are the service's own by their names, and that a response shows and the request,
/// complete otherwise, does not send.
///
/// Times of creation and of the last change are documented this way. Of any other property that the table lists, an
/// example without it says nothing: an update may be partial. Nor does a request that sends less than half of them.
pub fn infer(properties: &mut [Property], examples: &[Example], remarks: &mut Remarks<'_>) {
    let pair = |example: &Example| {
        let sent = example.body.members()?.clone();
        Some((sent, example.response.as_ref()?.body.members()?.clone()))
    };
    let Some((sent, shown)) = examples.iter().find_map(pair) else { return };
    let updatable = || properties.iter().filter(|property| property.access == Access::Updatable);
    let is_complete =
        2 * updatable().filter(|property| sent.contains_key(&property.name)).count() >= updatable().count();
    if !is_complete || sent.is_empty() {
        return;
    }
    for property in properties.iter_mut().filter(|property| property.access == Access::Updatable) {
        let is_only_shown =
            |name: &str| is_of_service(name) && shown.contains_key(name) && !examples.iter().any(|e| sends(e, name));
        if is_only_shown(&property.name) {
            property.access = Access::ReadOnly;
            let message = format!(
                "the example shows `{}` in the response and does not send it: taken for a value of the service's own",
                property.name
            );
            remarks.add_line(Severity::Info, "inferred-read-only", property.line, message);
        }
    }
}

/// Whether the name is that of what services write themselves: who made or changed the object, and when.
fn is_of_service(name: &str) -> bool {
    const DONE: [&str; 5] = ["created", "modified", "lastModified", "updated", "lastUpdated"];
    const OF_IT: [&str; 5] = ["DateTime", "Date", "Time", "By", "At"];
    let rest = DONE.iter().find_map(|done| name.strip_prefix(done));
    rest.is_some_and(|rest| OF_IT.iter().any(|end| rest.ends_with(end))) || matches!(name, "version" | "isBuiltIn")
}

fn sends(example: &Example, name: &str) -> bool {
    example.body.members().is_some_and(|members| members.contains_key(name))
}

/// Adds what the example sends and the table does not have, as properties of unknown type: they exist, and nothing of
/// them is judged.
pub fn add_undocumented(properties: &mut Vec<Property>, examples: &[Example], remarks: &mut Remarks<'_>) {
    let has_table = !properties.is_empty();
    for example in examples {
        let members = example.body.members().into_iter().flat_map(|members| members.keys());
        for name in members.filter(|name| !name.contains(['@', DAMAGED])) {
            if properties.iter().any(|property| property.name == *name) {
                continue;
            }
            let line = example.line_of(&format!("\"{name}\""));
            let meant = did_you_mean(near(name, properties, example));
            let message = format!(
                "the example sends `{name}`, which is no property of the table{meant}; its values are not judged"
            );
            if has_table {
                remarks.add_line(Severity::Warning, "undocumented-member", line, message);
            }
            let (access, value_type) = match name.as_str() {
                "id" => (Access::Key, ValueType::String),
                _ => (Access::Updatable, ValueType::Any),
            };
            properties.push(Property {
                name: name.clone(),
                value_type,
                access,
                nullable: None,
                declared: None,
                range: None,
                line,
            });
        }
    }
}

/// The listed property that may be meant by a name: one that the example does not send as well.
fn near<'p>(name: &str, properties: &'p [Property], example: &Example) -> Option<&'p str> {
    let unsent = properties.iter().map(|property| property.name.as_str()).filter(|other| !sends(example, other));
    closest(name, unsent)
}

/// Whether a value lies outside of the range that the page states for it.
#[must_use]
pub fn is_out_of_range(property: &Property, value: &serde_json::Value) -> bool {
    let outside = |(low, high): (i64, i64)| value.as_i64().is_some_and(|number| number < low || number > high);
    property.range.is_some_and(outside)
}
