//! What the log keeps of the page and of the catalogue, so that a report can say more than what happened.

use crate::cases::ContractBundle;
use crate::event::{ChangeEntry, ExampleFacts};
use crate::generate::classes;

/// The page's own example: the case that every contract has, else its first.
pub(super) fn example(bundle: &ContractBundle) -> Option<ExampleFacts> {
    let documented = bundle.cases.iter().find(|file| file.case.name == "documented");
    let case = &documented.or(bundle.cases.first())?.case;
    Some(ExampleFacts {
        line: case.source.line,
        sent: case.request.body.clone().unwrap_or_default(),
        answered: case.expect.body.clone().unwrap_or_default(),
    })
}

/// Every class of the catalogue with its summary.
pub(super) fn changes() -> Vec<ChangeEntry> {
    classes().iter().map(|class| ChangeEntry { id: class.id.to_owned(), summary: class.summary.to_owned() }).collect()
}
