//! The answers to the authored cases, compared with the reviewed ones.

use std::collections::BTreeMap;

use crate::event::{Event, EventKind};
use crate::model::{Response, Role};
use crate::snapshot::{
    Metadata, Redaction, SnapshotError, SnapshotOutcome, SnapshotPath, SnapshotStore, render_answer, target_folder,
};

/// A fold over the events of a run that keeps the answer to each authored case.
#[derive(Debug, Default)]
pub struct CaseAnswers {
    contract: String,
    target: String,
    entity_id: String,
    answers: BTreeMap<String, Response>,
}

/// How the answer to one case compares.
#[derive(Debug)]
pub struct Reviewed {
    /// Name of the case.
    pub case: String,
    /// What the store says.
    pub outcome: SnapshotOutcome,
}

impl CaseAnswers {
    /// Takes in the next event.
    pub fn event(&mut self, event: &Event) {
        match &event.kind {
            EventKind::RunStarted(facts) => {
                self.contract.clone_from(&facts.contract);
                self.target.clone_from(&facts.target);
            }
            EventKind::Exchanged { case, exchange } if exchange.role == Role::Subject => {
                if let (Some(name), Some(response)) = (case.strip_prefix("case/"), exchange.response()) {
                    if let Some(id) = exchange.request.url.rsplit('/').next() {
                        id.clone_into(&mut self.entity_id);
                    }
                    self.answers.insert(name.to_owned(), response.clone());
                }
            }
            _ => {}
        }
    }

    /// Compares every answer with its snapshot, in the order of case names.
    ///
    /// # Errors
    /// When a snapshot cannot be read or written.
    pub fn review(&self, store: &SnapshotStore) -> Result<Vec<Reviewed>, SnapshotError> {
        let folder = target_folder(&self.target);
        let origin = url::Url::parse(&self.target).map(|url| url.origin().ascii_serialization()).unwrap_or_default();
        let redaction = Redaction { entity_id: &self.entity_id, origin: &origin };
        let one = |(name, response): (&String, &Response)| {
            let path = SnapshotPath::new(&self.contract, &folder, name);
            let metadata = Metadata {
                source: format!("cases/{}/{name}.json", self.contract),
                description: Some(format!("answer to the case {name}")),
                info: vec![("contract".to_owned(), self.contract.clone()), ("target".to_owned(), folder.clone())],
            };
            let outcome = store.check(&path, &render_answer(response, &redaction), &metadata)?;
            Ok(Reviewed { case: name.clone(), outcome })
        };
        self.answers.iter().map(one).collect()
    }
}
