//! What the log keeps of the page and of the catalogue, so that a report can say more than what happened.

use crate::cases::ContractBundle;
use crate::event::{ChangeEntry, ExampleFacts};
use crate::generate::classes;

/// The page's own example: the case that every contract has, else its first.
pub(super) fn example(bundle: &ContractBundle) -> Option<ExampleFacts> {
    let documented = bundle.cases.iter().find(|file| file.case.name == "documented");
    let case = &documented.or(bundle.cases.first())?.case;
    let is_shown = case.source.derived.is_none();
    // what docproof made up itself is no word of the page; what the case leaves out is
    let mut sent = case.request.body.clone().filter(|_| is_shown).unwrap_or_default();
    for left in &case.source.contradicting {
        sent.insert(left.property.clone(), left.value.clone());
    }
    let answered = case.expect.body.clone().filter(|_| is_shown).unwrap_or_default();
    Some(ExampleFacts { line: case.source.line, sent, answered })
}

/// Every class of the catalogue with its summary.
pub(super) fn changes() -> Vec<ChangeEntry> {
    classes().iter().map(|class| ChangeEntry { id: class.id.to_owned(), summary: class.summary.to_owned() }).collect()
}
