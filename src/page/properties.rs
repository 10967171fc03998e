//! The property table: name, type, description, by position.

use serde_json::{Map, Value};

use crate::model::{Access, ComplexType, Property, ValueType};

use super::body::is_placeholder;
use super::diagnostic::{Remarks, Severity};
use super::document::{Document, Row};
use super::inline::Inline;
use super::lines::Lines;
use super::lost::LostRow;
use super::names::{self, Name, NameCell};
use super::ranges::stated_range;
use super::tables::{PART, further, table};
use super::{columns, enums, read_only, types, words};

/// What a property table lists.
#[derive(Debug, Default)]
pub struct Listed {
    /// Rows with their names.
    pub properties: Vec<Property>,
    /// Rows whose names nothing on the page tells.
    pub lost: Vec<LostRow>,
}

/// Reads the tables under the request body. `examples` are bodies of the page's example, the most complete first.
///
/// A further table, as for another permission or another type of object, adds what the first one does not list.
#[must_use]
pub fn read(
    document: &Document,
    lines: &Lines<'_>,
    remarks: &mut Remarks<'_>,
    examples: &[&Map<String, Value>],
) -> Listed {
    let Some(first) = table(document) else { return Listed::default() };
    let mut listed = read_table(first, document, lines, remarks, examples);
    for further in further(document) {
        let offset = further.rows.first().map_or(0, |row| row.offset);
        if further.lists_properties(&listed.properties) {
            let message = "a further table of properties, as for another case; what the first does not list is added";
            remarks.add(Severity::Info, "further-table", offset, message);
            add_rows(&mut listed, further.rows, (document, lines), remarks, examples);
        } else {
            let message = "a further table that lists no properties of the object itself; it is not read";
            remarks.add(Severity::Warning, "unread-table", offset, message);
        }
    }
    listed
}

/// Says that there is no such table, on the page of an operation that sends properties: an update, or what has an example
/// that sends some.
pub fn tell_missing(document: &Document, method: &str, sends: bool, remarks: &mut Remarks<'_>) {
    if table(document).is_none() && (sends || matches!(method, "PATCH" | "PUT")) {
        let message = "no property table under the request body; only the page's own example can be checked";
        let offset = document.offset_of(document.part(&PART));
        remarks.add(Severity::Warning, "missing-property-table", offset, message);
    }
}

/// Reads the rows of a property table.
pub fn read_table(
    table: &[Row],
    document: &Document,
    lines: &Lines<'_>,
    remarks: &mut Remarks<'_>,
    examples: &[&Map<String, Value>],
) -> Listed {
    let mut listed = Listed::default();
    add_rows(&mut listed, table, (document, lines), remarks, examples);
    listed
}

