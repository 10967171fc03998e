//! Small recorded runs for the tests of the reports.

use std::io::Write;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::{Format, Options, Report, ReportFold, reporter};
use crate::event::{
    ChangeEntry, Convergence, Event, EventKind, ExampleFacts, Judged, OwnedOutcome, Phase, PromiseUse, ReadBack,
    RuleEntry, RunFacts, SkipCount, Stats, VERSION,
};
use crate::model::{
    Access, Body, Exchange, Finding, Header, Level, Outcome, Property, Request, Response, Role, Source, StaleWaiver,
    TransportFailure, ValueType, Verdict, Waived,
};

fn numbered(kinds: Vec<EventKind>) -> Vec<Event> {
    (0_u64..).zip(kinds).map(|(seq, kind)| Event { seq, at_us: seq * 250_000, kind }).collect()
}

fn rule(id: &str, level: Level) -> RuleEntry {
    RuleEntry {
        id: id.to_owned(),
        level,
        summary: format!("keep {id}"),
        clause: "page, \"the updated object\"".to_owned(),
    }
}

fn started() -> EventKind {
    EventKind::RunStarted(RunFacts {
        version: VERSION,
        docproof: "0.1.0".to_owned(),
        started: "2026-01-02T03:04:05Z".to_owned(),
        contract: "update-remoteassistancepartner".to_owned(),
        page: "remoteassistancepartner-update.md".to_owned(),
        operation: "PATCH /deviceManagement/remoteAssistancePartners/{remoteAssistancePartnerId}".to_owned(),
        target: "mock".to_owned(),
        params: vec![("remoteAssistancePartnerId".to_owned(), "7".to_owned())],
        seed: 42,
        planned: 3,
        properties: vec![Property {
            name: "displayName".to_owned(),
            value_type: ValueType::String,
            access: Access::Updatable,
            nullable: None,
            declared: None,
            range: None,
            line: 41,
        }],
        example: Some(ExampleFacts {
            line: 52,
            sent: serde_json::Map::from_iter([("displayName".to_owned(), json!("éé"))]),
            answered: serde_json::Map::from_iter([("displayName".to_owned(), json!(5))]),
        }),
        changes: vec![ChangeEntry { id: "D06".to_owned(), summary: "text that is no date".to_owned() }],
        shard: None,
        rules: vec![rule("echo-sent", Level::Must), rule("reject-atomic", Level::Must), rule("date", Level::Should)],
    })
}

pub fn request(body: &str) -> Request {
    let header = |name: &str, value: &str| Header { name: name.to_owned(), value: value.to_owned() };
    Request {
        method: "PATCH".to_owned(),
        url: "http://127.0.0.1:1/v1.0/deviceManagement/remoteAssistancePartners/7?a=1".to_owned(),
        headers: vec![
            header("authorization", "Bearer [redacted]"),
            header("content-type", "application/json"),
            header("accept", "application/json"),
        ],
        body: Body::record_whole(body.as_bytes()),
    }
}

pub fn response(body: &str) -> Response {
    Response {
        status: 200,
        version: "HTTP/1.1".to_owned(),
        headers: vec![Header { name: "content-type".to_owned(), value: "application/json".to_owned() }],
        body: Body::record(body.as_bytes()),
        octets_received: body.len() as u64,
        wire: None,
        content: bytes::Bytes::new(),
    }
}

