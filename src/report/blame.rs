//! Who disagrees: for each property the page's table, the page's example, the metadata and the live answer side by side.

use std::collections::BTreeMap;

use serde_json::Value;

use super::printable::{compact, shorten_value};
use super::words::{counted, level_name};
use super::{LiveProperty, Report};
use crate::model::{Access, Finding, Level, Property, ValueType};

/// What the four say of one property, and who disagrees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blame {
    /// Name of the property.
    pub property: String,
    /// Line of its row on the page (1-based).
    pub line: u32,
    /// What the page's table says.
    pub table: String,
    /// What the page's example shows; empty when it does not have the property.
    pub example: String,
    /// What the metadata adds; empty when none was joined.
    pub metadata: String,
    /// What the target showed; empty when it showed nothing.
    pub live: String,
    /// Who disagrees with the table, one sentence each; empty when all agree.
    pub disagree: Vec<String>,
}

/// Every property of the page's table, in its order. A log of an older version has none.
#[must_use]
pub fn of(report: &Report) -> Vec<Blame> {
    report.run.properties.iter().map(|property| blame(report, property)).collect()
}

fn blame(report: &Report, property: &Property) -> Blame {
    let live = report.live.iter().find(|live| live.property == property.name);
    let examples = examples(report, &property.name);
    Blame {
        property: property.name.clone(),
        line: property.line,
        table: table(property),
        example: examples.iter().map(|(what, value)| format!("{what} {}", short(value))).collect::<Vec<_>>().join(", "),
        metadata: metadata(property),
        live: live.map(shown).unwrap_or_default(),
        disagree: disagreements(report, property, &examples, live),
    }
}

/// The declared type, as the metadata writes it, and whether a value may be null.
fn metadata(property: &Property) -> String {
    let null = property.nullable.map(|nullable| if nullable { "may be null" } else { "never null" });
    let declared = property.declared.as_ref().map(|declared| declared.type_name.as_str());
    [declared, null].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn table(property: &Property) -> String {
    let access = match property.access {
        Access::Key => ", the key",
        Access::ReadOnly => ", read-only",
        Access::Updatable => "",
    };
    match &property.value_type {
        ValueType::Enum { members, .. } if !members.is_empty() => {
            format!("{} of {}{access}", property.value_type, members.join(", "))
        }
        other => format!("{other}{access}"),
    }
}

/// What the page's example sends and answers for a property.
fn examples<'r>(report: &'r Report, name: &str) -> Vec<(&'static str, &'r Value)> {
    let Some(example) = &report.run.example else { return Vec::new() };
    let (sent, answered) = (example.sent.get(name), example.answered.get(name));
    match (sent, answered) {
        (Some(sent), Some(answered)) if sent == answered => vec![("sent and answered", sent)],
        _ => sent.map(|value| ("sent", value)).into_iter().chain(answered.map(|value| ("answered", value))).collect(),
    }
}

fn shown(live: &LiveProperty) -> String {
    let kinds: Vec<String> = live.kinds.iter().map(|(kind, count)| format!("{kind} × {count}")).collect();
    let first = live.values.first().map(|value| format!(", first {}", short(value))).unwrap_or_default();
    format!("{}{first}", kinds.join(", "))
}

fn short(value: &Value) -> String {
    compact(&shorten_value(value))
}

fn disagreements(
    report: &Report,
    property: &Property,
    examples: &[(&str, &Value)],
    live: Option<&LiveProperty>,
) -> Vec<String> {
    let kind = &property.value_type;
    let declared = property.declared.iter().flat_map(|declared| &declared.differs);
    let mut told: Vec<String> = declared.map(|how| format!("the metadata: {how}")).collect();
    for (what, value) in examples.iter().filter(|(_, value)| !fits(kind, value)) {
        told.push(format!("the page's example: {} ({what}) is {}", short(value), kind.misfit()));
    }
    let misfits: Vec<String> =
        live.into_iter().flat_map(|live| &live.values).filter(|value| !fits(kind, value)).take(3).map(short).collect();
    if !misfits.is_empty() {
        told.push(format!("the live answer: {} is {}", misfits.join(" or "), kind.misfit()));
    }
    let nulls = live.and_then(|live| live.kinds.get("null")).copied().unwrap_or(0);
    if nulls > 0 && property.nullable == Some(false) {
        told.push(format!("the live answer: null, {}; the metadata says never null", counted(nulls, "time")));
    }
    told.extend(broken(report, &property.name));
    told
}

