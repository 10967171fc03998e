//! The catalogue: one promise per file, its documentation beside it.
//!
//! A new rule is a file `<stem>.rs` with `pub static RULE: Rule`, a file `<stem>.md`, and one line here; its id is
//! the stem with `-` for `_`. Lines are sorted by id.

use super::Rule;
use super::registry::rules;

rules! {
    body_dupkey,
    body_empty_204,
    body_present,
    body_strict_json,
    echo_id,
    echo_sent,
    head_empty,
    idempotent,
    merge_untouched,
    odata_context,
    odata_type,
    readback,
    reject_atomic,
    schema_case,
    schema_complete,
    schema_datetime,
    schema_enum,
    schema_extra,
    schema_nonnull,
    schema_range,
    schema_type,
}
