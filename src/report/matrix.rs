//! Property by kind of change: what the target did with each.

use std::collections::BTreeMap;

use super::echo::{Answered, Echo};
use super::result::MatrixCell;
use crate::event::Judged;

/// The matrix in the making.
#[derive(Debug, Default)]
pub struct Matrix {
    cells: BTreeMap<(String, String), MatrixCell>,
}

impl Matrix {
    /// Counts one judged input for each property it is about.
    pub fn judged(&mut self, judged: &Judged, answered: &Answered) {
        if judged.properties.is_empty() {
            self.count("", judged, answered);
        }
        for property in &judged.properties {
            self.count(property, judged, answered);
        }
    }

    fn count(&mut self, property: &str, judged: &Judged, answered: &Answered) {
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
        match answered.echo(judged, property) {
            Echo::Echoed => cell.echoed += 1,
            Echo::Normalised => cell.normalised += 1,
            Echo::Ignored => cell.ignored += 1,
            Echo::Changed => cell.changed += 1,
            Echo::Accepted | Echo::Refused | Echo::Unanswered => {}
        }
    }

    /// The cells by property, then kind of change.
    #[must_use]
    pub fn cells(self) -> Vec<MatrixCell> {
        self.cells.into_values().collect()
    }
}

/// Class of the mutation, or the first part of the input's name.
pub fn change_of(judged: &Judged) -> &str {
    judged.class.as_deref().unwrap_or_else(|| kind_of(&judged.case))
}

/// The kind of change that the name of an input begins with.
pub fn kind_of(case: &str) -> &str {
    case.split('/').next().unwrap_or_default()
}
