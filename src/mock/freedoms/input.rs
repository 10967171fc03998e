//! What a service may accept or refuse beyond the usual.

use serde_json::Value;

use super::Freedom;
use crate::mock::service::{Fate, Hook, Refusal};

fn no(yes: bool, status: u16, message: &str) -> Option<Refusal> {
    yes.then(|| Refusal::new(status, message))
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// All freedoms of this file.
pub static FREEDOMS: &[Freedom] = &[
    Freedom::new(
        "json-extensions-read",
        "reads comments, trailing commas and single quotes",
        &[Hook::Read(|d| d.relaxed = true)],
    ),
    Freedom::new("byte-order-mark-read", "reads a body after a byte order mark", &[Hook::Read(|d| d.bom = true)]),
    Freedom::new(
        "last-of-two-names-counts",
        "takes the last of two members with one name",
        &[Hook::Read(|d| d.last_wins = true)],
    ),
    Freedom::new(
        "lone-surrogates-replaced",
        "reads a lone surrogate escape as U+FFFD",
        &[Hook::Read(|d| d.surrogates = true)],
    ),
    Freedom::new(
        "members-in-any-case",
        "reads enum members in any case",
        &[Hook::Admit(|o| {
            let sent = o.value.as_str()?;
            let member = o.facts.members_of(o.name).iter().find(|member| member.eq_ignore_ascii_case(sent))?;
            Some(Fate::Take(member.as_str().into()))
        })],
    ),
    Freedom::new(
        "members-by-number",
        "reads the value of an enum member as text",
        &[Hook::Admit(|o| {
            let place: usize = o.value.as_str()?.parse().ok()?;
            Some(Fate::Take(o.facts.members_of(o.name).get(place)?.as_str().into()))
        })],
    ),
    Freedom::new(
        "future-member-ignored",
        "takes `unknownFutureValue` for no member at all",
        &[Hook::Admit(|o| {
            let is_enum = o.facts.members().contains(&o.name);
            (is_enum && o.value == "unknownFutureValue").then_some(Fate::Skip)
        })],
    ),
    Freedom::new(
        "id-in-body-refused",
        "refuses the key in a body",
        &[Hook::Refuse(|s| no(s.body.is_some_and(|b| b.contains_key(s.facts.key())), 400, "The key cannot be given."))],
    ),
    Freedom::new(
        "other-id-in-body-ignored",
        "ignores another key in a body",
        &[Hook::Admit(|o| (o.name == o.facts.key() && o.value.is_string()).then_some(Fate::Skip))],
    ),
    Freedom::new(
        "very-long-text-refused",
        "refuses texts over 4096 characters (413)",
        &[Hook::Refuse(|s| {
            no(s.sends(|t| t.chars().count() > 4096), 413, "A text is longer than this service keeps.")
        })],
    ),
    Freedom::new(
        "large-body-refused",
        "refuses bodies over 16 KiB (413)",
        &[Hook::Refuse(|s| no(s.request.body.len() > 16 * 1024, 413, "The body is larger than this service reads."))],
    ),
    Freedom::new(
        "deep-nesting-refused",
        "refuses nesting deeper than eight",
        &[Hook::Refuse(|s| {
            no(s.body.is_some_and(|b| b.values().map(depth).any(|d| d > 8)), 400, "The body is nested too deeply.")
        })],
    ),
    Freedom::new(
        "control-characters-refused",
        "refuses control characters in texts",
        &[Hook::Refuse(|s| no(s.sends(|t| t.chars().any(char::is_control)), 400, "A text holds a control character."))],
    ),
    Freedom::new(
        "if-match-required",
        "refuses updates without If-Match (428)",
        &[Hook::Refuse(|s| no(s.request.header("if-match").is_none(), 428, "The header If-Match is required."))],
    ),
    Freedom::new(
        "chunked-requests-refused",
        "refuses chunked requests (411)",
        &[Hook::Refuse(|s| no(s.request.header("transfer-encoding").is_some(), 411, "A length is required."))],
    ),
    Freedom::new(
        "accept-checked",
        "refuses updates that accept no JSON (406)",
        &[Hook::Refuse(|s| {
            let accepts = |a: &str| a.starts_with("*/*") || a.to_ascii_lowercase().starts_with("application/");
            no(
                s.request.header("accept").is_some() && !s.request.list("accept").any(accepts),
                406,
                "JSON is not accepted.",
            )
        })],
    ),
    Freedom::new(
        "media-type-guessed",
        "takes a body without media type for JSON",
        &[Hook::Receive(|r, _| {
            if r.method == "PATCH" && r.media_type().is_empty() {
                r.set_header("content-type", "application/json");
            }
        })],
    ),
    Freedom::new(
        "merge-patch-read",
        "reads application/merge-patch+json",
        &[Hook::Receive(|r, _| {
            if r.media_type() == "application/merge-patch+json" {
                r.set_header("content-type", "application/json");
            }
        })],
    ),
];