fn exchanged(case: &str, outcome: Outcome) -> EventKind {
    let exchange =
        Exchange { role: Role::Subject, request: request(r#"{"displayName":"éé"}"#), outcome, duration_us: 1500 };
    EventKind::Exchanged { case: case.to_owned(), exchange }
}

fn finding(id: &str, rule: &str, level: Level, case: &str, minimal: &str) -> Box<Finding> {
    let request = request(minimal);
    let curl = super::curl::line(&request);
    Box::new(Finding {
        id: id.to_owned(),
        rule: rule.to_owned(),
        level,
        case: case.to_owned(),
        message: "the answer does not echo `displayName`".to_owned(),
        place: "/displayName".to_owned(),
        cause: "changed".to_owned(),
        expected: json!("é"),
        actual: json!("e"),
        source: Source {
            page: "remoteassistancepartner-update.md".to_owned(),
            line: 41,
            clause: "page, \"the updated object\"".to_owned(),
        },
        minimal: request.body.clone(),
        request,
        response: Some(response(r#"{"displayName":"e"}"#)),
        sequence: Vec::new(),
        read_back: false,
        reproduced: None,
        waived: None,
        occurrences: 1,
        seed: "valid-9f86d081884c7d65".to_owned(),
        replay: "docproof replay valid-9f86d081884c7d65".to_owned(),
        curl,
    })
}

fn judged(case: &str, status: u16, held: &[&str], broken: &[&str]) -> Judged {
    let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    Judged {
        case: case.to_owned(),
        class: None,
        properties: vec!["displayName".to_owned()],
        seed: "valid-9f86d081884c7d65".to_owned(),
        status: Some(status),
        names_property: None,
        held: owned(held),
        broken: owned(broken),
        skipped: Vec::new(),
        undecided: Vec::new(),
    }
}

fn without(reason: &str) -> Vec<SkipCount> {
    vec![SkipCount { reason: reason.to_owned(), rules: vec!["reject-atomic".to_owned()] }]
}

fn finished(verdict: Verdict) -> EventKind {
    let promise = |promise: &str, line, exercised, why_not: Option<&str>| PromiseUse {
        promise: promise.to_owned(),
        line,
        exercised,
        why_not: why_not.map(str::to_owned),
    };
    EventKind::RunFinished {
        verdict,
        stats: Stats { requests: 3, writes: 3, cases: 1, inputs: 2, duration_ms: 1250, retries: 1 },
        promises: vec![
            promise("property displayName", 41, 3, None),
            promise("permission application", 12, 0, Some("the target has one kind of caller")),
        ],
    }
}

/// A run with a must- and a should-finding, skips, an undecided rule and a lost connection.
pub fn broken_events() -> Vec<Event> {
    let phase = |phase, planned| EventKind::PhaseStarted { phase, planned };
    let repeated = |case: &str| EventKind::FindingRepeated { id: "f1".to_owned(), case: case.to_owned() };
    let lost = Outcome::Failure(TransportFailure::Closed { detail: "connection reset".to_owned() });
    numbered(vec![
        started(),
        phase(Phase::Cases, 1),
        exchanged("case/documented", Outcome::Response(response(r#"{"displayName":"ee"}"#))),
        EventKind::Judged(Judged {
            skipped: without("the patch is valid"),
            ..judged("case/documented", 200, &["date"], &["echo-sent"])
        }),
        EventKind::FindingFound {
            finding: finding("f1", "echo-sent", Level::Must, "case/documented", r#"{"displayName":"éé"}"#),
        },
        phase(Phase::Valid, 4),
        exchanged("valid/0", Outcome::Response(response(r#"{"displayName":"e"}"#))),
        EventKind::Judged(Judged {
            skipped: without("the patch is valid"),
            ..judged("valid/0", 200, &[], &["echo-sent", "date"])
        }),
        EventKind::FindingFound { finding: finding("f2", "date", Level::Should, "valid/0", r#"{"displayName":"é"}"#) },
        repeated("valid/0"),
        repeated("valid/1"),
        EventKind::FindingShrunk {
            finding: finding("f1", "echo-sent", Level::Must, "case/documented", r#"{"displayName":"é"}"#),
            tries: 5,
        },
        phase(Phase::Invalid, 1),
        exchanged("D06/lastConnectionDateTime/3", lost),
        EventKind::Judged(Judged {
            class: Some("D06".to_owned()),
            properties: vec!["lastConnectionDateTime".to_owned()],
            undecided: without("the control was refused"),
            status: None,
            ..judged("D06/lastConnectionDateTime/3", 0, &["date"], &[])
        }),
        EventKind::ServiceOwned {
            property: "id".to_owned(),
            case: "D19/id/0".to_owned(),
            outcome: OwnedOutcome::Ignored,
        },
        EventKind::Note { text: "the id `7` was discovered by reading the collection".to_owned() },
        EventKind::Obstacle { cause: "time-budget".to_owned(), text: "the time budget of 60 s is spent".to_owned() },
        EventKind::ReadBack(ReadBack {
            case: "valid/0".to_owned(),
            outcome: Convergence::Converged,
            after_ms: 420,
            reads: 3,
        }),
        EventKind::WaiverStale(StaleWaiver {
            by: "waivers.toml:9".to_owned(),
            rule: "readback".to_owned(),
            why: "it expired on 2026-01-31".to_owned(),
        }),
        finished(Verdict::Broken),
    ])
}

/// Makes somebody expect every finding of `events`.
pub fn waive(events: &mut [Event]) {
    for event in events {
        if let EventKind::FindingFound { finding } | EventKind::FindingShrunk { finding, .. } = &mut event.kind {
            let until = Some("2027-01-31".to_owned());
            finding.waived = Some(Waived { by: "waivers.toml:4".to_owned(), reason: "ticket 17".to_owned(), until });
        }
    }
}

/// Makes every input of `events` one that is refused with an error that names its property.
pub fn refuse(events: &mut [Event]) {
    for event in events {
        if let EventKind::Judged(judged) = &mut event.kind {
            judged.names_property = Some(true);
        }
    }
}

/// Gives every finding of `events` another message.
pub fn reword(events: &mut [Event], message: &str) {
    for event in events {
        if let EventKind::FindingFound { finding } | EventKind::FindingShrunk { finding, .. } = &mut event.kind {
            message.clone_into(&mut finding.message);
        }
    }
}

/// Makes every finding of `events` about other values.
pub fn revalue(events: &mut [Event], expected: &Value, actual: &Value) {
    for event in events {
        if let EventKind::FindingFound { finding } | EventKind::FindingShrunk { finding, .. } = &mut event.kind {
            expected.clone_into(&mut finding.expected);
            actual.clone_into(&mut finding.actual);
        }
    }
}

/// A run with `count` must-findings.
pub fn many_findings(count: u64) -> Vec<Event> {
    let mut kinds = vec![started()];
    kinds.extend((0..count).map(|n| EventKind::FindingFound {
        finding: finding(&format!("f{n}"), "echo-sent", Level::Must, &format!("valid/{n}"), "{}"),
    }));
    kinds.push(finished(Verdict::Broken));
    numbered(kinds)
}

/// A run in which everything held.
pub fn held_events() -> Vec<Event> {
    numbered(vec![
        started(),
        EventKind::PhaseStarted { phase: Phase::Valid, planned: 1 },
        exchanged("valid/0", Outcome::Response(response("{}"))),
        EventKind::Judged(judged("valid/0", 200, &["echo-sent", "reject-atomic", "date"], &[])),
        finished(Verdict::Held),
    ])
}

/// The result of [`held_events`].
pub fn held() -> Report {
    ReportFold::of(&held_events())
}

/// The result of [`broken_events`].
pub fn broken() -> Report {
    ReportFold::of(&broken_events())
}

/// The result of a run that was killed after its first input.
pub fn interrupted() -> Report {
    ReportFold::of(&held_events()[..4])
}

#[derive(Debug, Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What the reporter of `format` writes for `events`.
pub fn written(format: Format, events: &[Event], options: Options) -> String {
    let shared = Shared::default();
    let mut reporter = reporter(format, Box::new(shared.clone()), options);
    for event in events {
        reporter.event(event).unwrap();
    }
    reporter.finish().unwrap();
    let bytes = std::mem::take(&mut *shared.0.lock().unwrap());
    String::from_utf8(bytes).unwrap()
}

/// Makes every finding of `events` one without an answer.
pub fn forget_answers(events: &mut [Event]) {
    for event in events {
        if let EventKind::FindingFound { finding } | EventKind::FindingShrunk { finding, .. } = &mut event.kind {
            finding.response = None;
        }
    }
}

/// Makes a run one part of a plan.
pub fn shard(events: &mut [Event], shard: &str) {
    for event in events {
        if let EventKind::RunStarted(facts) = &mut event.kind {
            facts.shard = Some(shard.to_owned());
        }
    }
}
