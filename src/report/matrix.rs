//! Property by kind of change: what the target did with each.

use std::collections::BTreeMap;

use super::result::MatrixCell;
use crate::event::Judged;

/// The matrix in the making.
#[derive(Debug, Default)]
pub struct Matrix {
    cells: BTreeMap<(String, String), MatrixCell>,
}

impl Matrix {
    /// Counts one judged input for each property it is about.
    pub fn judged(&mut self, judged: &Judged) {
        if judged.properties.is_empty() {
            self.count("", judged);
        }
        for property in &judged.properties {
            self.count(property, judged);
        }
    }

    fn count(&mut self, property: &str, judged: &Judged) {
        let change = change_of(judged);
        let cell = self.cells.entry((property.to_owned(), change.to_owned())).or_insert_with(|| MatrixCell {
            property: property.to_owned(),
            change: change.to_owned(),
            ..MatrixCell::default()
        });
        cell.inputs += 1;
        match judged.status {
            Some(200..=299) => cell.accepted += 1,
            Some(400..=499) => cell.refused += 1,
            _ => cell.other += 1,
        }
        cell.broken += u64::from(!judged.broken.is_empty());
    }

    /// The cells by property, then kind of change.
    #[must_use]
    pub fn cells(self) -> Vec<MatrixCell> {
        self.cells.into_values().collect()
    }
}

/// Class of the mutation, or the first part of the input's name.
fn change_of(judged: &Judged) -> &str {
    judged.class.as_deref().unwrap_or_else(|| judged.case.split('/').next().unwrap_or_default())
}
