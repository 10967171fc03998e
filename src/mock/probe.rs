//! A scripted session that meets the trigger of every fault and freedom.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use bytes::Bytes;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::server::build_service;
use super::service::{Answer, Form, Request, Service, Step, encode};
use super::{DEFAULT_TOKEN, MockOptions};
use crate::model::{Contract, Identity};

/// The first entity.
pub const FIRST: &str = "/v1.0/deviceManagement/remoteAssistancePartners/7443c8b9-c8b9-7443-b9c8-4374b9c84374";
/// Objects that the circumstances create.
const CREATED_BEFORE: u64 = 1;
const SECOND: &str = "/v1.0/deviceManagement/remoteAssistancePartners/2b9c1f60-5d0e-4f6e-8a53-9d3b1c7e0a42";
/// The collection.
pub const COLLECTION: &str = "/v1.0/deviceManagement/remoteAssistancePartners";

/// The seed contract, with the nullability that metadata state, and what its page lacks: a number with a range, and nested
/// objects.
pub fn contract() -> Contract {
    let text = json!({"kind": "string"});
    let object = |members: Value| json!({"kind": "complex", "name": "object", "members": members});
    let flag = json!({"name": "active", "type": {"kind": "boolean"}});
    let person = object(json!([
        {"name": "name", "type": text},
        {"name": "kind", "type": {"kind": "enum", "members": ["person", "team"]}},
        {"name": "sinceDateTime", "type": {"kind": "date-time-offset"}},
        flag,
    ]));
    let devices = json!({"kind": "collection", "of": object(json!([{"name": "label", "type": text}, flag]))});
    let members = json!({"kind": "enum", "members": ["notOnboarded", "onboarding", "onboarded"]});
    let contract = json!({
        "$schema": "contract.schema.json", "name": "update-remoteassistancepartner",
        "page": {"file": "page.md", "line": 1},
        "operation": {"method": "PATCH", "line": 1,
            "path": "/deviceManagement/remoteAssistancePartners/{remoteAssistancePartnerId}"},
        "entity_type": "microsoft.graph.remoteAssistancePartner",
        "success": [{"code": 200, "line": 1}], "headers": [],
        "permissions": [{"kind": "delegated-work", "permissions": ["Things.ReadWrite.All"], "line": 1},
            {"kind": "application", "permissions": [], "line": 2}],
        "properties": [
            {"name": "id", "type": text, "access": "key", "nullable": false, "line": 1},
            {"name": "displayName", "type": text, "access": "updatable", "nullable": true, "line": 2},
            {"name": "onboardingUrl", "type": text, "access": "updatable", "nullable": true, "line": 3},
            {"name": "onboardingStatus", "type": members, "access": "updatable", "nullable": false, "line": 4},
            {"name": "lastConnectionDateTime", "type": {"kind": "date-time-offset"}, "access": "updatable",
                "nullable": false, "line": 5},
            {"name": "sessionLimit", "type": {"kind": "int32"}, "access": "updatable", "range": [1, 50], "line": 6},
            {"name": "contact", "type": person, "access": "updatable", "line": 7},
            {"name": "devices", "type": devices, "access": "updatable", "line": 8},
        ],
        "siblings": [
            sibling("create", "POST", "/deviceManagement/remoteAssistancePartners", 201),
            sibling("delete", "DELETE", "/deviceManagement/remoteAssistancePartners/{id}", 204),
            sibling("action", "POST", "/deviceManagement/remoteAssistancePartners/{id}/disconnect", 204),
        ],
    });
    serde_json::from_value(contract).unwrap()
}

fn sibling(role: &str, method: &str, path: &str, status: u16) -> Value {
    json!({"role": role, "page": {"file": "page.md", "line": 1}, "permissions": [],
        "operation": {"method": method, "path": path, "line": 1}, "success": [{"code": status, "line": 1}]})
}

/// A service with these hooks and a clock that stands still.
pub fn service(faults: &[&str], freedoms: &[&str]) -> Service {
    service_of(contract(), faults, freedoms)
}

