//! Which columns of a property table hold names, types and descriptions: by what stands in them, in any language.

use serde_json::{Map, Value};

use crate::model::ValueType;

use super::document::Row;
use super::inline::Inline;
use super::names::NameCell;
use super::{types, words};

/// The rows as name, type and description; `None` when no column holds names. A table of two columns has no types.
#[must_use]
pub fn in_order(rows: Vec<Row>, examples: &[&Map<String, Value>]) -> Option<Vec<Row>> {
    let table = Columns { rows: &rows, examples };
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    if width < 3 {
        return (width == 0 || !table.is_marks(0)).then_some(rows);
    }
    let of = table.type_column(width);
    let name = table.name_column(width, of)?;
    let last = (0..width).rfind(|&at| at != of && at != name && !table.is_marks(at)).unwrap_or(width - 1);
    if (name, of, last) == (0, 1, width - 1) {
        return Some(rows);
    }
    let ordered = |row: &Row| {
        let cell = |at: usize| row.cells.get(at).cloned().unwrap_or_default();
        Row { offset: row.offset, cells: vec![cell(name), cell(of), cell(last)] }
    };
    Some(rows.iter().map(ordered).collect())
}

struct Columns<'r> {
    rows: &'r [Row],
    examples: &'r [&'r Map<String, Value>],
}

impl Columns<'_> {
    fn cells(&self, at: usize) -> impl Iterator<Item = &Inline> {
        self.rows.iter().filter_map(move |row| row.cells.get(at))
    }

    /// Whether a column says yes or no of each row, and these are no names.
    fn is_marks(&self, at: usize) -> bool {
        let mut filled = self.cells(at).filter(|cell| !cell.is_empty()).peekable();
        filled.peek().is_some() && self.known(at) == 0 && filled.all(|cell| words::is_mark(&cell.local()))
    }

    /// The second column, unless it holds none of the words for types and another one does in most rows.
    fn type_column(&self, width: usize) -> usize {
        let types = |at: usize| self.cells(at).filter(|cell| is_type_word(cell)).count();
        let holds_types = |at: &usize| 2 * types(*at) > self.rows.len();
        let second_is_open = types(1) == 0 && (self.is_marks(1) || self.known(1) > 0 || self.known(0) == 0);
        let other = || (2..width).find(holds_types).or((0..1).find(|at| holds_types(at) && self.known(1) > 0));
        if second_is_open { other().unwrap_or(1) } else { 1 }
    }

    /// The column with the most names of the example, then the most identifiers, then the first.
    fn name_column(&self, width: usize, of: usize) -> Option<usize> {
        let candidates = (0..width).filter(|&at| at != of && !self.is_marks(at));
        if of == 1 && !self.is_marks(0) && (self.known(0) > 0 || width == 3) {
            return Some(0);
        }
        let identifiers = |at: usize| self.cells(at).filter(|cell| NameCell::read(cell).shown.is_some()).count();
        let ranked = candidates.map(|at| (self.known(at), identifiers(at), std::cmp::Reverse(at)));
        ranked.max().filter(|(_, identifiers, _)| *identifiers > 0 || of == 1).map(|(.., at)| at.0)
    }

    /// How many cells of a column are members of the example.
    fn known(&self, at: usize) -> usize {
        let is_known = |name: String| self.examples.iter().any(|example| example.contains_key(&name));
        self.cells(at).filter_map(|cell| NameCell::read(cell).shown).filter(|name| is_known(name.clone())).count()
    }
}

/// Whether a cell is the word of a primitive type, or of a collection of one: a link or a name could be anything.
fn is_type_word(cell: &Inline) -> bool {
    fn is_plain(value_type: &ValueType) -> bool {
        match value_type {
            ValueType::Collection { of } => is_plain(of),
            other => !matches!(other, ValueType::Complex(_)),
        }
    }
    types::read(cell).is_some_and(|cell| is_plain(&cell.value_type))
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::super::document::Row;
    use super::super::inline::Inline;
    use super::in_order;

    fn row(cells: &[&str]) -> Row {
        let cell = |text: &&str| {
            let mut inline = Inline::default();
            inline.push(false, false, text, 0);
            inline
        };
        Row { offset: 0, cells: cells.iter().map(cell).collect() }
    }

    /// The rows in order, each as `name|type|description`.
    fn ordered(rows: &[&[&str]], example: Value) -> Option<Vec<String>> {
        let example: Map<String, Value> = serde_json::from_value(example).unwrap();
        let rows = in_order(rows.iter().map(|cells| row(cells)).collect(), &[&example])?;
        let text = |row: &Row| row.cells.iter().map(Inline::local).collect::<Vec<_>>().join("|");
        Some(rows.iter().map(text).collect())
    }

    #[test]
    fn names_and_types_are_found_wherever_their_columns_stand() {
        for (rows, expected) in [
            (vec![&["size", "Int32", "How big."][..]], vec!["size|Int32|How big."]),
            (vec![&["date", "[day](day.md)", "When."][..]], vec!["date|[day](day.md)|When."]),
            (
                vec![
                    &["Guest", "label", "String", "Its label."][..],
                    &["Open to all", "until", "DateTimeOffset", "End."],
                ],
                vec!["label|String|Its label.", "until|DateTimeOffset|End."],
            ),
            (
                vec![&["Yes", "String", "label", "Its label."][..], &["No", "Int32", "size", "How big."]],
                vec!["label|String|Its label.", "size|Int32|How big."],
            ),
            (vec![&["label", "Yes", "String", "Its label."][..]], vec!["label|String|Its label."]),
            (vec![&["label", "String", "Its label.", "No"][..]], vec!["label|String|Its label."]),
        ] {
            let expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
            assert_eq!(ordered(&rows, json!({"label": "x"})), Some(expected), "{rows:?}");
        }
    }

    #[test]
    fn a_table_without_a_column_of_names_is_refused() {
        assert_eq!(ordered(&[&["Yes", "No"], &["No", "No"]], json!({})), None);
        assert_eq!(ordered(&[&["Yes", "String", "No"], &["No", "String", "Yes"]], json!({})), None);
    }
}