/// Promises about a property that the live answer breaks, by rule.
fn broken(report: &Report, property: &str) -> Vec<String> {
    let place = format!("/{property}");
    let is_about = |finding: &&Finding| finding.level != Level::May && finding.place.ends_with(&place);
    let mut by_rule: BTreeMap<(&str, Level), u64> = BTreeMap::new();
    for finding in report.findings.iter().filter(is_about) {
        *by_rule.entry((&finding.rule, finding.level)).or_default() += finding.occurrences;
    }
    let told = |((rule, level), count): (&(&str, Level), &u64)| {
        format!("the live answer: breaks {rule} ({}), {}", level_name(*level), counted(*count, "time"))
    };
    by_rule.iter().map(told).collect()
}

/// Whether a value has the JSON form of a type. Null has every form: whether it is allowed is another question.
#[must_use]
pub fn fits(value_type: &ValueType, value: &Value) -> bool {
    match value_type {
        _ if value.is_null() => true,
        ValueType::Any | ValueType::Stream => true,
        ValueType::Boolean => value.is_boolean(),
        ValueType::Int16 | ValueType::Int32 | ValueType::Int64 => value.is_i64() || value.is_u64(),
        ValueType::Double | ValueType::Decimal => value.is_number(),
        ValueType::Enum { members, .. } => {
            value.as_str().is_some_and(|member| members.is_empty() || members.iter().any(|known| known == member))
        }
        ValueType::Collection { of } => value.as_array().is_some_and(|items| items.iter().all(|item| fits(of, item))),
        ValueType::Complex(_) => value.is_object(),
        ValueType::String
        | ValueType::DateTimeOffset
        | ValueType::Date
        | ValueType::TimeOfDay
        | ValueType::Duration
        | ValueType::Guid
        | ValueType::Binary => value.is_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{fits, of};
    use crate::model::{Declaration, ValueType};
    use crate::report::sample;

    #[test]
    fn a_live_answer_that_breaks_a_promise_is_named() {
        let rows = of(&sample::broken());
        assert_eq!((rows[0].property.as_str(), rows[0].line, rows[0].table.as_str()), ("displayName", 41, "String"));
        assert_eq!(rows[0].example, "sent \"éé\", answered 5");
        assert_eq!(rows[0].live, "string × 2, first \"ee\"");
        assert_eq!(
            rows[0].disagree,
            [
                "the page's example: 5 (answered) is no String",
                "the live answer: breaks date (should), 1 time",
                "the live answer: breaks echo-sent (must), 3 times"
            ]
        );
    }

    #[test]
    fn the_metadata_shows_its_type_and_disagrees_where_the_page_says_another() {
        let mut report = sample::broken();
        let sentence = "`displayName` is String on the page and Edm.Guid in the metadata; the page's stays";
        report.run.properties[0].nullable = Some(false);
        report.run.properties[0].declared =
            Some(Declaration { type_name: "Edm.Guid".to_owned(), differs: vec![sentence.to_owned()] });
        let rows = of(&report);
        assert_eq!(rows[0].metadata, "Edm.Guid, never null");
        assert_eq!(rows[0].disagree[0], format!("the metadata: {sentence}"));
    }

    #[test]
    fn a_value_fits_the_form_of_its_type() {
        let members = ValueType::listed(None, vec!["a".to_owned()]);
        assert!(fits(&members, &json!("a")) && !fits(&members, &json!("b")) && fits(&members, &json!(null)));
        let list = ValueType::Collection { of: Box::new(ValueType::Int32) };
        assert!(fits(&list, &json!([1, 2])) && !fits(&list, &json!([1.5])) && !fits(&list, &json!(1)));
    }
}
