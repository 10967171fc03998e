//! Octets that are not the HTTP or the JSON they claim to be.

use bytes::Bytes;

use super::{Family, Fault};
use crate::mock::service::{Answer, Form, Hook, Scene, Step, encode, encode_head};
use crate::mock::text::Instant;

const fn breaks(id: &'static str, rule: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Wire, id, rule, summary, hooks)
}

const fn json(id: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    breaks(id, "body-strict-json", summary, hooks)
}

/// Whether the answer shows an entity.
fn shows(answer: &Answer) -> bool {
    answer.status == 200 && answer.body.first() == Some(&b'{')
}

/// Rewrites the JSON of a shown entity.
fn text(answer: &mut Answer, change: fn(&str) -> String) {
    if shows(answer) {
        answer.body = change(&String::from_utf8_lossy(&answer.body)).into_bytes();
    }
}

/// Puts octets into the first text of the shown entity, behind its opening quote.
fn inside(answer: &mut Answer, scene: &Scene<'_>, octets: &[u8]) {
    let Some(name) = scene.facts.texts().first().map(|name| format!("\"{name}\":\"")) else { return };
    let at = answer.body.windows(name.len()).position(|w| w == name.as_bytes());
    if let Some(at) = at.filter(|_| shows(answer)).map(|at| at + name.len()) {
        answer.body.splice(at..at, octets.iter().copied());
    }
}

/// Sends these octets and closes.
#[expect(clippy::unnecessary_wraps, reason = "hooks answer with an option")]
fn send(octets: impl Into<Bytes>) -> Option<Vec<Step>> {
    Some(vec![Step::Send(octets.into()), Step::Close])
}

fn with_header(answer: &Answer, name: &str, value: impl Into<String>) -> Answer {
    let mut changed = answer.clone();
    changed.set_header(name, value);
    changed
}

/// Sends an answer whose length is wrong by `by`.
fn miscounted(answer: &Answer, by: isize) -> Option<Vec<Step>> {
    let length = answer.body.len().checked_add_signed(by).filter(|_| shows(answer))?;
    send(encode(&with_header(answer, "Content-Length", length.to_string()), Form::USUAL))
}

/// Sends the answer to an update chunked, then rewritten.
fn chunked(answer: &Answer, scene: &Scene<'_>, change: fn(&[u8]) -> Vec<u8>) -> Option<Vec<Step>> {
    let octets = encode(answer, Form { chunk: Some(64), ..Form::USUAL });
    if scene.is_update() && shows(answer) { send(change(&octets)) } else { None }
}

/// Does `steps` to every update that sends a text like this.
fn on(scene: &Scene<'_>, test: fn(&str) -> bool, steps: &[Step]) -> Option<Vec<Step>> {
    (scene.is_update() && scene.sends(test)).then(|| steps.to_vec())
}

