//! Sends clients elsewhere.

use super::{Family, Fault};
use crate::mock::service::{Answer, Hook, Scene};

const fn sends(id: &'static str, rule: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Redirect, id, rule, summary, hooks)
}

fn redirect(scene: &Scene<'_>, status: u16, origin: &str) -> Option<Answer> {
    let place = format!("{origin}{}", scene.request.path);
    scene.is_update().then(|| Answer::empty(status).with("Location", place))
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    sends(
        "redirect-to-other-host",
        "redirect-same-origin",
        "redirects updates to another host",
        &[Hook::Reply(|s| redirect(s, 307, "http://elsewhere.invalid"))],
    ),
    sends(
        "redirect-to-other-port",
        "redirect-same-origin",
        "redirects updates to another port",
        &[Hook::Reply(|s| redirect(s, 308, "http://127.0.0.1:9"))],
    ),
    sends(
        "redirect-without-location",
        "status-success",
        "redirects updates and does not say where",
        &[Hook::Reply(|s| s.is_update().then(|| Answer::empty(307)))],
    ),
    sends(
        "redirect-in-circles",
        "status-success",
        "redirects updates to themselves for ever",
        &[Hook::Reply(|s| redirect(s, 307, ""))],
    ),
    sends(
        "redirect-to-read",
        "status-success",
        "redirects updates to a read (303)",
        &[Hook::Reply(|s| redirect(s, 303, ""))],
    ),
];
