//! Pages whose examples cannot be sent as they stand, and what their contracts start from all the same.

use serde_json::{Value, json};

use super::obstacle_tests::{imported, page};

const ROWS: &str = "|id|String|Key.|\n|title|String|x|\n|size|Int32|Valid values 4 to 9|\n\
                    |state|String|Possible values are: `on`, `off`.|\n|seen|DateTimeOffset|Read-only.|\n\
                    |tags|String collection|x|\n|part|[part](../resources/part.md)|x|\n";

/// Name and body of the only case.
fn case(text: &str) -> (String, Value) {
    let cases = imported(text).cases;
    assert_eq!(cases.len(), 1, "{text}");
    let case = &cases[0];
    assert_eq!(case.source.derived.is_some(), case.name == "derived");
    assert_eq!((case.request.method.as_str(), case.request.path.as_str()), ("PATCH", "/things/{thingId}"));
    (case.name.clone(), case.request.body.clone().map_or(Value::Null, Value::Object))
}

#[test]
fn what_stands_for_a_value_is_left_out_and_the_rest_is_documented() {
    for (sent, kept) in [
        (json!({"title": "title-value", "size": 7}), json!({"size": 7})),
        (json!({"title": "a", "state": "String"}), json!({"title": "a"})),
        (json!({"title": "a", "part": {"name": "name-value"}}), json!({"title": "a"})),
    ] {
        assert_eq!(case(&page(ROWS, &sent.to_string(), "{}")), ("documented".to_owned(), kept), "{sent}");
    }
}

#[test]
fn a_case_is_derived_from_texts_that_stand_for_texts_or_else_from_a_row() {
    for (sent, derived) in [
        (json!({"title": "title-value", "state": "String"}), json!({"title": "title-value"})),
        (json!({"tags": ["String"]}), json!({"tags": ["String"]})),
        (json!({"part": {"name": "name-value"}}), json!({"part": {"name": "name-value"}})),
        (json!({"state": "state-value"}), json!({"state": "on"})),
        (json!({"seen": "String (timestamp)"}), json!({"state": "on"})),
        (json!([1]), json!({"state": "on"})),
    ] {
        assert_eq!(case(&page(ROWS, &sent.to_string(), "{}")), ("derived".to_owned(), derived), "{sent}");
    }
}

#[test]
fn a_row_gives_a_value_of_its_type_and_range() {
    for (row, value) in [
        ("|x|Boolean|x|\n|y|Int32|x|\n", json!({"x": true})),
        ("|x|Int32|Valid values 4 to 9|\n", json!({"x": 4})),
        ("|x|Int32|x|\n|y|String|x|\n", json!({"y": "text"})),
        ("|x|String|Read-only.|\n|y|Date|x|\n", json!({"y": "2020-01-01"})),
        ("|x|String collection|x|\n", json!({"x": ["text"]})),
    ] {
        assert_eq!(case(&page(row, "", "{}")), ("derived".to_owned(), value), "{row}");
    }
    for row in ["|id|String|Key.|\n", "|x|String|Read-only.|\n", "|x|Stream|x|\n", "|x|[part](part.md)|x|\n"] {
        assert!(imported(&page(row, "", "{}")).cases.is_empty(), "{row}");
    }
}

#[test]
fn an_example_of_another_method_or_path_tells_what_the_update_may_send() {
    let text = page(ROWS, "{\"title\": \"a\", \"seen\": \"2020-01-01T00:00:00Z\"}", "{}");
    let derived = ("derived".to_owned(), json!({"title": "a"}));
    assert_eq!(case(&text.replace("PATCH https", "PUT https")), derived);
    assert_eq!(case(&text.replace("v1.0/things", "v1.0/others")), derived);
    let stranger = text.replace("v1.0/things", "v1.0/others").replace("\"seen\"", "\"stranger\"");
    assert_eq!(case(&stranger), ("derived".to_owned(), json!({"state": "on"})));
}

#[test]
fn a_derived_case_expects_what_the_page_says_of_any_request() {
    let expect = imported(&page(ROWS, "", "{\"title\": \"b\"}")).cases.remove(0).expect;
    assert_eq!((expect.status, expect.body), (vec![200], None));
}
