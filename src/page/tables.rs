//! Which tables under the request body list properties.

use crate::model::{Property, ValueType};

use super::document::{Content, Document, Row};
use super::names::NameCell;
use super::types;

/// Anchor of the part that holds the tables.
pub const PART: [&str; 1] = ["request-body"];

/// The property table: the first with three columns, or else the first.
#[must_use]
pub fn table(document: &Document) -> Option<&[Row]> {
    let tables: Vec<_> = document.tables_of(document.part(&PART)).collect();
    tables.iter().copied().find(|rows| is_full(rows)).or(tables.first().copied())
}

/// A further table of three columns, and the anchor of the heading above it.
pub struct Further<'d> {
    /// Its rows.
    pub rows: &'d [Row],
    anchor: &'d str,
}

/// The tables of three columns behind the property table.
pub fn further(document: &Document) -> impl Iterator<Item = Further<'_>> {
    let part = document.part(&PART);
    let tables = document.blocks_of(part).filter_map(move |block| match &block.content {
        Content::Table(rows) if is_full(rows) => {
            let section = block.section.filter(|_| block.section != part).and_then(|at| document.sections.get(at));
            Some(Further { rows, anchor: section.map_or("", |section| &section.anchor) })
        }
        _ => None,
    });
    tables.skip(1)
}

impl Further<'_> {
    /// Whether it lists properties of the object itself: names and types, and not below the heading of the type of a
    /// property, whose members it would list.
    #[must_use]
    pub fn lists_properties(&self, known: &[Property]) -> bool {
        let reads = |row: &&Row| {
            let is_type = row.cells.get(1).is_some_and(|cell| types::read(cell).is_some());
            is_type && row.cells.first().is_some_and(|cell| NameCell::read(cell).shown.is_some())
        };
        let is_readable = 2 * self.rows.iter().filter(reads).count() > self.rows.len();
        is_readable && !known.iter().any(|property| self.is_below(property))
    }

    fn is_below(&self, property: &Property) -> bool {
        let word = self.anchor.split('-').next().unwrap_or_default();
        let of_type = complex_name(&property.value_type).is_some_and(|name| name.eq_ignore_ascii_case(word));
        of_type || (property.name.eq_ignore_ascii_case(word) && complex_name(&property.value_type).is_some())
    }
}

fn complex_name(value_type: &ValueType) -> Option<&str> {
    match value_type {
        ValueType::Collection { of } => complex_name(of),
        ValueType::Complex(complex) => Some(&complex.name),
        _ => None,
    }
}

fn is_full(rows: &[Row]) -> bool {
    rows.iter().any(|row| row.cells.len() > 2)
}
