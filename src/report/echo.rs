//! What a target did with each property that was sent, told from the events alone.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::event::{Event, EventKind, Judged};
use crate::model::{Body, Exchange, Role};

/// What became of one property of one input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Echo {
    /// Accepted, and shown as it was sent.
    Echoed,
    /// Accepted, and shown in another form that the rules call equal.
    Normalised,
    /// Accepted, and shown as it was before: the change was dropped without a word.
    Ignored,
    /// Accepted, and shown with a value that was neither sent nor there before.
    Changed,
    /// Accepted; no answer or read shows the property.
    Accepted,
    /// Refused with a 4xx.
    Refused,
    /// Another status, or none.
    Unanswered,
}

impl Echo {
    /// The word for it in every report.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Echoed => "echoed",
            Self::Normalised => "normalised",
            Self::Ignored => "ignored",
            Self::Changed => "changed",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Unanswered => "unanswered",
        }
    }
}

/// How a property of an accepted input was shown afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    AsSent,
    AsBefore,
    Otherwise,
    Nowhere,
}

/// What the exchanges of one input showed.
#[derive(Debug, Default)]
pub struct Answered {
    /// `error.code` of a refusal.
    pub code: Option<String>,
    sent: Map<String, Value>,
    before: Map<String, Value>,
    after: Map<String, Value>,
}

impl Answered {
    /// What became of `property`, with the rules' word on what is equal.
    #[must_use]
    pub fn echo(&self, judged: &Judged, property: &str) -> Echo {
        let told_equal = judged.held.iter().any(|rule| rule == "echo-sent");
        match (judged.status, self.shown(property)) {
            (Some(400..=499), _) => Echo::Refused,
            (Some(200..=299), Shown::AsSent) => Echo::Echoed,
            (Some(200..=299), Shown::AsBefore | Shown::Otherwise) if told_equal => Echo::Normalised,
            (Some(200..=299), Shown::AsBefore) => Echo::Ignored,
            (Some(200..=299), Shown::Otherwise) => Echo::Changed,
            (Some(200..=299), Shown::Nowhere) => Echo::Accepted,
            _ => Echo::Unanswered,
        }
    }

    fn shown(&self, property: &str) -> Shown {
        let (Some(sent), Some(after)) = (self.sent.get(property), self.after.get(property)) else {
            return Shown::Nowhere;
        };
        if after == sent {
            Shown::AsSent
        } else if self.before.get(property) == Some(after) {
            Shown::AsBefore
        } else {
            Shown::Otherwise
        }
    }
}

/// Follows the exchanges of a run; holds one state a resource and what is not judged yet.
#[derive(Debug, Default)]
pub struct EchoTracker {
    states: HashMap<String, Map<String, Value>>,
    open: HashMap<String, Answered>,
}

impl EchoTracker {
    /// Takes in the next event; what a judged input showed.
    pub fn event(&mut self, event: &Event) -> Option<Answered> {
        match &event.kind {
            EventKind::Exchanged { case, exchange } => {
                self.exchanged(case, exchange);
                None
            }
            EventKind::Judged(judged) => Some(self.open.remove(&judged.case).unwrap_or_default()),
            _ => None,
        }
    }

    fn exchanged(&mut self, case: &str, exchange: &Exchange) {
        let Some(response) = exchange.response() else { return };
        let resource = exchange.request.url.split(['?', '#']).next().unwrap_or_default();
        let answer = object(&response.body);
        let entity = answer.as_ref().filter(|_| response.is_success()).filter(|body| !body.contains_key("value"));
        if matches!(exchange.role, Role::Subject | Role::Control) {
            let before = self.states.get(resource).cloned().unwrap_or_default();
            let sent = object(&exchange.request.body).unwrap_or_default();
            let code = answer.as_ref().and_then(error_code);
            let after = entity.cloned().unwrap_or_default();
            self.open.insert(case.to_owned(), Answered { code, sent, before, after });
        } else if let (Role::Read, Some(open), Some(entity)) = (exchange.role, self.open.get_mut(case), entity)
            && open.after.is_empty()
        {
            open.after.clone_from(entity);
        }
        if let Some(entity) = entity.filter(|entity| !entity.is_empty()) {
            self.states.insert(resource.to_owned(), entity.clone());
        }
    }
}

fn error_code(answer: &Map<String, Value>) -> Option<String> {
    answer.get("error")?.get("code")?.as_str().map(str::to_owned)
}

/// The JSON object that a recorded body is; a body of which only the beginning was kept is none.
fn object(body: &Body) -> Option<Map<String, Value>> {
    body.text.as_deref().filter(|_| !body.truncated).and_then(|text| serde_json::from_str(text).ok())
}

#[cfg(test)]
mod tests {
    use super::{Echo, EchoTracker};
    use crate::event::{Event, EventKind, Judged};
    use crate::model::{Exchange, Outcome, Role};
    use crate::report::sample;

    fn exchanged(role: Role, sent: &str, status: u16, answered: &str) -> Event {
        let mut response = sample::response(answered);
        response.status = status;
        let exchange =
            Exchange { role, request: sample::request(sent), outcome: Outcome::Response(response), duration_us: 1 };
        Event { seq: 0, at_us: 0, kind: EventKind::Exchanged { case: "valid/0".to_owned(), exchange } }
    }

    /// What became of `a` when `{"a":1}` was sent to an entity that had `{"a":0}`.
    fn echo(status: u16, answered: &str, read: Option<&str>, held: &[&str]) -> (Echo, Option<String>) {
        let mut tracker = EchoTracker::default();
        tracker.event(&exchanged(Role::Control, "", 200, r#"{"a":0}"#));
        tracker.event(&exchanged(Role::Subject, r#"{"a":1}"#, status, answered));
        if let Some(read) = read {
            tracker.event(&exchanged(Role::Read, "", 200, read));
        }
        let judged = Judged {
            case: "valid/0".to_owned(),
            status: Some(status),
            held: held.iter().map(|rule| (*rule).to_owned()).collect(),
            ..Judged::default()
        };
        let answered = tracker.event(&Event { seq: 1, at_us: 1, kind: EventKind::Judged(judged.clone()) }).unwrap();
        (answered.echo(&judged, "a"), answered.code)
    }

    #[test]
    fn what_became_of_a_property_is_told_from_before_sent_and_after() {
        assert_eq!(echo(200, r#"{"a":1}"#, None, &[]).0, Echo::Echoed);
        assert_eq!(echo(200, r#"{"a":0}"#, None, &[]).0, Echo::Ignored);
        assert_eq!(echo(200, r#"{"a":2}"#, None, &[]).0, Echo::Changed);
        assert_eq!(echo(200, r#"{"a":1.0}"#, None, &["echo-sent"]).0, Echo::Normalised);
        assert_eq!(echo(200, r#"{"b":1}"#, None, &[]).0, Echo::Accepted);
        assert_eq!(echo(503, "", None, &[]).0, Echo::Unanswered);
    }

    #[test]
    fn an_answer_without_content_is_told_by_the_read_behind_it() {
        assert_eq!(echo(204, "", Some(r#"{"a":1}"#), &[]).0, Echo::Echoed);
        assert_eq!(echo(204, "", Some(r#"{"a":0}"#), &[]).0, Echo::Ignored);
        assert_eq!(echo(204, "", None, &[]).0, Echo::Accepted);
    }

    #[test]
    fn a_refusal_keeps_its_error_code() {
        let refused = echo(400, r#"{"error":{"code":"badRequest","message":"no"}}"#, None, &[]);
        assert_eq!(refused, (Echo::Refused, Some("badRequest".to_owned())));
    }
}
