//! What the page's permission table says of the caller of a request.

use crate::model::{Contract, Identity, PermissionKind, PermissionRow};
use crate::rules::Evidence;

/// Why a rule about the table has nothing to say.
pub const NO_TABLE: &str = "the page has no permission row for this caller";

/// What the table says of a kind of caller.
#[derive(Debug, Clone, Copy)]
pub enum Row<'c> {
    /// These permissions, of which one is enough.
    Supported(&'c PermissionRow),
    /// "Not supported".
    Unsupported(&'c PermissionRow),
}

/// The row of an identity; `None` when the page has no such row, or the identity stands for none.
#[must_use]
pub fn row_of(contract: &Contract, identity: Identity) -> Option<Row<'_>> {
    let kind: PermissionKind = identity.row()?;
    let row = contract.permissions.iter().find(|row| row.kind == kind)?;
    Some(if row.permissions.is_empty() { Row::Unsupported(row) } else { Row::Supported(row) })
}

/// The place of a deviation: whose request, and its method, as in `application:PATCH`.
#[must_use]
pub fn place_of(evidence: &Evidence<'_>, identity: Identity) -> String {
    format!("{}:{}", identity.name(), evidence.exchange.request.method)
}

/// What the request is and whose, as a subject of a sentence.
#[must_use]
pub fn by(evidence: &Evidence<'_>, identity: Identity) -> String {
    let what = if evidence.exchange.request.method == "GET" { "a read" } else { "the documented update" };
    format!("{what} with the token of `{}`", identity.name())
}
