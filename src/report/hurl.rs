//! The findings as a Hurl file: each entry asserts what was promised, so it fails as long as the target deviates.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Report;
use super::hurl_asserts;
use super::printable::{hides, printable};
use super::requests::{self, Shown, one_line};
use super::words;
use crate::model::{Body, Finding};

/// Every finding of `report`, one entry (or sequence of entries) each.
#[must_use]
pub fn render(report: &Report) -> String {
    file(&report.findings)
}

/// A file with the requests of `findings`.
#[must_use]
pub fn file(findings: &[Finding]) -> String {
    let variable = |(name, variable)| format!(" --variable {name}=\"${variable}\"");
    let head = |tokens: BTreeMap<_, _>| {
        let variables: String = tokens.into_iter().map(variable).collect();
        format!("# hurl{variables} --continue-on-error FILE\n")
    };
    requests::file(findings, head, entry)
}

fn entry(out: &mut String, finding: &Finding, shown: &Shown<'_>) {
    let line = one_line;
    let _ = writeln!(out, "\n# {} · {} · {}", finding.rule, finding.id, line(&finding.message));
    if shown.is_last {
        let _ = writeln!(out, "# at {} · {}:{}", line(&finding.place), finding.source.page, finding.source.line);
        out.push_str(&words::remark(finding));
    }
    out.push_str(&shown.caveats(finding));
    if shown.body.is_some_and(|body| body.truncated) {
        let _ = writeln!(out, "# only the beginning of this body is recorded: {}", line(&finding.replay));
        return;
    }
    let _ = writeln!(out, "{} {}", shown.method, escaped(shown.url));
    let token = format!("{{{{{}}}}}", shown.token());
    for (name, value) in requests::fields(&shown.headers, &token) {
        let value = if value == format!("Bearer {token}") { value } else { escaped(&value) };
        let _ = writeln!(out, "{name}: {value}");
    }
    out.push_str(&shown.body.map(body).unwrap_or_default());
    out.push_str("HTTP *\n");
    if shown.is_last {
        out.push_str(&hurl_asserts::section(finding));
    }
}

/// The octets of a body, exactly: as text on one line where that is readable, else in base 16.
fn body(body: &Body) -> String {
    match &body.text {
        None if body.octets == 0 => String::new(),
        Some(text) if !text.contains("{{") && !text.contains(|c| hides(c) && c != '\n') => {
            let text = text.replace('\\', r"\\").replace('`', r"\`").replace('\n', r"\n");
            format!("`{text}`\n")
        }
        _ => format!(
            "hex,{};\n",
            body.bytes().iter().fold(String::new(), |mut hex, octet| {
                let _ = write!(hex, "{octet:02x}");
                hex
            })
        ),
    }
}