/// A service of this contract.
pub fn service_of(contract: Contract, faults: &[&str], freedoms: &[&str]) -> Service {
    let options = MockOptions {
        faults: faults.iter().map(|id| (*id).into()).collect(),
        freedoms: freedoms.iter().map(|id| (*id).into()).collect(),
        ..MockOptions::new(contract).every_identity()
    };
    build_service(options, DEFAULT_TOKEN, || Timestamp::UNIX_EPOCH).unwrap()
}

/// A request with a good token; a body brings the JSON media type.
pub fn request(method: &str, path: &str, body: impl Into<Bytes>) -> Request {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let body = body.into();
    let mut request =
        Request { method: method.into(), path: path.into(), query: query.into(), body, ..Request::default() };
    request.set_header("authorization", format!("Bearer {DEFAULT_TOKEN}"));
    request.set_header("client-request-id", "c1");
    request.set_header("accept", "application/json");
    request.set_header("accept-encoding", "gzip");
    if method == "PATCH" {
        request.set_header("content-type", "application/json");
    }
    request
}

/// Answers one request.
pub fn ask(service: &Service, request: Request) -> Answer {
    service.finish(&service.arrive(request)).answer
}

/// A patch of the first entity.
pub fn patch(body: impl Into<Bytes>) -> Request {
    request("PATCH", FIRST, body)
}

/// A read of the first entity.
pub fn read() -> Request {
    request("GET", FIRST, "")
}

/// The same request with another header field; an empty value removes it.
pub fn with(mut request: Request, name: &str, value: &str) -> Request {
    request.remove_header(name);
    if !value.is_empty() {
        request.set_header(name, value);
    }
    request
}