fn is_leap_day(text: &str) -> bool {
    Instant::parse(text).is_some_and(|instant| (instant.month, instant.day) == (2, 29))
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    breaks(
        "body-after-byte-order-mark",
        "body-strict-json",
        "begins bodies with a byte order mark",
        &[Hook::Answer(|a, _| {
            text(a, |t| format!("\u{feff}{t}"));
        })],
    ),
    breaks(
        "body-with-a-name-twice",
        "body-dupkey",
        "shows the first member twice",
        &[Hook::Answer(|a, _| {
            text(a, |t| format!("{{\"@odata.type\":\"#microsoft.graph.entity\",{}", &t[1..]));
        })],
    ),
    breaks(
        "body-with-a-property-twice",
        "body-dupkey",
        "shows a property twice with two values",
        &[Hook::Answer(|a, s| {
            if let Some(name) = s.facts.texts().first().filter(|_| shows(a)) {
                a.body.splice(1..1, format!("\"{name}\":\"\",").into_bytes());
            }
        })],
    ),
    json(
        "body-with-broken-utf-8",
        "puts an octet into a text that is not UTF-8",
        &[Hook::Answer(|a, s| {
            inside(a, s, &[0xE9]);
        })],
    ),
    json(
        "body-with-overlong-utf-8",
        "encodes U+0000 as in Java's modified UTF-8",
        &[Hook::Answer(|a, s| {
            inside(a, s, &[0xC0, 0x80]);
        })],
    ),
    json("body-with-lone-surrogate", "escapes half a surrogate pair", &[Hook::Answer(|a, s| inside(a, s, b"\\ud83d"))]),
    json(
        "body-with-raw-control",
        "puts a raw control character into a text",
        &[Hook::Answer(|a, s| inside(a, s, b"\x01"))],
    ),
    json("body-with-raw-tab", "puts a raw tab into a text", &[Hook::Answer(|a, s| inside(a, s, b"\t"))]),
    json(
        "body-with-unknown-escape",
        "escapes a letter that needs none",
        &[Hook::Answer(|a, s| inside(a, s, b"\\x41"))],
    ),
    json("body-with-raw-quote", "leaves a quote inside a text as it is", &[Hook::Answer(|a, s| inside(a, s, b"\""))]),
    json(
        "body-truncated",
        "ends bodies too early, with the length to fit",
        &[Hook::Answer(|a, _| {
            text(a, |t| t[..t.len() - 1].to_owned());
        })],
    ),
    json(
        "body-with-text-after",
        "adds text after the JSON value",
        &[Hook::Answer(|a, _| text(a, |t| format!("{t}\n0")))],
    ),
    json("body-twice", "sends the JSON value twice", &[Hook::Answer(|a, _| text(a, |t| format!("{t}{t}")))]),
    json("body-with-nul-after", "ends bodies with U+0000", &[Hook::Answer(|a, _| text(a, |t| format!("{t}\0")))]),
    json(
        "body-with-trailing-comma",
        "puts a comma after the last member",
        &[Hook::Answer(|a, _| {
            text(a, |t| format!("{},}}", &t[..t.len() - 1]));
        })],
    ),
    json(
        "body-in-single-quotes",
        "writes texts in single quotes",
        &[Hook::Answer(|a, _| text(a, |t| t.replace('"', "'")))],
    ),
    json(
        "body-with-comment",
        "puts a comment into bodies",
        &[Hook::Answer(|a, _| text(a, |t| format!("/* entity */{t}")))],
    ),
    json(
        "body-with-guard",
        "begins bodies with a guard against scripts",
        &[Hook::Answer(|a, _| {
            text(a, |t| format!(")]}}',\n{t}"));
        })],
    ),
    json("body-in-callback", "wraps bodies in a call", &[Hook::Answer(|a, _| text(a, |t| format!("callback({t})")))]),
    json(
        "body-with-not-a-number",
        "shows NaN",
        &[Hook::Answer(|a, _| text(a, |t| format!("{},\"score\":NaN}}", &t[..t.len() - 1])))],
    ),
    json(
        "body-in-utf-16",
        "sends bodies in UTF-16",
        &[Hook::Answer(|a, _| {
            if shows(a) {
                let text = String::from_utf8_lossy(&a.body).into_owned();
                a.body = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            }
        })],
    ),
    json(
        "body-as-markup",
        "answers updates in HTML that is called JSON",
        &[Hook::Answer(|a, _| {
            text(a, |_| "<html><body>Done</body></html>".to_owned());
        })],
    ),
    breaks(
        "no-content-with-length",
        "body-empty-204",
        "sends Content-Length with 204",
        &[Hook::Wire(|a, _| {
            let answer = with_header(a, "Content-Length", "2");
            let head = encode_head(&answer, Form::USUAL);
            if a.status == 204 { send(format!("{head}{{}}")) } else { None }
        })],
    ),
    breaks(
        "no-content-chunked",
        "body-empty-204",
        "sends Transfer-Encoding with 204",
        &[Hook::Wire(|a, _| {
            let head = encode_head(&with_header(a, "Transfer-Encoding", "chunked"), Form::USUAL);
            if a.status == 204 { send(format!("{head}0\r\n\r\n")) } else { None }
        })],
    ),
    breaks(
        "head-with-content",
        "head-empty",
        "sends content in answer to HEAD",
        &[Hook::Wire(|a, s| {
            let head = encode_head(&with_header(a, "Content-Length", "2"), Form::USUAL);
            if s.request.method == "HEAD" { send(format!("{head}{{}}")) } else { None }
        })],
    ),
    breaks("length-one-too-many", "cl-exact", "counts one octet too many", &[Hook::Wire(|a, _| miscounted(a, 1))]),
    breaks(
        "length-one-too-few",
        "body-strict-json",
        "counts one octet too few",
        &[Hook::Wire(|a, _| miscounted(a, -1))],
    ),
    breaks(
        "length-in-characters",
        "body-strict-json",
        "counts characters in place of octets",
        &[Hook::Wire(|a, _| {
            let length = std::str::from_utf8(&a.body).ok().map(|text| text.chars().count());
            let length = length.filter(|length| *length != a.body.len())?;
            send(encode(&with_header(a, "Content-Length", length.to_string()), Form::USUAL))
        })],
    ),
    breaks(
        "length-and-chunked",
        "cl-te",
        "sends Content-Length and Transfer-Encoding",
        &[Hook::Wire(|a, s| {
            chunked(a, s, |octets| {
                let text = String::from_utf8_lossy(octets);
                text.replacen("\r\n", "\r\nContent-Length: 64\r\n", 1).into_bytes()
            })
        })],
    ),
    breaks(
        "two-lengths",
        "cl-exact",
        "sends Content-Length twice with two values",
        &[Hook::Wire(|a, s| {
            let second = (a.body.len() + 7).to_string();
            let answer = a.clone().with("Content-Length", second);
            if s.is_update() { send(encode(&answer, Form::USUAL)) } else { None }
        })],
    ),
    breaks(
        "chunk-size-no-number",
        "http-framing",
        "sends a chunk whose size is no number",
        &[Hook::Wire(|a, s| {
            chunked(a, s, |octets| {
                String::from_utf8_lossy(octets).replacen("\r\n\r\n40\r\n", "\r\n\r\nzz\r\n", 1).into_bytes()
            })
        })],
    ),
    breaks(
        "last-chunk-missing",
        "http-framing",
        "closes before the last chunk",
        &[Hook::Wire(|a, s| chunked(a, s, |octets| octets[..octets.len() - 5].to_vec()))],
    ),
    breaks(
        "status-line-garbled",
        "answer-given",
        "begins answers to updates with another protocol",
        &[Hook::Wire(|a, s| {
            let octets = encode(a, Form { version: "HTPP/1.1", ..Form::USUAL });
            if s.is_update() { send(octets) } else { None }
        })],
    ),
    breaks(
        "status-not-a-number",
        "answer-given",
        "sends a status that is no number",
        &[Hook::Wire(|a, s| {
            let head = encode_head(a, Form::USUAL).replacen(" 200 OK", " OK 200", 1);
            if s.is_update() && a.status == 200 { send(head) } else { None }
        })],
    ),
    breaks(
        "header-without-colon",
        "http-framing",
        "sends a field without a colon",
        &[Hook::Wire(|a, s| {
            let head = encode_head(a, Form::USUAL).replacen("\r\n", "\r\nno colon here\r\n", 1);
            if s.is_update() { send(head) } else { None }
        })],
    ),
    breaks(
        "closes-in-the-body",
        "answer-given",
        "closes in the middle of answers to updates",
        &[Hook::Wire(|a, s| {
            let octets = encode(a, Form::USUAL);
            if s.is_update() && shows(a) { send(octets.slice(..octets.len() - a.body.len() / 2)) } else { None }
        })],
    ),
    breaks(
        "closes-in-the-head",
        "answer-given",
        "closes in the middle of the header fields",
        &[Hook::Wire(|a, s| {
            let octets = encode(a, Form::USUAL);
            if s.is_update() { send(octets.slice(..40.min(octets.len()))) } else { None }
        })],
    ),
    breaks(
        "closes-on-emoji",
        "answer-given",
        "closes without an answer on code points beyond U+FFFF",
        &[Hook::Wire(|_, s| on(s, |t| t.chars().any(|c| u32::from(c) > 0xffff), &[Step::Close]))],
    ),
    breaks(
        "closes-on-long-text",
        "answer-given",
        "closes without an answer on texts over 2000 characters",
        &[Hook::Wire(|_, s| on(s, |t| t.len() > 2000, &[Step::Close]))],
    ),
    breaks(
        "closes-on-refusal",
        "answer-given",
        "closes without an answer where it refuses",
        &[Hook::Wire(|a, s| (s.is_update() && a.status == 400).then(|| vec![Step::Close]))],
    ),
    breaks(
        "stalls-on-leap-day",
        "answer-given",
        "never answers an update with February 29",
        &[Hook::Wire(|_, s| on(s, is_leap_day, &[Step::Stall]))],
    ),
    breaks(
        "stalls-on-backslash",
        "answer-given",
        "never answers an update with a backslash",
        &[Hook::Wire(|_, s| on(s, |t| t.contains('\\'), &[Step::Stall]))],
    ),
];
