//! What counts as the sent value: a row for each fact, and beside it the nearest value that is another one.

use serde_json::{Value, json};

use super::{Equality, compare};
use crate::model::{ComplexType, ValueType};

/// What must be said of a returned value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// The same, nothing to tell.
    Same,
    /// The same after a normalisation that is told.
    Told,
    /// Another one.
    Another,
}

use Said::{Another, Same, Told};

fn said(of: &ValueType, sent: &Value, returned: &Value) -> Said {
    match compare(of, sent, Some(returned)) {
        outcome if outcome.is_silent() => Same,
        Equality::Differs { .. } => Another,
        _ => Told,
    }
}

/// A fact, and what it says of values that come back for one that was sent.
type Row = (&'static str, &'static str, &'static [(Said, &'static str)]);

fn check(of: &ValueType, rows: &[Row]) {
    for (fact, sent, returned) in rows {
        for (expected, returned) in *returned {
            assert_eq!(said(of, &json!(sent), &json!(returned)), *expected, "{fact}: {sent} {returned}");
        }
    }
}

#[test]
fn text_is_compared_by_code_points() {
    check(
        &ValueType::String,
        &[
            ("code points count", "caf\u{e9}", &[(Same, "caf\u{e9}"), (Another, "cafe"), (Another, "caf\u{c3}\u{a9}")]),
            ("case counts", "Name", &[(Another, "name"), (Another, "NAME")]),
            ("another Unicode form is told", "caf\u{e9}", &[(Told, "cafe\u{301}")]),
            ("in both directions", "cafe\u{301}", &[(Told, "caf\u{e9}")]),
            ("compatible is not equal", "\u{fb01}", &[(Another, "fi")]),
            ("outer white space that is lost is told", " a b\t", &[(Told, "a b"), (Told, " a b"), (Another, "a  b")]),
            ("inner white space counts", "a  b", &[(Another, "a b"), (Another, "ab")]),
            ("white space is never added", "a", &[(Another, " a"), (Another, "a ")]),
            ("an empty text is a value", "", &[(Same, ""), (Another, " ")]),
        ],
    );
}

#[test]
fn a_url_is_a_text_whose_normalisation_is_told() {
    check(
        &ValueType::String,
        &[
            ("scheme and host have no case", "HTTPS://Example.COM/A", &[(Told, "https://example.com/A")]),
            ("the path has one", "https://example.com/A", &[(Another, "https://example.com/a")]),
            ("the usual port may be left out", "https://example.com:443/a", &[(Told, "https://example.com/a")]),
            ("another port may not", "https://example.com:8443/a", &[(Another, "https://example.com/a")]),
            ("an empty path is a slash", "https://example.com", &[(Told, "https://example.com/")]),
            ("a slash behind a path is a path", "https://example.com/a", &[(Another, "https://example.com/a/")]),
            ("dots lead somewhere", "https://example.com/a/../b", &[(Told, "https://example.com/b")]),
            ("unreserved characters need no percent", "https://example.com/%7Ea", &[(Told, "https://example.com/~a")]),
            ("hexadecimal digits have no case", "https://example.com/%c3", &[(Told, "https://example.com/%C3")]),
            ("reserved ones do", "https://example.com/a%2Fb", &[(Another, "https://example.com/a/b")]),
            (
                "query and fragment count",
                "https://e.com/?a=1#b",
                &[(Another, "https://e.com/"), (Another, "https://e.com/?a=1")],
            ),
            ("members of a query have an order", "https://e.com/?a=1&b=2", &[(Another, "https://e.com/?b=2&a=1")]),
            ("another scheme is another address", "http://e.com/", &[(Another, "https://e.com/")]),
            ("the user belongs to it", "https://u:p@e.com/", &[(Another, "https://e.com/")]),
        ],
    );
}

#[test]
fn a_time_is_an_instant_in_any_spelling() {
    check(
        &ValueType::DateTimeOffset,
        &[
            (
                "any offset",
                "2016-12-31T23:58:36-08:00",
                &[(Same, "2017-01-01T07:58:36Z"), (Same, "2017-01-01T13:43:36+05:45")],
            ),
            (
                "the offset counts",
                "2016-12-31T23:58:36-08:00",
                &[(Another, "2016-12-31T23:58:36Z"), (Another, "2016-12-31T23:58:36+08:00")],
            ),
            (
                "Z is +00:00 and -00:00",
                "2020-01-01T00:00:00Z",
                &[(Same, "2020-01-01T00:00:00+00:00"), (Same, "2020-01-01T00:00:00-00:00")],
            ),
            ("t and z have any case", "2020-01-01T00:00:00Z", &[(Same, "2020-01-01t00:00:00z")]),
            ("seconds of zero may be left out", "2020-01-01T00:00:00Z", &[(Same, "2020-01-01T00:00Z")]),
            ("seconds of one may not", "2020-01-01T00:00:01Z", &[(Another, "2020-01-01T00:00Z")]),
            (
                "zeros at the end count nothing",
                "2020-01-01T00:00:00.5Z",
                &[(Same, "2020-01-01T00:00:00.5000000Z"), (Another, "2020-01-01T00:00:00.05Z")],
            ),
            (
                "more than seven digits may be cut or rounded to seven",
                "2020-01-01T00:00:00.123456789Z",
                &[
                    (Same, "2020-01-01T00:00:00.1234567Z"),
                    (Same, "2020-01-01T00:00:00.1234568Z"),
                    (Another, "2020-01-01T00:00:00.1234569Z"),
                ],
            ),
            (
                "rounding may carry",
                "2020-12-31T23:59:59.99999999Z",
                &[(Same, "2021-01-01T00:00:00Z"), (Same, "2020-12-31T23:59:59.9999999Z")],
            ),
            (
                "fewer than seven are told",
                "2020-01-01T00:00:00.1234567Z",
                &[
                    (Told, "2020-01-01T00:00:00.123456Z"),
                    (Told, "2020-01-01T00:00:00.123Z"),
                    (Told, "2020-01-01T00:00:00Z"),
                    (Another, "2020-01-01T00:00:00.124Z"),
                ],
            ),
            (
                "a picosecond counts",
                "2020-01-01T00:00:00.000000000001Z",
                &[(Same, "2020-01-01T00:00:00.000000000001Z"), (Another, "2020-01-01T00:00:00.000000000002Z")],
            ),
            (
                "what is no instant is none",
                "2020-01-01T00:00:00Z",
                &[(Another, "2020-01-01T00:00:00"), (Another, "2020-01-01")],
            ),
        ],
    );
}

