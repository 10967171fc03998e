//! Limits that a service may set to what it takes.

use serde_json::Value;

use super::Freedom;
use crate::mock::service::{Hook, Refusal, Scene};

/// Refuses the update when a text in it passes `test`.
fn texts(scene: &Scene<'_>, test: fn(&str) -> bool) -> Option<Refusal> {
    let names = scene.facts.texts();
    let sent = scene.body?.iter().filter(|(name, _)| names.contains(&name.as_str()));
    let refused = sent.filter_map(|(_, value)| value.as_str()).any(test);
    refused.then(|| Refusal::new(400, "The text is not taken."))
}

/// Whether `text` is an address in the characters of RFC 3986.
fn is_plain_address(text: &str) -> bool {
    let web = text.starts_with("https://") || text.starts_with("http://");
    web && text.bytes().all(|octet| octet.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&octet))
}

/// All freedoms of this file.
pub static FREEDOMS: &[Freedom] = &[
    Freedom::new(
        "text-over-256-refused",
        "refuses texts over 256 characters (400)",
        &[Hook::Refuse(|s| texts(s, |text| text.chars().count() > 256))],
    ),
    Freedom::new(
        "blank-text-refused",
        "refuses texts of nothing visible",
        &[Hook::Refuse(|s| texts(s, |text| text.trim().is_empty()))],
    ),
    Freedom::new(
        "plain-addresses-alone-taken",
        "refuses whatever is no plain web address where one is meant",
        &[Hook::Refuse(|s| {
            let url = s.body?.get("onboardingUrl").and_then(Value::as_str)?;
            (!is_plain_address(url)).then(|| Refusal::new(400, "A web address is needed."))
        })],
    ),
    Freedom::new(
        "coding-refused-without-a-word",
        "answers 415 to a content coding and does not say what it takes",
        &[Hook::Answer(|a, s| {
            if a.status == 415 && s.request.header("content-encoding").is_some() {
                a.remove_header("Accept");
                a.remove_header("Accept-Patch");
            }
        })],
    ),
    Freedom::new(
        "collection-in-short",
        "shows nothing but key and first text in the collection",
        &[Hook::Show(|o, s| {
            if s.is_read && !o.contains_key("@odata.context") {
                let kept = s.facts.texts().into_iter().take(1).chain([s.facts.key()]).collect::<Vec<_>>();
                o.retain(|name, _| kept.contains(&name.as_str()));
            }
        })],
    ),
];
