//! HTTP Archive 1.2: every exchange, written as it comes.

use std::io::{self, Write};

use jiff::{Span, Timestamp};
use serde_json::{Value, json};

use super::Reporter;
use crate::event::{Event, EventKind, RunFacts};
use crate::model::{Body, Exchange, Header, Outcome, Request, Response};

/// Writes entries while the run goes on; only the frame is kept in memory.
pub struct HarReporter {
    out: Box<dyn Write + Send>,
    started: Option<Timestamp>,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Nothing,
    Frame,
    Entries,
}

impl std::fmt::Debug for HarReporter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HarReporter").field("state", &self.state).finish_non_exhaustive()
    }
}

impl HarReporter {
    /// An archive that has no entry yet.
    #[must_use]
    pub fn new(out: Box<dyn Write + Send>) -> Self {
        Self { out, started: None, state: State::Nothing }
    }

    fn frame(&mut self, version: &str) -> io::Result<()> {
        if self.state != State::Nothing {
            return Ok(());
        }
        self.state = State::Frame;
        let creator = json!({"name": "docproof", "version": version});
        write!(self.out, "{{\"log\":{{\"version\":\"1.2\",\"creator\":{creator},\"entries\":[")
    }

    fn start(&mut self, facts: &RunFacts) -> io::Result<()> {
        self.started = facts.started.parse().ok();
        self.frame(&facts.docproof)
    }

    fn entry(&mut self, at_us: u64, case: &str, exchange: &Exchange) -> io::Result<()> {
        self.frame("")?;
        let separator = if self.state == State::Entries { ",\n" } else { "\n" };
        self.state = State::Entries;
        let begun = at_us.saturating_sub(exchange.duration_us);
        write!(self.out, "{separator}{}", entry(&self.moment(begun), case, exchange))
    }

    /// The moment `at_us` microseconds after the start of the run, in RFC 3339.
    fn moment(&self, at_us: u64) -> String {
        let started = self.started.unwrap_or(Timestamp::UNIX_EPOCH);
        let span = i64::try_from(at_us).ok().and_then(|us| Span::new().try_microseconds(us).ok());
        let moment = span.and_then(|span| started.checked_add(span).ok()).unwrap_or(started);
        format!("{moment:.3}")
    }
}

impl Reporter for HarReporter {
    fn event(&mut self, event: &Event) -> io::Result<()> {
        match &event.kind {
            EventKind::RunStarted(facts) => self.start(facts),
            EventKind::Exchanged { case, exchange } => self.entry(event.at_us, case, exchange),
            _ => Ok(()),
        }
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.frame("")?;
        writeln!(self.out, "\n]}}}}")?;
        self.out.flush()
    }
}

fn entry(started: &str, case: &str, exchange: &Exchange) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "2^53 microseconds are 285 years")]
    let ms = exchange.duration_us as f64 / 1000.0;
    let role = serde_json::to_value(exchange.role).unwrap_or_default();
    let mut entry = json!({
        "startedDateTime": started,
        "time": ms,
        "request": request(&exchange.request),
        "response": answer(&exchange.outcome),
        "cache": {},
        "timings": {"send": 0, "wait": ms, "receive": 0},
        "comment": format!("{case} ({})", role.as_str().unwrap_or_default()),
    });
    if let Outcome::Failure(failure) = &exchange.outcome {
        // the archive has no place for a missing answer; browsers put it here
        entry["response"]["_error"] = serde_json::to_value(failure).unwrap_or_default();
    }
    entry
}

fn request(request: &Request) -> Value {
    let mut value = json!({
        "method": request.method,
        "url": request.url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers(&request.headers),
        "queryString": query(&request.url),
        "headersSize": -1,
        "bodySize": request.body.octets,
    });
    if request.body.octets > 0 {
        let mime = request.headers.iter().find(|h| h.name == "content-type").map_or("", |h| h.value.as_str());
        let text = request.body.text.clone().or_else(|| request.body.hex.clone()).unwrap_or_default();
        value["postData"] = json!({"mimeType": mime, "text": text, "comment": remark(&request.body)});
    }
    value
}

fn answer(outcome: &Outcome) -> Value {
    match outcome {
        Outcome::Response(response) => full_answer(response),
        Outcome::Failure(_) => json!({
            "status": 0, "statusText": "", "httpVersion": "", "cookies": [], "headers": [],
            "content": {"size": 0, "mimeType": ""}, "redirectURL": "", "headersSize": -1, "bodySize": -1,
        }),
    }
}

fn full_answer(response: &Response) -> Value {
    let mut content = json!({
        "size": response.body.octets,
        "mimeType": response.header("content-type").unwrap_or_default(),
        "comment": remark(&response.body),
    });
    if let Some(text) = response.body.text.as_ref().or(response.body.hex.as_ref()) {
        content["text"] = text.clone().into();
    }
    json!({
        "status": response.status,
        "statusText": "",
        "httpVersion": response.version,
        "cookies": [],
        "headers": headers(&response.headers),
        "content": content,
        "redirectURL": response.header("location").unwrap_or_default(),
        "headersSize": -1,
        "bodySize": response.octets_received,
    })
}

/// What a reader must know of a recorded body.
fn remark(body: &Body) -> String {
    let hex = if body.hex.is_some() { "in hexadecimal; " } else { "" };
    let cut = if body.truncated { "only the beginning is recorded" } else { "" };
    format!("{hex}{cut}").trim_end_matches("; ").to_owned()
}

fn headers(headers: &[Header]) -> Value {
    headers.iter().map(|h| json!({"name": h.name, "value": h.value})).collect()
}

fn query(url: &str) -> Value {
    let Some((_, query)) = url.split_once('?') else { return json!([]) };
    url::form_urlencoded::parse(query.as_bytes()).map(|(name, value)| json!({"name": name, "value": value})).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::report::{Format, Options, sample};

    fn archive(events: &[crate::event::Event]) -> Value {
        serde_json::from_str(&sample::written(Format::Har, events, Options::default())).unwrap()
    }

    #[test]
    fn every_exchange_is_an_entry_with_its_moment() {
        let har = archive(&sample::broken_events());
        let entries = har["log"]["entries"].as_array().unwrap();
        assert_eq!(entries.len(), 3);
        assert_eq!(entries[0]["startedDateTime"], "2026-01-02T03:04:05.498Z");
        assert_eq!(entries[0]["request"]["queryString"], json!([{"name": "a", "value": "1"}]));
        assert_eq!(entries[0]["response"]["status"], 200);
    }

    #[test]
    fn a_lost_connection_is_an_entry_without_status() {
        let har = archive(&sample::broken_events());
        let lost = &har["log"]["entries"][2]["response"];
        assert_eq!((&lost["status"], &lost["_error"]["kind"]), (&json!(0), &json!("closed")));
    }

    #[test]
    fn an_empty_run_is_an_empty_archive() {
        assert_eq!(archive(&[])["log"]["entries"], json!([]));
    }
}
