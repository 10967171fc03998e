//! Members that an example sends and the table does not list.

use serde_json::Value;

use super::contradicted::{Body, Contradicted};
use super::draft::Candidate;
use crate::model::Property;
use crate::value::table_type;

/// A row for each of them.
pub fn rows(page: &Contradicted<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let properties = &page.imported.contract.properties;
    for example in &page.imported.examples {
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
    let text = filled(&page.text[line], name, &type_word(name, value))?;
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

/// The word for the type of a value: of an object what it calls itself, else its name.
fn type_word(name: &str, value: &Value) -> String {
    let own = |object: &Value| Some(object.get("@odata.type")?.as_str()?.rsplit(['.', '#']).next()?.to_owned());
    match (table_type(value), value) {
        (Some(word), _) => word.to_owned(),
        (None, Value::Array(items)) => {
            let item = items.first();
            let word = item.and_then(|item| table_type(item).map(str::to_owned).or_else(|| own(item)));
            format!("{} collection", word.unwrap_or_else(|| name.to_owned()))
        }
        _ => own(value).unwrap_or_else(|| name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::filled;

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
