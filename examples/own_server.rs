//! A re-implementation of *Update remoteAssistancePartner* with axum, and its check: `cargo run --example own_server`.

#![expect(clippy::unwrap_used, reason = "an example ends at the first surprise")]

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, patch};
use serde_json::{Map, Value, json};

type Partner = Arc<Mutex<Map<String, Value>>>;

const ID: &str = "7443c8b9-c8b9-7443-b9c8-4374b9c84374";

#[tokio::main]
async fn main() {
    let url = start().await;
    docproof::Check::new(url).token("my-token").run().await.unwrap().assert_held();
}

/// Starts the server on a free port and returns its service root.
async fn start() -> String {
    let partner = json!({
        "@odata.type": "#microsoft.graph.remoteAssistancePartner",
        "id": ID, "displayName": "Contoso", "onboardingUrl": "https://contoso.example/",
        "onboardingStatus": "notOnboarded", "lastConnectionDateTime": "2026-01-02T03:04:05Z",
    });
    let Value::Object(partner) = partner else { unreachable!("the literal is an object") };
    let refused = || async {
        ([("allow", "GET, PATCH")], failure(StatusCode::METHOD_NOT_ALLOWED, "this method is not for partners"))
    };
    let app = Router::new()
        .route(
            "/deviceManagement/remoteAssistancePartners",
            get(list).fallback(|| async { failure(StatusCode::BAD_REQUEST, "read the list") }),
        )
        .route("/deviceManagement/remoteAssistancePartners/{id}", patch(update).get(read).fallback(refused))
        .fallback(any(|| async { failure(StatusCode::NOT_FOUND, "no such resource") }))
        .with_state(Arc::new(Mutex::new(partner)));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    url
}

async fn list(State(partner): State<Partner>, headers: HeaderMap) -> Response {
    unauthorised(&headers).unwrap_or_else(|| answer(StatusCode::OK, &json!({"value": [*partner.lock().unwrap()]})))
}

async fn read(State(partner): State<Partner>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    match unauthorised(&headers) {
        Some(refusal) => refusal,
        None if id != ID => failure(StatusCode::NOT_FOUND, "no such partner"),
        None => answer(StatusCode::OK, &json!(*partner.lock().unwrap())),
    }
}

async fn update(State(partner): State<Partner>, Path(id): Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    if let Some(refusal) = unauthorised(&headers) {
        return refusal;
    }
    if id != ID {
        return failure(StatusCode::NOT_FOUND, "no such partner");
    }
    if !headers
        .get("content-type")
        .is_some_and(|t| t.to_str().unwrap_or("").to_ascii_lowercase().starts_with("application/json"))
    {
        return failure(StatusCode::UNSUPPORTED_MEDIA_TYPE, "send application/json");
    }
    if headers.contains_key("content-encoding") {
        return failure(StatusCode::UNSUPPORTED_MEDIA_TYPE, "send the body without a coding");
    }
    let Ok(Value::Object(changes)) = serde_json::from_slice(&body) else {
        return failure(StatusCode::BAD_REQUEST, "the body is no JSON object");
    };
    // All or nothing: everything is looked at before anything is stored.
    if let Some((name, _)) = changes.iter().find(|(name, value)| !fits(name, value)) {
        return failure(StatusCode::BAD_REQUEST, &format!("`{}` does not fit", name.escape_debug()));
    }
    let mut partner = partner.lock().unwrap();
    for (name, value) in changes.into_iter().filter(|(name, _)| !name.contains('@')) {
        partner.insert(name, value);
    }
    answer(StatusCode::OK, &json!(*partner))
}

/// The refusal of a caller without the token.
fn unauthorised(headers: &HeaderMap) -> Option<Response> {
    if headers.get("authorization").is_some_and(|value| value == "Bearer my-token") {
        return None;
    }
    Some(([("www-authenticate", "Bearer")], failure(StatusCode::UNAUTHORIZED, "sign in first")).into_response())
}

fn fits(name: &str, value: &Value) -> bool {
    match (name, value) {
        ("displayName" | "onboardingUrl", value) => value.is_string() || value.is_null(),
        ("onboardingStatus", Value::String(member)) => {
            ["notOnboarded", "onboarding", "onboarded"].contains(&member.as_str())
        }
        ("lastConnectionDateTime", Value::String(text)) => is_instant(text),
        ("id", Value::String(id)) => id == ID,
        ("@odata.type", value) => value == "#microsoft.graph.remoteAssistancePartner",
        (annotation, _) => annotation.contains('@'),
    }
}

/// `2016-12-31T23:58:36.6670033-08:00`: a real day, a real time, an offset.
fn is_instant(text: &str) -> bool {
    let Some((date, rest)) = text.split_at_checked(10) else { return false };
    let offset_at = rest.find(['Z', '+', '-']).unwrap_or(rest.len());
    let (time, offset) = rest.split_at(offset_at);
    let plain_date = date.len() == 10 && date.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let real_day = date.parse::<jiff::civil::Date>().is_ok_and(|day| day.year() >= 1);
    let clock = time.strip_prefix('T').is_some_and(|time| {
        time.len() >= 8
            && time.as_bytes()[2] == b':'
            && time.parse::<jiff::civil::Time>().is_ok()
            && !time.contains(":60")
    });
    plain_date && real_day && clock && (offset == "Z" || is_offset(offset))
}

fn is_offset(text: &str) -> bool {
    let number = |part: Option<&str>| part.filter(|p| p.len() == 2).and_then(|p| p.parse::<u8>().ok());
    let mut parts = text[text.len().min(1)..].split(':');
    let (hours, minutes) = (number(parts.next()), number(parts.next()));
    text.len() == 6 && hours.is_some_and(|h| h <= 14) && minutes.is_some_and(|m| m < 60)
}

fn answer(status: StatusCode, body: &Value) -> Response {
    (status, [("content-type", "application/json")], body.to_string()).into_response()
}

fn failure(status: StatusCode, message: &str) -> Response {
    answer(
        status,
        &json!({"error": {"code": status.canonical_reason().unwrap_or("Error").replace(' ', ""), "message": message}}),
    )
}
