//! The catalogue: one promise per file, its documentation beside it.
//!
//! A new rule is a file `<stem>.rs` with `pub static RULE: Rule`, a file `<stem>.md`, and one line here; its id is
//! the stem with `-` for `_`. Lines are sorted by id.

use super::Rule;
use super::registry::rules;

rules! {
    body_present,
}