fn add_rows(
    listed: &mut Listed,
    table: &[Row],
    (document, lines): (&Document, &Lines<'_>),
    remarks: &mut Remarks<'_>,
    examples: &[&Map<String, Value>],
) {
    let Some(ordered) = columns::in_order(join_broken_rows(table, remarks), examples) else {
        let message = "no column of the table holds names of properties; it is not read";
        remarks.add(Severity::Warning, "unread-table", table.first().map_or(0, |row| row.offset), message);
        return;
    };
    let rows: Vec<_> = ordered.iter().filter(|row| is_property(row, remarks)).collect();
    let cells: Vec<_> = rows.iter().map(|row| NameCell::read(&row.cells[0])).collect();
    let types: Vec<_> = rows.iter().map(|row| CellFacts::read(row)).collect();
    let plain: Vec<_> = types.iter().map(|facts| facts.value_type.clone().unwrap_or(ValueType::Any)).collect();
    let names = names::resolve(&cells, &plain, examples, document.is_latin_translation());
    for ((row, name), facts) in rows.into_iter().zip(names).zip(types) {
        let name = settle(name, row, remarks);
        if name.as_ref().is_some_and(|name| listed.properties.iter().any(|known| known.name == *name)) {
            let message = format!("`{}` is listed twice; the first row counts", name.unwrap_or_default());
            remarks.add(Severity::Info, "repeated-property", row.offset, message);
            continue;
        }
        let shown = name.as_ref().and_then(|name| examples.iter().find_map(|example| example.get(name)));
        let property =
            Property { line: lines.line(row.offset), ..property(name.as_deref(), facts, shown, row, remarks) };
        match name {
            Some(_) => listed.properties.push(property),
            None => {
                listed.lost.push(LostRow { shown: row.cells[0].local(), at: listed.properties.len(), property });
            }
        }
    }
}

/// What a row says of its property; without a name there is no value to look at, and nothing to say of the type.
fn property(
    name: Option<&str>,
    facts: CellFacts<'_>,
    shown: Option<&Value>,
    row: &Row,
    remarks: &mut Remarks<'_>,
) -> Property {
    let description = facts.description;
    let name = name.unwrap_or_default();
    let value_type = if name.is_empty() { facts.type_alone() } else { facts.value_type(shown, row, remarks) };
    let range = is_number(&value_type).then(|| stated_range(&description.prose())).flatten();
    let access = access(name, description);
    Property { name: name.to_owned(), value_type, access, nullable: None, declared: None, range, line: 0 }
}

/// A description with a line end in it makes two rows; the second one holds nothing but prose.
fn join_broken_rows(table: &[Row], remarks: &mut Remarks<'_>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::with_capacity(table.len());
    for row in table {
        let mut filled = row.cells.iter().filter(|cell| !cell.is_empty());
        let alone = filled.next().filter(|_| filled.next().is_none());
        let is_prose = |cell: &&Inline| cell.local().contains([' ', '。', '，', ';', '；']);
        match (alone.filter(is_prose), rows.last_mut().and_then(|before| before.cells.last_mut())) {
            (Some(prose), Some(description)) => {
                let message = "a row of nothing but prose continues the description of the row before";
                remarks.add(Severity::Info, "broken-row", row.offset, message);
                description.pieces.extend(prose.pieces.iter().cloned());
            }
            _ => rows.push(row.clone()),
        }
    }
    rows
}

/// Whether a row is about a property: it has a name, and that is no annotation.
fn is_property(row: &Row, remarks: &mut Remarks<'_>) -> bool {
    let name = row.cells.first().map(Inline::local).unwrap_or_default();
    if name.contains("@odata") {
        remarks.add(Severity::Info, "annotation-row", row.offset, "an annotation is no property; the row is left out");
        return false;
    }
    let is_alone = row.cells.iter().skip(1).all(Inline::is_empty);
    let is_heading = || name.starts_with("**") || NameCell::read(&row.cells[0]).shown.is_none();
    if is_alone && !name.is_empty() && is_heading() {
        remarks.add(Severity::Info, "group-row", row.offset, "a row without a type heads a group; it is no property");
        return false;
    }
    row.cells.iter().any(|cell| !cell.is_empty())
}

fn settle(name: Name, row: &Row, remarks: &mut Remarks<'_>) -> Option<String> {
    let shown = row.cells[0].local();
    match name {
        Name::Shown(name) | Name::Unconfirmed(name) => Some(name),
        Name::Recovered(name) => {
            let message = format!("`{shown}` is no name of this entity; the page has `{name}` in its place");
            remarks.add(Severity::Info, "recovered-property-name", row.offset, message);
            Some(name)
        }
        Name::Lost => {
            let message =
                format!("`{shown}` is not the name of a property and nothing recovers it; the row is left out");
            remarks.add(Severity::Warning, "unreadable-property-name", row.offset, message);
            None
        }
    }
}

fn access(name: &str, description: &Inline) -> Access {
    if name == "id" {
        Access::Key
    } else if read_only::says_read_only(&description.prose()) {
        Access::ReadOnly
    } else {
        Access::Updatable
    }
}

fn is_number(value_type: &ValueType) -> bool {
    use ValueType::{Decimal, Double, Int16, Int32, Int64};
    matches!(value_type, Int16 | Int32 | Int64 | Double | Decimal)
}

/// What the type and description cells of a row say.
struct CellFacts<'r> {
    value_type: Option<ValueType>,
    from_link: bool,
    members: Vec<String>,
    description: &'r Inline,
}

impl<'r> CellFacts<'r> {
    /// The type is the second cell when there are three; the description is the last one.
    fn read(row: &'r Row) -> Self {
        let description = row.cells.last().unwrap_or(&row.cells[0]);
        let cell = if row.cells.len() > 2 { types::read(&row.cells[1]) } else { None };
        let from_link = cell.as_ref().is_some_and(|c| c.from_link);
        Self { value_type: cell.map(|c| c.value_type), from_link, members: enums::members(description), description }
    }

    /// The type as the row alone tells it.
    fn type_alone(self) -> ValueType {
        match self.value_type {
            Some(ValueType::Collection { of }) => types::collection(refine(*of, self.from_link, self.members, &[])),
            Some(single) => refine(single, self.from_link, self.members, &[]),
            None => ValueType::Any,
        }
    }

