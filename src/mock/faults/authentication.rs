//! Lets the wrong callers in, or tells them wrongly.

use super::{Family, Fault};
use crate::mock::service::{Answer, Facts, Hook, Request};

const fn lets(id: &'static str, rule: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Authentication, id, rule, summary, hooks)
}

fn scheme(request: &Request) -> String {
    let field = request.header("authorization").unwrap_or_default();
    field.split(' ').next().unwrap_or_default().to_ascii_lowercase()
}

fn admit(request: &mut Request, facts: &Facts, yes: bool) {
    if yes {
        request.set_header("authorization", format!("Bearer {}", facts.token));
    }
}

fn instead_of_401(answer: &mut Answer, status: u16) {
    if answer.status == 401 {
        answer.status = status;
        answer.remove_header("WWW-Authenticate");
    }
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    lets(
        "anonymous-accepted",
        "auth-required",
        "accepts requests without a token",
        &[Hook::Receive(|r, f| {
            let yes = r.header("authorization").is_none();
            admit(r, f, yes);
        })],
    ),
    lets(
        "anonymous-reads-answered",
        "auth-required",
        "shows an entity to callers without a token",
        &[Hook::Receive(|r, f| {
            let yes = r.method == "GET" && r.header("authorization").is_none();
            admit(r, f, yes);
        })],
    ),
    lets(
        "any-token-accepted-on-reads",
        "auth-required",
        "shows an entity to any bearer token",
        &[Hook::Receive(|r, f| {
            let yes = r.method == "GET" && scheme(r) == "bearer";
            admit(r, f, yes);
        })],
    ),
    lets(
        "any-token-accepted",
        "auth-required",
        "accepts any bearer token",
        &[Hook::Receive(|r, f| {
            let yes = scheme(r) == "bearer";
            admit(r, f, yes);
        })],
    ),
    lets(
        "empty-token-accepted",
        "auth-required",
        "accepts an empty bearer token",
        &[Hook::Receive(|r, f| {
            let yes = r.header("authorization").is_some_and(|field| field.trim().eq_ignore_ascii_case("bearer"));
            admit(r, f, yes);
        })],
    ),
    lets(
        "basic-accepted",
        "auth-required",
        "accepts the Basic scheme",
        &[Hook::Receive(|r, f| {
            let yes = scheme(r) == "basic";
            admit(r, f, yes);
        })],
    ),
    lets(
        "any-scheme-accepted",
        "auth-required",
        "accepts every scheme but Bearer without looking",
        &[Hook::Receive(|r, f| {
            let yes = !matches!(scheme(r).as_str(), "bearer" | "");
            admit(r, f, yes);
        })],
    ),
    lets(
        "challenge-missing",
        "auth-401-challenge",
        "leaves out WWW-Authenticate",
        &[Hook::Answer(|a, _| {
            a.remove_header("WWW-Authenticate");
        })],
    ),
    lets(
        "anonymous-answers-403",
        "auth-required",
        "answers 403 where a token is missing",
        &[Hook::Answer(|a, _| {
            instead_of_401(a, 403);
        })],
    ),
    lets(
        "anonymous-answers-500",
        "status-5xx",
        "answers 500 where a token is missing or wrong",
        &[Hook::Answer(|a, _| {
            instead_of_401(a, 500);
        })],
    ),
    lets(
        "anonymous-answers-200",
        "auth-required",
        "tells a missing token in the body of a 200",
        &[Hook::Answer(|a, _| {
            instead_of_401(a, 200);
        })],
    ),
    lets(
        "anonymous-sent-to-sign-in",
        "auth-required",
        "redirects callers without a token to a page",
        &[Hook::Answer(|a, _| {
            if a.status == 401 {
                a.set_header("Location", "/sign-in");
            }
            instead_of_401(a, 302);
        })],
    ),
    lets(
        "token-prefix-suffices",
        "auth-required",
        "accepts a token whose first half is right",
        &[Hook::Receive(|r, f| {
            let half = f.token.get(..f.token.len() / 2).unwrap_or_default();
            let yes = r.header("authorization").is_some_and(|field| field.starts_with(&format!("Bearer {half}")));
            admit(r, f, yes);
        })],
    ),
    lets(
        "token-accepted-under-basic",
        "auth-required",
        "accepts the token under the Basic scheme",
        &[Hook::Receive(|r, f| {
            let yes = r.header("authorization").is_some_and(|field| field == format!("Basic {}", f.token));
            admit(r, f, yes);
        })],
    ),
];
