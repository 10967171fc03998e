//! `--snapshots`: the answers to the authored cases and the matrix of outcomes, beside the reviewed ones.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

use super::answers::CaseAnswers;
use super::output;
use crate::event::{Event, EventKind, RunFacts};
use crate::report::{Behaviour, terminal};
use crate::snapshot::{
    Metadata, SnapshotMode, SnapshotOutcome, SnapshotPath, SnapshotStore, Writing, overlay_matrix, render_matrix,
    target_folder,
};

/// The folds of a run that snapshots are about.
#[derive(Debug, Default)]
pub(super) struct Observed {
    answers: CaseAnswers,
    behaviour: Behaviour,
    run: Option<RunFacts>,
}

impl Observed {
    /// Takes in the next event.
    pub(super) fn event(&mut self, event: &Event) {
        self.answers.event(event);
        self.behaviour.event(event);
        if let EventKind::RunStarted(facts) = &event.kind {
            self.run = Some(facts.clone());
        }
    }
}

/// What is compared, and how.
#[derive(Debug)]
pub(super) struct Comparison<'a> {
    /// Folder of the reviewed answers.
    pub(super) folder: &'a Path,
    /// What the user asked for.
    pub(super) mode: SnapshotMode,
    /// Names of all cases of the contract, when the run was about all of them: others are unreferenced.
    pub(super) cases: Option<Vec<String>>,
}

/// Compares what was seen and says what differs. How many snapshots do.
pub(super) fn differ(observed: Observed, comparison: &Comparison<'_>) -> Result<usize, Box<dyn Error>> {
    let update = std::env::var("INSTA_UPDATE").ok();
    let writing = Writing::resolve(comparison.mode, update.as_deref(), is_ci())?;
    let differ = compared(observed, comparison, &SnapshotStore::new(comparison.folder, writing))?;
    if writing == Writing::Nothing && (comparison.mode == SnapshotMode::Record || differ > 0) {
        output::err(match update.as_deref() {
            Some("no") => "snapshots: nothing is written, because INSTA_UPDATE is `no`",
            _ => {
                "snapshots: nothing is written, because this is a CI machine (CI or TF_BUILD is set); \
                 INSTA_UPDATE=always records there, too, INSTA_UPDATE=new leaves files to review"
            }
        });
    }
    Ok(differ)
}

fn compared(observed: Observed, comparison: &Comparison<'_>, store: &SnapshotStore) -> Result<usize, Box<dyn Error>> {
    let mut differs = 0;
    for reviewed in observed.answers.review(store)? {
        differs += usize::from(tell(&reviewed.case, reviewed.outcome));
    }
    let Some(run) = observed.run else { return Ok(differs) };
    let target = target_folder(&run.target);
    let mut referenced = BTreeSet::new();
    for (property, outcomes) in observed.behaviour.outcomes() {
        let name = matrix_name(&property);
        let path = SnapshotPath::new(&run.contract, &target, &name);
        let accepted = store.accepted(&path)?.unwrap_or_default();
        let text = render_matrix(&overlay_matrix(&accepted, &outcomes));
        let outcome = store.check(&path, &text, &metadata(&run, &target, &property))?;
        differs += usize::from(tell(&name, outcome));
        referenced.insert(path);
    }
    if let Some(cases) = &comparison.cases {
        referenced.extend(cases.iter().map(|case| SnapshotPath::new(&run.contract, &target, case)));
        for file in store.unreferenced((&run.contract, &target), &referenced)? {
            output::err(&format!(
                "snapshot {}: nothing in this run is about it; delete it if that is so",
                file.display()
            ));
        }
    }
    Ok(differs)
}

/// File name of the matrix of one property.
fn matrix_name(property: &str) -> String {
    format!("matrix/{}", if property.is_empty() { "request" } else { property })
}

fn metadata(run: &RunFacts, target: &str, property: &str) -> Metadata {
    let about =
        if property.is_empty() { "changes of the request".to_owned() } else { format!("changes of {property}") };
    Metadata {
        source: format!("schemas/{}/contract.json", run.contract),
        description: Some(format!("outcome of the listed {about}, by class and number")),
        info: vec![("contract".to_owned(), run.contract.clone()), ("target".to_owned(), target.to_owned())],
    }
}

/// Says what became of one snapshot. Whether it differs.
fn tell(name: &str, outcome: SnapshotOutcome) -> bool {
    match outcome {
        SnapshotOutcome::Matches | SnapshotOutcome::NotCompared => false,
        SnapshotOutcome::Accepted { file } => {
            output::err(&format!("snapshot {name}: accepted as {}", file.display()));
            false
        }
        SnapshotOutcome::New { pending } => {
            output::note(&format!("snapshot {name}: there is no reviewed answer{}", left(pending.as_deref())));
            true
        }
        SnapshotOutcome::Differs { pending, diff } => {
            let left = left(pending.as_deref());
            output::note(&format!("snapshot {name}: the answer is not the reviewed one{left}"));
            output::err(terminal::difference(&diff, output::room(&std::io::stderr())).trim_end());
            true
        }
    }
}

fn left(pending: Option<&Path>) -> String {
    pending
        .map(|path| format!("; see {}, then `docproof review` or `cargo insta review`", path.display()))
        .unwrap_or_default()
}

/// Whether this is a CI machine, as insta sees it.
fn is_ci() -> bool {
    let set = |name: &str| std::env::var(name).ok();
    set("CI").is_some_and(|value| !matches!(value.as_str(), "" | "0" | "false")) || set("TF_BUILD").is_some()
}
