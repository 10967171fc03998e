//! All changes between two editions.

use super::{Change, examples, headers, operation, permissions, properties};
use crate::model::{Case, Contract};

/// A contract with its cases.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'c> {
    /// What the page promises.
    pub contract: &'c Contract,
    /// Its examples.
    pub cases: &'c [Case],
}

/// What changed from `old` to `new`, in the order of the parts of a page.
///
/// Lines may move and words may change: only facts count.
#[must_use]
pub fn compare(old: Edition<'_>, new: Edition<'_>) -> Vec<Change> {
    let mut changes = permissions::compare(&old.contract.permissions, &new.contract.permissions);
    changes.extend(operation::compare(old.contract, new.contract));
    changes.extend(headers::compare(&old.contract.headers, &new.contract.headers));
    changes.extend(properties::compare(&old.contract.properties, &new.contract.properties));
    changes.extend(operation::statuses(&old.contract.success, &new.contract.success));
    changes.extend(examples::compare(old.cases, new.cases));
    changes
}
