//! Members that an example sends and the table does not list.

use serde_json::Value;

use super::contradicted::{Body, Contradicted};
use super::draft::Candidate;
use crate::model::Property;
use crate::page::is_about;
use crate::value::table_type;

/// A row for each of them whose type the value shows; an example of another object says nothing of this one.
pub fn rows(page: &Contradicted<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let properties = &page.imported.contract.properties;
    let operation = &page.imported.contract.operation;
    for example in page.imported.examples.iter().filter(|example| is_about(operation, example)) {
        for body in page.bodies(example) {
            for property in properties.iter().filter(|property| !is_listed(page, property)) {
                found.extend(row(page, &body, &property.name));
            }
        }
    }
    found
}

/// Whether a row of the table is about the property: what only an example shows stands where the example names it.
fn is_listed(page: &Contradicted<'_>, property: &Property) -> bool {
    !page.text[page.line(property.line)].contains(&format!("\"{}\"", property.name))
}

/// A row behind the last one. None where a row has lost its name: the property may be listed there.
fn row(page: &Contradicted<'_>, body: &Body<'_>, name: &str) -> Option<Candidate> {
    let value = body.members.get(name).filter(|_| body.span(name).is_some())?;
    if page.remarks.iter().any(|remark| remark.code == "unreadable-property-name") {
        return None;
    }
    let is_row = |property: &&Property| page.text[page.line(property.line)].trim_start().starts_with('|');
    let last = page.imported.contract.properties.iter().filter(is_row).map(|property| property.line).max()?;
    let line = page.line(last);
    let end = line.end + page.text[line.end..].find('\n')? + 1;
    let line_end = &page.text[line.end..end];
    let text = filled(&page.text[line], name, &type_word(value)?)?;
    let why = format!("the example sends `{name}`, which the table does not list; the type is what the value shows");
    Some(Candidate::one(end..end, text + line_end, why))
}

/// A row like `model`: the name first, the type beside it, and the last cell for the words that only people have.
fn filled(model: &str, name: &str, kind: &str) -> Option<String> {
    let indent = &model[..model.len() - model.trim_start().len()];
    let cells = model.trim().trim_start_matches('|').trim_end_matches('|').replace("\\|", "").split('|').count();
    let middle = cells.checked_sub(2)?;
    let kind = if middle > 0 { format!(" {kind} |") } else { String::new() };
    Some(format!("{indent}| {name} |{kind}{} (to be described) |", " |".repeat(middle.saturating_sub(1))))
}

/// The word for the type of a value: of an object what it calls itself. None where nothing tells the type.
fn type_word(value: &Value) -> Option<String> {
    let own = |object: &Value| Some(object.get("@odata.type")?.as_str()?.rsplit(['.', '#']).next()?.to_owned());
    let word = |value: &Value| table_type(value).map(str::to_owned).or_else(|| own(value));
    match value {
        Value::Array(items) => Some(format!("{} collection", word(items.first()?)?)),
        other => word(other),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{filled, type_word};

    #[test]
    fn no_type_is_made_up() {
        for (value, word) in [
            (json!(5), Some("Int32")),
            (json!({"@odata.type": "#microsoft.graph.gadget"}), Some("gadget")),
            (json!(["a"]), Some("String collection")),
            (json!({"a": 1}), None),
            (json!([{"a": 1}]), None),
            (json!([]), None),
        ] {
            assert_eq!(type_word(&value).as_deref(), word, "{value}");
        }
    }

    #[test]
    fn a_row_has_the_cells_of_its_neighbours() {
        for (model, row) in [
            ("| a | String | Text. |", Some("| x | Int32 | (to be described) |")),
            ("|a|Text \\| more|", Some("| x | (to be described) |")),
            ("  | a | String | no | Text.", Some("  | x | Int32 | | (to be described) |")),
            ("| a |", None),
        ] {
            assert_eq!(filled(model, "x", "Int32").as_deref(), row, "{model}");
        }
    }
}
