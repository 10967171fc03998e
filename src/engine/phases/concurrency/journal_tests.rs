//! What is written to a second entity is in its journal before it goes out.

use std::sync::{Arc, Mutex};

use serde_json::{Map, Value};

use crate::cases::shipped_contract;
use crate::engine::{Check, Journal, Original};
use crate::event::{Event, EventKind};
use crate::journal::{JournalError, LeftOver};
use crate::mock::{Mock, MockOptions};
use crate::model::Role;

/// What happened in which order: of which entity, and what.
#[derive(Debug, Clone, PartialEq)]
enum Happened {
    Opened(String),
    Intends(String, Map<String, Value>),
    Sent(String, Map<String, Value>),
    Closed(String),
}

type Log = Arc<Mutex<Vec<Happened>>>;

#[derive(Debug, Default)]
struct Recording {
    log: Log,
    entity: Mutex<String>,
}

impl Recording {
    fn note(&self, what: impl FnOnce(String) -> Happened) {
        let entity = self.entity.lock().unwrap().clone();
        self.log.lock().unwrap().push(what(entity));
    }
}

impl Journal for Recording {
    fn claim(&self, entity: &str, _: &str) -> Result<Option<LeftOver>, JournalError> {
        entity.clone_into(&mut self.entity.lock().unwrap());
        Ok(None)
    }

    fn opened(&self, _: &Original<'_>) -> Result<(), JournalError> {
        self.note(Happened::Opened);
        Ok(())
    }

    fn intends(&self, values: &Map<String, Value>) -> Result<(), JournalError> {
        self.note(|entity| Happened::Intends(entity, values.clone()));
        Ok(())
    }

    fn shows(&self, _: &Map<String, Value>) -> Result<(), JournalError> {
        Ok(())
    }

    fn closed(&self, _: &str) -> Result<(), JournalError> {
        self.note(Happened::Closed);
        Ok(())
    }

    fn abandoned(&self, _: &str) -> Result<Vec<String>, JournalError> {
        Ok(Vec::new())
    }

    fn mark(&self) -> String {
        String::new()
    }

    fn beside(&self) -> Arc<dyn Journal> {
        Arc::new(Self { log: Arc::clone(&self.log), entity: Mutex::default() })
    }

    fn set_aside(&self) -> Result<String, JournalError> {
        Ok(String::new())
    }
}

/// Every patch of a run that is no putting back, among what its journals were told.
async fn happened() -> Vec<Happened> {
    let mock = Mock::start(MockOptions::new(shipped_contract())).await.unwrap();
    let journal = Recording::default();
    let log = Arc::clone(&journal.log);
    let check = Check::new(mock.url()).token(mock.token()).seed(1).cases(120).journal(Arc::new(journal));
    let mut listener = |event: &Event| {
        let EventKind::Exchanged { exchange, .. } = &event.kind else { return };
        let body = serde_json::from_slice(&exchange.request.body.bytes());
        if let (Ok(body), "PATCH", false) = (body, exchange.request.method.as_str(), exchange.role == Role::Restore) {
            log.lock().unwrap().push(Happened::Sent(exchange.request.url.clone(), body));
        }
    };
    check.run_and_tell(&mut listener).await.unwrap().assert_held();
    mock.stop().await;
    log.lock().unwrap().clone()
}

#[tokio::test]
async fn values_for_a_second_entity_are_announced_to_its_own_journal_and_put_back() {
    let happened = happened().await;
    let opened: Vec<&String> =
        happened.iter().filter_map(|h| if let Happened::Opened(e) = h { Some(e) } else { None }).collect();
    let [_, second] = opened[..] else { panic!("two journals, not {opened:?}") };
    let mut known: Vec<(String, Value)> = Vec::new();
    let mut patches = 0;
    for one in &happened {
        match one {
            Happened::Intends(entity, values) if entity == second => known.extend(values.clone()),
            Happened::Sent(url, body) if url == second => {
                patches += 1;
                for member in body.clone() {
                    assert!(known.contains(&member), "{member:?} was sent and not announced");
                }
            }
            _ => {}
        }
    }
    assert!(patches >= 2, "one alone and one beside the first entity, not {patches}");
    assert_eq!(happened.iter().filter(|h| matches!(h, Happened::Closed(_))).count(), 2);
}
