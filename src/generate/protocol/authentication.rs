//! A01 to A03: requests that must not be let in.
//!
//! A04 and A05 need another real token; they belong to who holds it.

use crate::generate::mutant::{Mutant, Payload};
use crate::model::{TOKEN, TOKEN_CHANGED, TOKEN_CUT};

/// A token without signature that ended in 1970; it says nothing and belongs to nobody.
const EXPIRED: &str = "Bearer eyJhbGciOiJub25lIn0.eyJleHAiOjB9.";

/// Listed deviations of class `id`, without their body.
#[must_use]
pub fn listed(id: &str) -> Vec<Mutant> {
    let with = |what: &str, value: Option<&str>| Mutant::new(id, what, Payload::Nothing).header("authorization", value);
    match id {
        "A01" => vec![with("no Authorization", None), with("no Authorization on a read", None).method("GET")],
        "A02" => vec![
            with("an invented token", Some("Bearer docproof-no-such-token")),
            with("no token behind Bearer", Some("Bearer")),
            with("an expired token without signature", Some(EXPIRED)),
            with("two invented tokens", Some("Bearer docproof docproof")),
            with("the token without its end", Some(&format!("Bearer {TOKEN_CUT}"))),
            with("the token with one character changed", Some(&format!("Bearer {TOKEN_CHANGED}"))),
            with("an invented token on a read", Some("Bearer docproof-no-such-token")).method("GET"),
            with("the token without its end on a read", Some(&format!("Bearer {TOKEN_CUT}"))).method("GET"),
        ],
        "A03" => vec![
            with("the Basic scheme", Some("Basic ZG9jcHJvb2Y6ZG9jcHJvb2Y=")),
            with("an unknown scheme", Some("Docproof token")),
            with("the token under another scheme", Some(&format!("Basic {TOKEN}"))),
        ],
        _ => Vec::new(),
    }
}
