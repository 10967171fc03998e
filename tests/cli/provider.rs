//! An identity provider in a thread: it gives out known tokens, or says no and repeats what it was sent.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

/// What the provider gives out for a device, before anybody has a token.
pub(crate) const DEVICE_CODE: &str = "d3vice-c0de-of-the-night";

/// A running provider; it ends with the test process.
#[derive(Debug)]
pub(crate) struct Provider {
    pub(crate) origin: String,
    /// The answer to the next questions for a token; a refusal that repeats the question when there is none.
    pub(crate) issues: Arc<Mutex<Option<Value>>>,
}

impl Provider {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let provider = Self { origin: format!("http://{}", listener.local_addr().unwrap()), issues: Arc::default() };
        let (page, issues) = (format!("{}/device", provider.origin), Arc::clone(&provider.issues));
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let heard = heard(&mut stream);
                let (status, body) = if heard.contains("/devicecode ") {
                    let more =
                        json!({"user_code": "ABCD-EFGH", "verification_uri": page, "expires_in": 60, "interval": 0});
                    ("200 OK", merged(json!({"device_code": DEVICE_CODE}), &more))
                } else if let Some(issued) = issues.lock().unwrap().clone() {
                    ("200 OK", issued)
                } else {
                    ("400 Bad Request", json!({"error": "invalid_grant", "error_description": repeated(&heard)}))
                };
                let body = body.to_string();
                let fields = format!("Content-Type: application/json\r\nContent-Length: {}", body.len());
                let _ = write!(stream, "HTTP/1.1 {status}\r\n{fields}\r\nConnection: close\r\n\r\n{body}");
            }
        });
        provider
    }
}

fn merged(mut one: Value, other: &Value) -> Value {
    one.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
    one
}

/// The value of each secret of a form, as it came and decoded.
fn repeated(heard: &str) -> String {
    let form = heard.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    let secret = |(name, _): &(std::borrow::Cow<'_, str>, _)| name != "grant_type" && name != "client_id";
    let said = url::form_urlencoded::parse(form.as_bytes()).filter(secret).map(|(_, value)| value.into_owned());
    let raw = form.split('&').filter(|pair| !pair.starts_with("grant_type"));
    said.chain(raw.map(str::to_owned)).collect::<Vec<_>>().join(" ")
}

/// A whole request.
fn heard(stream: &mut TcpStream) -> String {
    let (mut text, mut buffer) = (String::new(), [0; 4096]);
    loop {
        let read = stream.read(&mut buffer).unwrap_or(0);
        text.push_str(&String::from_utf8_lossy(&buffer[..read]));
        let length = text.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
        let body = text.split_once("\r\n\r\n").map(|(_, body)| body.len());
        if read == 0 || body.is_some_and(|body| body >= length.unwrap_or(0)) {
            return text;
        }
    }
}