fn long(length: usize) -> String {
    format!(r#"{{"displayName":"{}"}}"#, "x".repeat(length))
}

fn texts() -> Vec<String> {
    let values = [
        "  two  blanks ",
        "e\u{301} \u{e9} \u{fb01}",
        "😀",
        "a\0b\u{1}c\u{85}",
        "👨\u{200d}👩\u{fe0f}",
        "\u{202e}x\u{feff}\u{fffd}",
        "a\u{2028}b\r\nc",
        "<b>&amp;</b>",
        "50%20+1 %",
        "back\\slash 'quote' \"double\"",
        "../x",
        "null",
        "true",
        "0123",
        "",
        "=1+1",
        "http://User@Example.com:8080/a?b#c",
        "https://example.com",
        "ÄÖ",
        "7 digits",
        "'; DROP TABLE x;--",
    ];
    values.iter().map(|value| json!({"displayName": value}).to_string()).collect()
}

fn instants() -> Vec<String> {
    let values = [
        "2016-12-31T23:58:36.6670033-08:00",
        "2024-02-29T10:00:00Z",
        "9999-12-31T23:59:59.9999999Z",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "1969-07-20T20:17:40.5Z",
        "2019-12-31T20:00:00-08:00",
        "1500-06-01T12:00:00Z",
        "2020-06-01T12:00:00.1234567891+05:45",
        "2021-03-04T05:06:00+14:00",
        "2021-03-04T17:06:07-03:30",
        "2050-01-02T00:00:00.500Z",
        "2021-03-04t05:06z",
    ];
    values.iter().map(|value| json!({"lastConnectionDateTime": value}).to_string()).collect()
}

fn refused_bodies() -> Vec<Bytes> {
    let bodies = [
        r#"{"displayName":["a"]}"#,
        r#"{"displayName":{"a":1}}"#,
        r#"{"displayName":5}"#,
        r#"{"displayName":true}"#,
        r#"{"onboardingUrl":7,"displayName":"beside a number"}"#,
        r#"{"displayName":["a","b"]}"#,
        r#"{"onboardingStatus":"nonsense"}"#,
        r#"{"onboardingStatus":""}"#,
        r#"{"onboardingStatus":"ONBOARDED"}"#,
        r#"{"onboardingStatus":"2"}"#,
        r#"{"onboardingStatus":2}"#,
        r#"{"onboardingStatus":"unknownFutureValue"}"#,
        r#"{"onboardingStatus":true}"#,
        r#"{"onboardingStatus":["onboarded"]}"#,
        r#"{"onboardingStatus":{"a":1}}"#,
        r#"{"onboardingStatus":null}"#,
        r#"{"lastConnectionDateTime":null}"#,
        r#"{"lastConnectionDateTime":"2016-13-01T00:00:00Z"}"#,
        r#"{"lastConnectionDateTime":"2016-02-30T00:00:00Z"}"#,
        r#"{"lastConnectionDateTime":"today"}"#,
        r#"{"lastConnectionDateTime":""}"#,
        r#"{"lastConnectionDateTime":"2016-01-01T00:00:00+25:00"}"#,
        r#"{"lastConnectionDateTime":"2016-01-01T00:00:00"}"#,
        r#"{"lastConnectionDateTime":"2016-01-01"}"#,
        r#"{"lastConnectionDateTime":1483257516}"#,
        r#"{"lastConnectionDateTime":["x"]}"#,
        r#"{"nope":1}"#,
        r##"{"@odata.type":"#microsoft.graph.user"}"##,
        r#"{"id":"2b9c1f60-5d0e-4f6e-8a53-9d3b1c7e0a43"}"#,
        r#"{"displayName":"cut","onboardingUrl":"u"#,
        "",
        "[]",
        "[{\"displayName\":\"in list\"}]",
        "5",
        "null",
        r#"{"displayName":"twice","displayName":"again"}"#,
        r#"{"displayName":"after"} x"#,
        "{'displayName':'single',} // end",
        "\u{feff}{}",
        r#"{"displayName":"\ud800"}"#,
        r#"{"displayName":"before fault","onboardingStatus":"nonsense","onboardingUrl":"after fault"}"#,
    ];
    let mut bodies: Vec<Bytes> = bodies.iter().map(|body| Bytes::from_static(body.as_bytes())).collect();
    bodies.push(Bytes::from_static(b"{\"displayName\":\"\xff\"}"));
    bodies.push(format!("{{\"x\":{}", "[".repeat(500)).into());
    bodies
}

fn values() -> Vec<Request> {
    let mut bodies = texts();
    bodies.extend(instants());
    bodies.extend([33, 64, 65, 101, 129, 1200, 300, 5000, 70_000].map(long));
    for body in [
        "{}",
        r#"{"\u0064isplayName":"a name in escapes"}"#,
        r#"{"onboardingUrl":"https:\/\/example.com\/escaped"}"#,
        "{\n\"displayName\":\"in two lines\"}",
        r#"{"displayName":null}"#,
        r#"{"onboardingStatus":"onboarded"}"#,
        r#"{"onboardingStatus":"notOnboarded"}"#,
        r#"{"onboardingUrl":"https://example.com/other/"}"#,
        r#"{"displayName":"pair","onboardingUrl":"of texts"}"#,
        r#"{"displayName":"same","onboardingUrl":"same"}"#,
        r#"{"displayName":"three","onboardingStatus":"onboarding","onboardingUrl":"x"}"#,
        r#"{"onboardingUrl":"order","displayName":"reversed"}"#,
        r#"{"onboardingStatus":"onboarded","lastConnectionDateTime":"2020-01-01T00:00:00Z"}"#,
        r#"{"displayName":null,"onboardingStatus":"notOnboarded"}"#,
        r#"{"displayName":"all","onboardingUrl":"u","onboardingStatus":"onboarding","lastConnectionDateTime":"2020-01-02T03:04:05Z"}"#,
        r##"{"@odata.type":"#microsoft.graph.remoteAssistancePartner"}"##,
        r#"{"x@y.z":1}"#,
        r#"{"id":"7443c8b9-c8b9-7443-b9c8-4374b9c84374"}"#,
        r#"{"x@y.z":[[[[[[[[[[1]]]]]]]]]]}"#,
        "{}",
    ] {
        bodies.push(body.to_owned());
    }
    let long_pair = json!({"displayName": "x".repeat(150), "onboardingStatus": "onboarded"}).to_string();
    bodies.push(long_pair);
    bodies.into_iter().flat_map(|body| [patch(body), read()]).collect()
}

fn circumstances() -> Vec<Request> {
    let ok = || patch(r#"{"displayName":"circumstance"}"#);
    let none = "/v1.0/deviceManagement/remoteAssistancePartners/00000000-0000-0000-0000-000000000001";
    let mut requests =
        vec![read(), request("GET", COLLECTION, ""), request("HEAD", FIRST, ""), request("HEAD", COLLECTION, "")];
    // The first version of the entity is the current one.
    requests.extend([with(ok(), "if-match", "\"00000001\""), read()]);
    for (name, value) in [
        ("authorization", ""),
        ("authorization", "Bearer"),
        ("authorization", "Bearer wrong"),
        ("authorization", "Basic YTpi"),
        ("authorization", &format!("Basic {DEFAULT_TOKEN}")),
        ("authorization", &format!("Bearer {}", &DEFAULT_TOKEN[..DEFAULT_TOKEN.len() - 1])),
        ("authorization", "Digest x"),
        ("prefer", "return=minimal"),
        ("prefer", "return=representation"),
        ("prefer", "odd"),
        ("content-type", "text/plain"),
        ("content-type", "application/xml"),
        ("content-type", ""),
        ("content-type", "application/json; charset=utf-8"),
        ("content-type", "APPLICATION/JSON"),
        ("content-type", "application/merge-patch+json"),
        ("content-encoding", "odd"),
        ("odata-maxversion", "4.0"),
        ("x-harness", "1"),
        ("accept", ""),
        ("accept", "text/html"),
        ("if-match", "\"bogus\""),
        ("if-match", "*"),
        ("if-none-match", "*"),
        ("transfer-encoding", "chunked"),
        ("if-match", "\"00000001\""),
        ("client-request-id", ""),
    ] {
        requests.extend([with(ok(), name, value), read()]);
        requests.extend([with(patch(r#"{"displayName":"between"}"#), "prefer", ""), read()]);
    }
    for (name, value) in [("content-type", "application/json; charset=utf-8"), ("transfer-encoding", "chunked")] {
        requests.extend([with(patch("{\"displayName\":\"\u{e9}\"}"), name, value), read()]);
    }
    requests.extend(["", "Bearer wrong"].map(|token| with(read(), "authorization", token)));
    for (method, path) in
        [("PATCH", none), ("PATCH", COLLECTION), ("POST", FIRST), ("PUT", FIRST), ("POST", COLLECTION)]
    {
        let request = with(request(method, path, r#"{"displayName":"elsewhere"}"#), "content-type", "application/json");
        requests.extend([with(request.clone(), "if-match", "*"), request, read()]);
    }
    let suffixed = format!("{FIRST}0");
    requests.extend([request("PATCH", &suffixed, "{}"), request("PATCH", &format!("{FIRST}?$odd=1"), "{}")]);
    let parentheses = format!("{}')", FIRST.replace("/7443", "('7443"));
    for path in [FIRST.replace("/remoteAssistance", "/RemoteAssistance"), parentheses] {
        requests.extend([request("PATCH", &path, r#"{"displayName":"spelt"}"#), read(), request("GET", SECOND, "")]);
    }
    requests.extend([request("GET", "/nowhere", ""), request("PATCH", SECOND, r#"{"displayName":"second"}"#)]);
    requests.extend([
        request("GET", SECOND, ""),
        request("PATCH", SECOND, r#"{"onboardingUrl":"u2"}"#),
        request("GET", SECOND, ""),
    ]);
    requests.extend([request("GET", COLLECTION, ""), request("GET", &format!("{FIRST}?moved=1"), "")]);
    requests.extend([with(
        request("PATCH", &format!("{FIRST}?odd=1"), r#"{"displayName":"option"}"#),
        "content-type",
        "application/json",
    )]);
    requests
}

fn refusals() -> Vec<Request> {
    let fresh = |n: usize| patch(format!(r#"{{"displayName":"fresh {n}"}}"#));
    let each = refused_bodies().into_iter().enumerate();
    each.flat_map(|(n, body)| [fresh(n), patch(body), read(), request("GET", SECOND, ""), fresh(n + 1), read()])
        .collect()
}

fn repeats() -> Vec<Request> {
    let same =
        r#"{"displayName":"again","onboardingStatus":"onboarding","lastConnectionDateTime":"2020-01-02T03:04:05Z"}"#;
    vec![patch(same), read(), patch(same), read(), patch(same), read(), patch(r#"{"displayName":"other"}"#), read()]
}

/// Nested objects whole, in part, and with something wrong inside.
fn inside() -> Vec<Request> {
    let bodies = [
        r#"{"contact":{"name":"whole","kind":"team","sinceDateTime":"2020-01-01T00:00:00+02:00","active":true}}"#,
        r#"{"contact":{"name":"in part","active":true}}"#,
        r#"{"contact":{"name":null}}"#,
        r#"{"contact":{"active":"yes"}}"#,
        r#"{"contact":"text"}"#,
        r#"{"displayName":"beside objects"}"#,
        r#"{"devices":[{"label":"one","active":true},{"label":"two","active":false}]}"#,
        r#"{"devices":[{"label":"three","active":true}]}"#,
        r#"{"devices":[{"label":["four"]}]}"#,
        r#"{"displayName":"beside items"}"#,
    ];
    bodies.into_iter().flat_map(|body| [patch(body), read()]).collect()
}

/// An object from its creation to its end.
fn lifecycle() -> Vec<Request> {
    let post = |body: &'static str| with(request("POST", COLLECTION, body), "content-type", "application/json");
    let own = format!("{COLLECTION}/c7ea7ed0-0000-4000-8000-{:012x}", CREATED_BEFORE + 1);
    let body = r#"{"displayName":"own","onboardingUrl":"https://example.com/own/","onboardingStatus":"onboarded"}"#;
    vec![
        post(body),
        request("GET", &own, ""),
        request("PATCH", &own, r#"{"displayName":"other"}"#),
        request("GET", &own, ""),
        request("POST", &format!("{own}/disconnect"), ""),
        request("DELETE", &own, ""),
        request("GET", &own, ""),
        request("GET", COLLECTION, ""),
    ]
}

/// A read and an update of each other caller, and what is left of it.
fn callers() -> Vec<Request> {
    let each = Identity::ALL.into_iter().flat_map(|identity| {
        let own = format!("Bearer {DEFAULT_TOKEN}-{}", identity.name());
        let update = patch(format!(r#"{{"displayName":"by {}"}}"#, identity.name()));
        [with(read(), "authorization", &own), with(update, "authorization", &own), read()]
    });
    each.collect()
}

fn said(service: &Service, request: Request, log: &mut Vec<u64>) {
    let arrival = service.arrive(request);
    finish(service, &arrival, log);
}

fn finish(service: &Service, arrival: &super::service::Arrival, log: &mut Vec<u64>) {
    let reply = service.finish(arrival);
    let steps = reply.steps.unwrap_or_else(|| vec![Step::Send(encode(&reply.answer, Form::USUAL))]);
    let mut hasher = DefaultHasher::new();
    steps.hash(&mut hasher);
    log.push(hasher.finish());
}

/// Everything that the service says to the session, one fingerprint for each answer.
pub fn transcript(service: &Service) -> Vec<u64> {
    let mut log = Vec::new();
    let script = [circumstances(), values(), repeats(), refusals(), lifecycle(), callers(), inside()].concat();
    for (number, mut request) in (0..).zip(script) {
        request.place = 1 + number % 10;
        said(service, request, &mut log);
    }
    for (one, two) in [
        (patch(r#"{"displayName":"left"}"#), patch(r#"{"onboardingUrl":"right"}"#)),
        (patch(r#"{"onboardingUrl":"one"}"#), request("PATCH", SECOND, r#"{"displayName":"two"}"#)),
        (patch(r#"{"displayName":"left"}"#), patch(r#"{"displayName":"right"}"#)),
    ] {
        let (one, two) = (service.arrive(one), service.arrive(two));
        finish(service, &one, &mut log);
        finish(service, &two, &mut log);
        said(service, read(), &mut log);
        said(service, request("GET", SECOND, ""), &mut log);
    }
    for text in texts().into_iter().chain([long(150)]) {
        said(service, patch(text), &mut log);
        said(service, request("GET", COLLECTION, ""), &mut log);
    }
    log
}