#[test]
fn an_enumeration_is_its_member() {
    let names = || ["notOnboarded", "onboarding", "onboarded"].map(str::to_owned).to_vec();
    let numbered = ValueType::Enum { name: None, members: names(), values: vec![0, 1, 2], flags: false };
    let rows: &[Row] = &[
        ("the name", "onboarding", &[(Same, "onboarding"), (Another, "onboarded"), (Another, "")]),
        ("the number of the member", "onboarding", &[(Same, "1"), (Another, "2"), (Another, "0")]),
        ("in both directions", "1", &[(Same, "onboarding"), (Same, "1"), (Another, "notOnboarded")]),
        ("another case is told", "onboarding", &[(Told, "Onboarding"), (Told, "ONBOARDING")]),
    ];
    check(&numbered, rows);
    check(&ValueType::listed(None, names()), rows);
    check(&numbered, &[("a known list has no other number", "onboarding", &[(Another, "7")])]);
    check(&ValueType::listed(None, names()), &[("a page gives no numbers", "onboarding", &[(Told, "7")])]);
}

#[test]
fn null_is_absence() {
    for of in
        [ValueType::String, ValueType::DateTimeOffset, ValueType::Int32, ValueType::listed(None, vec!["a".to_owned()])]
    {
        assert!(compare(&of, &Value::Null, None).is_silent());
        assert!(compare(&of, &Value::Null, Some(&Value::Null)).is_silent());
        for value in [json!(""), json!("null"), json!(0), json!(false)] {
            assert_eq!(said(&of, &Value::Null, &value), Another, "{of} {value}");
            assert_eq!(said(&of, &value, &Value::Null), Another, "{of} {value}");
            assert!(matches!(compare(&of, &value, None), Equality::Differs { .. }), "{of} {value}");
        }
    }
}

#[test]
fn numbers_are_numerically_equal() {
    let number = |text: &str| -> Value { serde_json::from_str(text).unwrap() };
    for (of, sent, returned, expected) in [
        (ValueType::Int32, "1", "1.0", Same),
        (ValueType::Int32, "1", "1e0", Same),
        (ValueType::Int32, "100", "1E+2", Same),
        (ValueType::Int32, "1", "1.5", Another),
        (ValueType::Int32, "1", "-1", Another),
        (ValueType::Int32, "1", "true", Another),
        (ValueType::Int32, "1", r#""1""#, Told),
        (ValueType::Int64, "9007199254740993", r#""9007199254740993""#, Same),
        (ValueType::Int64, "9007199254740993", r#""9007199254740992""#, Another),
        (ValueType::Int64, "9007199254740993", "9007199254740992", Another),
        (ValueType::Int64, r#""12""#, "12", Told),
        (ValueType::Decimal, "19.99", r#""19.99""#, Same),
        (ValueType::Decimal, "19.99", "20", Another),
        (ValueType::Double, "0.1", "1e-1", Same),
        (ValueType::Double, "0.1", "0.2", Another),
    ] {
        assert_eq!(said(&of, &number(sent), &number(returned)), expected, "{of} {sent} {returned}");
    }
}

#[test]
fn a_collection_has_length_and_order() {
    let of = ValueType::Collection { of: Box::new(ValueType::String) };
    for (returned, expected) in [
        (json!(["a", "b"]), Same),
        (json!(["b", "a"]), Another),
        (json!(["a"]), Another),
        (json!(["a", "b", "b"]), Another),
        (json!(["a", "B"]), Another),
        (json!([]), Another),
    ] {
        assert_eq!(said(&of, &json!(["a", "b"]), &returned), expected, "{returned}");
    }
    assert_eq!(said(&of, &json!([]), &json!([])), Same);
}

#[test]
fn a_nested_object_holds_what_was_sent() {
    let of = ValueType::Complex(ComplexType::named("range"));
    for (returned, expected) in [
        (json!({"low": 1, "high": 2}), Same),
        (json!({"high": 2.0, "more": true, "low": 1, "@odata.type": "#range"}), Same),
        (json!({"low": 1}), Another),
        (json!({"low": 1, "high": 3}), Another),
        (json!({"low": 1, "high": null}), Another),
        (json!([{"low": 1, "high": 2}]), Another),
    ] {
        assert_eq!(said(&of, &json!({"low": 1, "high": 2}), &returned), expected, "{returned}");
    }
}