    /// The type, with the description's enum members and checked against the value that the example shows.
    fn value_type(self, shown: Option<&Value>, row: &Row, remarks: &mut Remarks<'_>) -> ValueType {
        let evident = || evident(row.cells.get(1)?, shown?);
        let Some(value_type) = self.value_type.or_else(evident) else {
            let cell = row.cells.get(1).map(Inline::local).unwrap_or_default();
            let message = format!("`{cell}` names no type that can be read; values of this property are not judged");
            remarks.add(Severity::Warning, "unreadable-type", row.offset, message);
            return ValueType::Any;
        };
        let members = match (&value_type, shown.and_then(Value::as_str)) {
            (ValueType::Complex(_), Some(shown)) if self.members.is_empty() => {
                enums::members_beside(self.description, shown)
            }
            _ => self.members,
        };
        // where the translation took the word for the type, it may have taken the one for the collection too
        let value_type = match value_type {
            ValueType::Complex(_) if self.from_link && shown.is_some_and(Value::is_array) => {
                types::collection(value_type)
            }
            other => other,
        };
        let values: Vec<&Value> = match (&value_type, shown) {
            (ValueType::Collection { .. }, Some(Value::Array(items))) => items.iter().collect(),
            (ValueType::Collection { .. }, _) => Vec::new(),
            (_, single) => single.into_iter().collect(),
        };
        if let Some(stranger) = stranger(&members, &values) {
            let listed = members.join("`, `");
            let message = format!("the example shows `{stranger}`, which is none of the listed values `{listed}`");
            remarks.add(Severity::Warning, "example-not-listed", row.offset, message);
        }
        let refined = match value_type {
            ValueType::Collection { of } => types::collection(refine(*of, self.from_link, members, &values)),
            single => refine(single, self.from_link, members, &values),
        };
        if is_any(&refined) {
            let shown = shown.cloned().unwrap_or_default();
            let message =
                format!("nothing tells what {shown} in the example is; values of this property are not judged");
            remarks.add(Severity::Warning, "unreadable-type", row.offset, message);
        }
        refined
    }
}

/// Whether values of the type, or its items, can be any JSON.
fn is_any(value_type: &ValueType) -> bool {
    match value_type {
        ValueType::Collection { of } => is_any(of),
        other => *other == ValueType::Any,
    }
}

/// What the example shows of a type whose word cannot be read: true and false have one type only, and a type word that
/// the translation left alone says what the value, or each item of it, is.
fn evident(cell: &Inline, shown: &Value) -> Option<ValueType> {
    let left = types::word_left_alone(cell);
    match shown {
        Value::Bool(_) => Some(ValueType::Boolean),
        Value::Array(items) => {
            left.filter(|of| items.iter().all(|item| names::type_fits(of, item))).map(types::collection)
        }
        value => left.filter(|of| names::type_fits(of, value)),
    }
}

/// A text of the example that a list of values does not have. One that is no name, or the word of a type, stands for
/// a value.
fn stranger<'v>(members: &[String], shown: &[&'v Value]) -> Option<&'v str> {
    let is_value = |text: &&str| enums::is_member(text) && words::primitive(text).is_none();
    let texts = shown.iter().filter_map(|value| value.as_str()).filter(is_value);
    texts.filter(|_| members.len() > 1).find(|text| !members.iter().any(|member| member == text))
}

/// A word or link with listed members is an enumeration, unless the example shows otherwise.
fn refine(item: ValueType, from_link: bool, members: Vec<String>, shown: &[&Value]) -> ValueType {
    let is_listed = |text: &str| members.iter().any(|member| member == text) || is_placeholder(text);
    let is_member = |value: &&Value| value.is_null() || value.as_str().is_some_and(is_listed);
    let agrees = shown.iter().all(is_member);
    match item {
        ValueType::String if members.len() > 1 && agrees => ValueType::listed(None, members),
        ValueType::Complex(complex) => {
            let name = complex.name;
            let is_object = shown.iter().any(|value| value.is_object());
            let is_other = shown.iter().any(|value| !value.is_object() && !value.is_null());
            match (members.is_empty(), is_object, is_other) {
                (_, true, _) => {
                    ValueType::Complex(ComplexType::named(if from_link { spelled(&name, shown) } else { name }))
                }
                (false, false, _) if agrees => ValueType::listed(Some(name), members),
                _ if is_other && shown.iter().all(|value| value.is_boolean()) => ValueType::Boolean,
                (true, false, false) => ValueType::Complex(ComplexType::named(name)),
                _ => ValueType::Any,
            }
        }
        other => other,
    }
}

/// File names are lower case; the example's annotation has the type's own spelling.
fn spelled(name: &str, shown: &[&Value]) -> String {
    let annotated = shown.iter().filter_map(|value| value.get("@odata.type")?.as_str()?.rsplit('.').next());
    annotated.into_iter().find(|own| own.eq_ignore_ascii_case(name)).unwrap_or(name).to_owned()
}
