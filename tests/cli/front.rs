//! A server between the program and the mock that makes a night hard: it throttles in bursts, is slow, drops connections
//! and no longer knows a token.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use crate::expiry;

/// A token that the front takes for the mock's own.
pub(crate) const TOKEN: &str = "s3cr3t.T0ken+of/the~night-0123456789==";

/// What the front does to one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Passes it on, after a while.
    Pass(Duration),
    /// Answers itself: status line, header fields, body.
    Answer(&'static str, String, String),
    /// Closes the connection; the mock has heard nothing.
    DropBefore,
    /// Closes the connection; the mock has heard it.
    DropAfter,
}

/// A request as it came.
#[derive(Debug)]
pub(crate) struct Heard {
    /// Position among all requests, from 0.
    pub(crate) number: usize,
    pub(crate) method: String,
    head: String,
}

impl Heard {
    pub(crate) fn is_write(&self) -> bool {
        !matches!(self.method.as_str(), "GET" | "HEAD" | "OPTIONS" | "TRACE")
    }

    /// Whether the path goes on behind the collection of the shipped contract.
    pub(crate) fn is_about_an_entity(&self) -> bool {
        self.head.lines().next().is_some_and(|line| line.contains("/remoteAssistancePartners/"))
    }

    /// The bearer token of the request.
    pub(crate) fn token(&self) -> Option<&str> {
        self.head
            .lines()
            .find_map(|line| line.split_once(": ").filter(|(name, _)| name.eq_ignore_ascii_case("authorization")))
            .and_then(|(_, value)| value.strip_prefix("Bearer "))
    }
}

/// What came through.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) requests: AtomicUsize,
    /// Writes that the front heard.
    pub(crate) writes: AtomicUsize,
    /// Writes that the mock heard.
    pub(crate) passed_writes: AtomicUsize,
    /// Requests that the front answered itself.
    pub(crate) answered: AtomicUsize,
    pub(crate) dropped: AtomicUsize,
    /// Every token that was seen.
    pub(crate) tokens: Mutex<Vec<String>>,
}

impl Counts {
    pub(crate) fn of(counter: &AtomicUsize) -> usize {
        counter.load(Ordering::SeqCst)
    }
}

/// A running front; it ends with the test process.
#[derive(Debug)]
pub(crate) struct Front {
    pub(crate) url: String,
    pub(crate) counts: Arc<Counts>,
}

impl Front {
    /// A front of the service root `mock`, which does what `decide` says of each request.
    pub(crate) fn of(mock: &str, decide: impl Fn(&Heard) -> Deed + Send + Sync + 'static) -> Self {
        let (host, path) = mock.trim_start_matches("http://").split_once('/').unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let own = listener.local_addr().unwrap().to_string();
        let front = Self { url: format!("http://{own}/{path}"), counts: Arc::default() };
        let (host, counts, decide) = (host.to_owned(), Arc::clone(&front.counts), Arc::new(decide));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (host, own) = (host.clone(), own.clone());
                let (counts, decide) = (Arc::clone(&counts), Arc::clone(&decide));
                std::thread::spawn(move || serve(stream, &host, &own, &counts, decide.as_ref()));
            }
        });
        front
    }
}

/// One request a connection: whatever the client planned, the next one comes on a new connection.
fn serve(mut stream: TcpStream, host: &str, own: &str, counts: &Counts, decide: &dyn Fn(&Heard) -> Deed) {
    let Some((head, content)) = request(&mut stream) else { return };
    let number = counts.requests.fetch_add(1, Ordering::SeqCst);
    let method = head.split(' ').next().unwrap_or_default().to_owned();
    let came = Heard { number, method, head };
    if let Some(token) = came.token() {
        counts.tokens.lock().unwrap().push(token.to_owned());
    }
    counts.writes.fetch_add(usize::from(came.is_write()), Ordering::SeqCst);
    let deed = decide(&came);
    if let Deed::Pass(wait) = deed {
        std::thread::sleep(wait);
    }
    match deed {
        Deed::Pass(_) | Deed::DropAfter => {
            counts.passed_writes.fetch_add(usize::from(came.is_write()), Ordering::SeqCst);
            let answer = passed_on(&came, &content, host, own);
            if deed == Deed::DropAfter {
                counts.dropped.fetch_add(1, Ordering::SeqCst);
            } else {
                let _ = stream.write_all(&answer);
            }
        }
        Deed::Answer(status, fields, body) => {
            counts.answered.fetch_add(1, Ordering::SeqCst);
            let body = if came.method == "HEAD" { String::new() } else { body };
            let date = http_date(SystemTime::now());
            let _ = write!(
                stream,
                "HTTP/1.1 {status}\r\nDate: {date}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{fields}Connection: close\r\n\r\n{body}",
                body.len()
            );
        }
        Deed::DropBefore => {
            counts.dropped.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// Head and body of a request; `None` when the client has gone.
fn request(stream: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let (mut bytes, mut buffer) = (Vec::new(), [0; 16 * 1024]);
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at + 4;
        }
        let read = stream.read(&mut buffer).ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(&buffer[..read]);
    };
    let body = bytes.split_off(end);
    let head = String::from_utf8_lossy(&bytes).into_owned();
    let lower = head.to_lowercase();
    let length = lower.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse().ok());
    let (mut body, chunked) = (body, lower.contains("\r\ntransfer-encoding: chunked"));
    while body.len() < length.unwrap_or(0) || (chunked && !body.ends_with(b"0\r\n\r\n")) {
        let read = stream.read(&mut buffer).ok().filter(|read| *read > 0)?;
        body.extend_from_slice(&buffer[..read]);
    }
    Some((head, body))
}

/// The mock's whole answer, octet by octet, to a request for which the connection is closed behind it.
fn passed_on(heard: &Heard, body: &[u8], host: &str, own: &str) -> Vec<u8> {
    let known = format!("Bearer {}", docproof::DEFAULT_TOKEN);
    let is_own = |token: &&str| *token == TOKEN || expiry::is_night_token(token);
    let own_token = heard.token().filter(is_own).map(|token| format!("Bearer {token}"));
    let told = |line: &str| match &own_token {
        Some(token) => line.replace(own, host).replace(token, &known),
        None => line.replace(own, host),
    };
    let mut lines: Vec<String> = heard.head.trim_end().split("\r\n").map(told).collect();
    lines.retain(|line| !line.to_lowercase().starts_with("connection:"));
    lines.insert(1, "connection: close".to_owned());
    let mut answer = Vec::new();
    if let Ok(mut mock) = TcpStream::connect(host) {
        let _ = mock.write_all(format!("{}\r\n\r\n", lines.join("\r\n")).as_bytes());
        let _ = mock.write_all(body);
        let _ = mock.read_to_end(&mut answer);
    }
    answer
}

/// A moment as HTTP writes it.
pub(crate) fn http_date(moment: SystemTime) -> String {
    jiff::fmt::rfc2822::DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&jiff::Timestamp::try_from(moment).unwrap())
        .unwrap()
}
