//! Property by kind of change: what the target did with each.

use std::collections::{BTreeMap, BTreeSet};

use super::echo::{Answered, Echo};
use super::result::MatrixCell;
use crate::event::Judged;

/// The matrix in the making.
#[derive(Debug, Default)]
pub struct Matrix {
    cells: BTreeMap<(String, String), MatrixCell>,
    /// The input judged last: its findings come behind it.
    last: Option<Judged>,
    /// Properties of it that a finding is about; `None` until there is one.
    blamed: Option<BTreeSet<String>>,
}

impl Matrix {
    /// Counts one judged input for each property it is about.
    pub fn judged(&mut self, judged: &Judged, answered: &Answered) {
        self.settle();
        for property in properties_of(judged) {
            self.count(property, judged, answered);
        }
        self.last = Some(judged.clone());
    }

    /// Takes in that a finding at `place` was seen on the input `case`: it is about the property that the place names,
    /// or about all that were sent.
    pub fn found(&mut self, case: &str, place: &str) {
        let Some(last) = self.last.as_ref().filter(|last| last.case == case) else { return };
        let is_named = |property: &&str| place.rsplit('/').next() == Some(*property) && place.contains('/');
        let named: Vec<&str> = properties_of(last).filter(is_named).collect();
        let blamed = self.blamed.get_or_insert_default();
        if named.is_empty() {
            blamed.extend(properties_of(last).map(str::to_owned));
        } else {
            blamed.extend(named.into_iter().map(str::to_owned));
        }
    }

    /// Counts what was broken on the last input; a broken rule that no finding explains counts for all properties.
    fn settle(&mut self) {
        let Some(last) = self.last.take() else { return };
        let all = || properties_of(&last).map(str::to_owned).collect();
        let blamed = self.blamed.take().unwrap_or_else(|| if last.broken.is_empty() { BTreeSet::new() } else { all() });
        for property in blamed {
            if let Some(cell) = self.cells.get_mut(&(property, change_of(&last).to_owned())) {
                cell.broken += 1;
            }
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
    pub fn cells(mut self) -> Vec<MatrixCell> {
        self.settle();
        self.cells.into_values().collect()
    }
}

/// The properties that an input is about; no name stands for the request as a whole.
fn properties_of(judged: &Judged) -> impl Iterator<Item = &str> {
    let whole = judged.properties.is_empty().then_some("");
    judged.properties.iter().map(String::as_str).chain(whole)
}

/// Class of the mutation, or the first part of the input's name.
pub fn change_of(judged: &Judged) -> &str {
    judged.class.as_deref().unwrap_or_else(|| kind_of(&judged.case))
}

/// The kind of change that the name of an input begins with.
pub fn kind_of(case: &str) -> &str {
    case.split('/').next().unwrap_or_default()
}
