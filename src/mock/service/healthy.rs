//! What the healthy service answers.

use proptest::prelude::{Just, ProptestConfig, Strategy as _, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use serde_json::{Value, json};

use crate::mock::probe::{ask, patch, read, request, service, with};
use crate::mock::service::Answer;

const FIRST: &str = "/deviceManagement/remoteAssistancePartners/7443c8b9-c8b9-7443-b9c8-4374b9c84374";
const COLLECTION: &str = "/deviceManagement/remoteAssistancePartners";

fn object(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap()
}

#[test]
fn an_update_answers_the_whole_updated_entity() {
    let service = service(&[], &[]);
    let body = json!({"displayName": "new", "lastConnectionDateTime": "2020-01-01T00:00:00.1+05:30"});
    let answer = ask(&service, patch(body.to_string()));
    let expected = json!({
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#deviceManagement/remoteAssistancePartners/$entity",
        "@odata.type": "#microsoft.graph.remoteAssistancePartner",
        "id": "7443c8b9-c8b9-7443-b9c8-4374b9c84374",
        "displayName": "new",
        "onboardingUrl": "https://example.com/onboardingUrl/",
        "onboardingStatus": "onboarding",
        "lastConnectionDateTime": "2020-01-01T00:00:00.1+05:30",
        "sessionLimit": 1,
        "contact": {
            "name": "Name value", "kind": "team", "sinceDateTime": "2016-12-31T23:58:36.6670033-08:00", "active": true
        },
        "devices": [{"label": "Label value", "active": true}],
    });
    assert_eq!((answer.status, object(&answer)), (200, expected.clone()));
    assert_eq!(object(&ask(&service, read())), expected);
    for (name, value) in
        [("client-request-id", "c1"), ("OData-Version", "4.0"), ("Date", "Thu, 01 Jan 1970 00:00:00 GMT")]
    {
        assert_eq!(answer.header(name), Some(value));
    }
}

#[test]
fn the_collection_lists_three_different_entities() {
    let answer = object(&ask(&service(&[], &[]), request("GET", COLLECTION, "")));
    let names: Vec<&Value> = answer["value"].as_array().unwrap().iter().map(|e| &e["displayName"]).collect();
    assert_eq!(names, ["Display Name value", "Display Name value 2", "Display Name value 3"]);
}

#[test]
fn values_are_accepted_or_refused_by_their_documented_type() {
    for (name, value, status) in [
        ("displayName", json!("x\u{0}😀"), 200),
        ("displayName", json!(null), 200),
        ("displayName", json!(1), 400),
        ("displayName", json!(["x"]), 400),
        ("onboardingStatus", json!("onboarded"), 200),
        ("onboardingStatus", json!("Onboarded"), 400),
        ("onboardingStatus", json!("1"), 400),
        ("onboardingStatus", json!(null), 400),
        ("lastConnectionDateTime", json!("2024-02-29T23:59Z"), 200),
        ("lastConnectionDateTime", json!("2023-02-29T23:59:00Z"), 400),
        ("lastConnectionDateTime", json!("2023-02-28T23:59:00"), 400),
        ("lastConnectionDateTime", json!(0), 400),
        ("lastConnectionDateTime", json!(null), 400),
        ("id", json!("7443c8b9-c8b9-7443-b9c8-4374b9c84374"), 200),
        ("id", json!("x"), 400),
        ("unknown", json!(1), 400),
        ("x@y.z", json!([1]), 200),
        ("@odata.type", json!("#microsoft.graph.remoteAssistancePartner"), 200),
        ("@odata.type", json!("microsoft.graph.remoteAssistancePartner"), 200),
        ("@odata.type", json!("#microsoft.graph.user"), 400),
    ] {
        let answer = ask(&service(&[], &[]), patch(json!({name: value}).to_string()));
        assert_eq!(answer.status, status, "{name}: {value}");
    }
}

#[test]
fn circumstances_are_answered_with_their_status_and_fields() {
    let ok = || patch("{}");
    let unknown = request("PATCH", &format!("{COLLECTION}/x"), "{}");
    for (request, status, field) in [
        (ok(), 200, "ETag"),
        (with(ok(), "authorization", ""), 401, "WWW-Authenticate"),
        (with(ok(), "authorization", "Bearer other"), 401, "WWW-Authenticate"),
        (with(ok(), "authorization", "bearer docproof-mock-token"), 200, "ETag"),
        (unknown.clone(), 404, "Content-Language"),
        (with(unknown, "if-match", "*"), 404, "Date"),
        (request("POST", FIRST, "{}"), 405, "Allow"),
        (request("PATCH", COLLECTION, "{}"), 405, "Allow"),
        (request("GET", "/elsewhere", ""), 404, "request-id"),
        (with(ok(), "content-type", "text/plain"), 415, "Accept-Patch"),
        (with(ok(), "content-type", ""), 400, "Date"),
        (with(ok(), "content-type", "Application/JSON;charset=UTF-8"), 200, "Date"),
        (with(ok(), "content-encoding", "br"), 415, "Accept-Patch"),
        (with(ok(), "prefer", "odd, return=minimal"), 204, "Preference-Applied"),
        (with(ok(), "prefer", "return=representation"), 200, "Preference-Applied"),
        (with(ok(), "if-match", "\"bogus\""), 412, "Date"),
        (with(ok(), "if-match", "*"), 200, "ETag"),
        (with(ok(), "if-none-match", "*"), 412, "Date"),
        (request("PATCH", &format!("{FIRST}?$expand=x"), "{}"), 400, "Date"),
        (request("PATCH", &format!("{FIRST}?x=y"), "{}"), 200, "Date"),
        (request("HEAD", FIRST, ""), 200, "Content-Length"),
        (patch(""), 400, "Date"),
        (patch("[]"), 400, "Date"),
        (patch("{} x"), 400, "Date"),
    ] {
        let answer = ask(&service(&[], &[]), request.clone());
        assert_eq!(answer.status, status, "{request:?}");
        assert!(answer.header(field).is_some(), "{field} in {answer:?}");
    }
}

#[test]
fn a_caller_may_do_what_the_permission_table_says_of_it() {
    let service = service(&[], &[]);
    for (who, status) in
        [("delegated-work", 200), ("delegated-personal", 403), ("application", 403), ("without-permission", 403)]
    {
        let token = format!("Bearer docproof-mock-token-{who}");
        for request in [read(), patch(r#"{"displayName":"theirs"}"#)] {
            assert_eq!(ask(&service, with(request, "authorization", &token)).status, status, "{who}");
        }
    }
    assert_eq!(object(&ask(&service, read()))["displayName"], "theirs");
}

#[test]
fn a_refused_update_changes_nothing() {
    let service = service(&[], &[]);
    let before = ask(&service, read()).body;
    for body in [r#"{"displayName":"a","nope":1}"#, r#"{"nope":1,"displayName":"a"}"#, r#"{"displayName":"a""#] {
        assert_eq!(ask(&service, patch(body)).status, 400);
    }
    assert_eq!(ask(&service, with(patch(r#"{"displayName":"a"}"#), "if-match", "\"0\"")).status, 412);
    assert_eq!(ask(&service, read()).body, before);
}

#[test]
fn a_tag_grows_with_the_entity_and_guards_it() {
    let service = service(&[], &[]);
    let tag = ask(&service, read()).header("ETag").unwrap().to_owned();
    let update = |name: &str| with(patch(json!({"displayName": name}).to_string()), "if-match", &tag);
    assert_eq!(ask(&service, update("first")).status, 200);
    assert_eq!(ask(&service, update("second")).status, 412);
    assert_eq!(ask(&service, with(read(), "if-none-match", &tag)).status, 200);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn no_octets_bring_down_the_service(body in prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..60),
        "[\\[\\]{}\",:0-9a-eE.u\\\\+-]{0,40}".prop_map(String::into_bytes),
        Just(b"{\"displayName\":".to_vec()),
    ]) {
        let status = ask(&service(&[], &[]), patch(body)).status;
        prop_assert!(status == 200 || status == 400, "{status}");
    }

    #[test]
    fn every_text_is_kept_code_point_by_code_point(text in any::<String>()) {
        let service = service(&[], &[]);
        let answer = ask(&service, patch(json!({"displayName": text}).to_string()));
        prop_assert_eq!(&object(&answer)["displayName"], &Value::from(text.as_str()));
        prop_assert_eq!(&object(&ask(&service, read()))["displayName"], &Value::from(text));
    }
}