/// A value outside quotes: a number sign would begin a comment.
fn escaped(text: &str) -> String {
    printable(text).replace('\\', r"\\").replace('#', r"\#").replace("{{", r"\{\{")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{body, render};
    use crate::model::{Body, Header, SequenceStep};
    use crate::report::hurl_text::quoted;
    use crate::report::sample;

    #[test]
    fn an_entry_asserts_what_was_promised() {
        let text = render(&sample::broken());
        for part in [
            "PATCH http://127.0.0.1:1/v1.0/deviceManagement/remoteAssistancePartners/7?a=1\nauthorization: Bearer {{token}}\n",
            "`{\"displayName\":\"é\"}`\nHTTP *\n[Asserts]\njsonpath \"$['displayName']\" == \"é\"\n",
        ] {
            assert!(text.contains(part), "no {part:?} in\n{text}");
        }
    }

    #[test]
    fn what_only_a_read_shows_is_read_and_asserted_there() {
        let mut report = sample::broken();
        report.findings.truncate(1);
        report.findings[0].read_back = true;
        let text = render(&report);
        let (update, read) = text.split_once("GET ").unwrap();
        assert!(update.contains("PATCH ") && !update.contains("[Asserts]"), "{update}");
        assert!(read.starts_with("http://127.0.0.1:1/v1.0/deviceManagement/remoteAssistancePartners/7\n"), "{read}");
        assert!(read.ends_with("HTTP *\n[Asserts]\njsonpath \"$['displayName']\" == \"é\"\n"), "{read}");
        assert!(read.contains("authorization: Bearer {{token}}\n") && !read.contains("content-type"), "{read}");
    }

    #[test]
    fn what_the_file_cannot_say_is_a_comment_before_the_entry() {
        let mut report = sample::broken();
        report.findings.truncate(1);
        let finding = &mut report.findings[0];
        finding.request.headers.push(Header { name: "transfer-encoding".to_owned(), value: "chunked".to_owned() });
        let step = |parallel| SequenceStep {
            id: "parallel/0/1".to_owned(),
            method: "PATCH".to_owned(),
            body: Body::record(b"{}"),
            seed: String::new(),
            parallel,
        };
        finding.sequence = vec![step(false), step(true)];
        for text in [render(&report), crate::report::http_file::render(&report)] {
            assert_eq!(text.matches("sent this together with the request above").count(), 1, "{text}");
            assert_eq!(text.matches("in chunks, which this file cannot say").count(), 2, "{text}");
            assert!(text.contains("\n# curl -i -X PATCH 'http") && !text.contains("\ntransfer-encoding"), "{text}");
        }
    }

    #[test]
    fn a_field_that_is_missing_must_exist_and_what_the_object_held_before_is_not_asserted() {
        let mut report = sample::broken();
        report.findings.truncate(1);
        report.findings[0].place = "header:www-authenticate".to_owned();
        assert!(render(&report).ends_with("HTTP *\n[Asserts]\nheader \"www-authenticate\" exists\n"));
        let finding = &mut report.findings[0];
        (finding.place, finding.read_back) = ("/onboardingUrl".to_owned(), true);
        assert!(!render(&report).contains("[Asserts]"));
    }

    #[test]
    fn a_status_is_asserted_against_what_it_must_be_or_what_it_must_not() {
        for (expected, actual, assert) in [
            (json!(200), 201, "status == 200\n"),
            (json!([400, 422]), 200, "status >= 400\nstatus < 500\n"),
            (json!([200]), 202, "status != 202\n"),
            (json!("2xx, or 4xx for the client's fault"), 500, "status != 500\n"),
        ] {
            let mut report = sample::broken();
            let finding = &mut report.findings[0];
            (finding.expected, finding.actual) = (expected, actual.into());
            finding.response.as_mut().unwrap().status = actual;
            assert!(render(&report).contains(&format!("HTTP *\n[Asserts]\n{assert}")), "{}", render(&report));
        }
    }

    #[test]
    fn a_form_is_asserted_where_no_value_was_promised() {
        let text = json!({"kind": "string"});
        let instant = json!({"kind": "date-time-offset"});
        let filled = json!("a string that is not empty");
        let json = json!("application/json");
        for (rule, cause, place, expected, actual, assert) in [
            (
                "ct-json",
                "",
                "header:content-type",
                &json,
                json!("text/plain"),
                r#"header "content-type" matches /(?i)^application\/json\s*(;|$)/"#,
            ),
            (
                "err-shape",
                "",
                "/error/code",
                &filled,
                json!("nothing"),
                "jsonpath \"$['error']['code']\" isString\njsonpath \"$['error']['code']\" != \"\"",
            ),
            (
                "err-inner",
                "",
                "/error/innerError",
                &json!("an object"),
                json!(1),
                r#"body not matches /"innerError"\s*:\s*[^{\s]/"#,
            ),
            ("schema-type", "ill-typed", "/displayName", &text, json!(5), "jsonpath \"$['displayName']\" isString"),
            (
                "schema-type",
                "ill-typed",
                "/displayName",
                &text,
                json!("é"),
                r#"body not matches /"displayName"\s*:\s*"é"/"#,
            ),
            (
                "schema-type",
                "ill-typed",
                "/onboardingUrl",
                &text,
                json!(-5),
                r#"body not matches /"onboardingUrl"\s*:\s*-?\d/"#,
            ),
            (
                "schema-datetime",
                "not-an-instant",
                "/displayName",
                &instant,
                json!("1"),
                "jsonpath \"$['displayName']\" matches /^-?\\d{4,}",
            ),
            (
                "schema-enum",
                "",
                "/displayName",
                &json!(["a", "b-c"]),
                json!("é"),
                r#"jsonpath "$['displayName']" matches /^(a|b\x{2d}c)$/"#,
            ),
            (
                "schema-complete",
                "missing",
                "/onboardingUrl",
                &json!(null),
                json!(null),
                "jsonpath \"$['onboardingUrl']\" exists",
            ),
            (
                "schema-nonnull",
                "null",
                "/displayName",
                &json!("a value"),
                json!(null),
                "jsonpath \"$['displayName']\" != null",
            ),
            ("body-present", "", "body", &json!("one JSON object"), json!("none"), "jsonpath \"$\" isObject"),
            (
                "err-leak",
                "",
                "/error/message",
                &json!("a message for the client"),
                json!("at Main"),
                "not contains \"at Main\"",
            ),
            (
                "http-framing",
                "last-chunk-missing",
                "body",
                &json!(null),
                json!(null),
                "# no assert can say what was promised here",
            ),
        ] {
            let mut report = sample::broken();
            report.findings.truncate(1);
            let finding = &mut report.findings[0];
            (finding.rule, finding.cause, finding.place) = (rule.to_owned(), cause.to_owned(), place.to_owned());
            (finding.expected, finding.actual) = (expected.clone(), actual);
            finding.response.as_mut().unwrap().body = Body::record("{\"displayName\":\"é\"}".as_bytes());
            assert!(render(&report).contains(assert), "{rule}: no {assert}\n{}", render(&report));
        }
    }

    #[test]
    fn a_body_of_which_the_exchange_keeps_the_beginning_is_sent_whole() {
        let mut report = sample::broken();
        report.findings.truncate(1);
        let long = format!("{{\"displayName\":\"{}\"}}", "a".repeat(20_000));
        let finding = &mut report.findings[0];
        finding.request.body = Body::record(long.as_bytes());
        finding.minimal = Body::record_whole(long.as_bytes());
        assert!(render(&report).contains(&format!("`{long}`\nHTTP *\n")));
        report.findings[0].minimal = Body::record(long.as_bytes());
        assert!(render(&report).contains("# only the beginning of this body is recorded"));
    }

    #[test]
    fn what_text_cannot_hold_is_written_in_base_16() {
        assert_eq!(body(&Body::record(b"\xff\x00a")), "hex,ff0061;\n");
        assert_eq!(body(&Body::record(b"a{{b")), "hex,617b7b62;\n");
        assert_eq!(body(&Body::record(br#"{"a":"`\\"}"#)), "`{\"a\":\"\\`\\\\\\\\\"}`\n");
        assert_eq!(body(&Body::record(b"")), "");
        assert_eq!(quoted("a\"{{b}}\u{0}"), "a\\\"\\u{7b}\\u{7b}b}}\\u{0}");
    }
}
