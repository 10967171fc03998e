//! The catalogue: one promise per file, its documentation beside it.
//!
//! A new rule is a file `<stem>.rs` with `pub static RULE: Rule`, a file `<stem>.md`, and one line here; its id is
//! the stem with `-` for `_`. Lines are sorted by id.

use super::Rule;
use super::registry::rules;

rules! {
    accept_patch,
    allow_405,
    answer_given,
    auth_401_challenge,
    auth_required,
    body_present,
    cl_exact,
    cl_te,
    ct_json,
    ct_metadata,
    date,
    err_code_camel,
    err_details,
    err_inner,
    err_lang,
    err_leak,
    err_shape,
    err_single,
    etag_412,
    invalid_input_rejected,
    method_not_allowed,
    odata_version,
    prefer_min,
    prefer_rep,
    prefer_unknown,
    redirect_same_origin,
    req_id,
    retry_after,
    route_exists,
    status_5xx,
    status_known,
    status_success,
    unknown_id_rejected,
    valid_variant_accepted,
}
