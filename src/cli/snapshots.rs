//! `--snapshots`: the answers to the authored cases beside the reviewed ones.

use std::error::Error;
use std::path::Path;

use super::answers::CaseAnswers;
use super::output;
use crate::snapshot::{SnapshotMode, SnapshotOutcome, SnapshotStore, Writing};

/// Compares the answers and says what differs. Whether anything does.
pub(super) fn differ(answers: &CaseAnswers, folder: &Path, mode: SnapshotMode) -> Result<bool, Box<dyn Error>> {
    let update = std::env::var("INSTA_UPDATE").ok();
    let store = SnapshotStore::new(folder, Writing::resolve(mode, update.as_deref(), is_ci())?);
    let mut differs = false;
    for reviewed in answers.review(&store)? {
        let case = &reviewed.case;
        match reviewed.outcome {
            SnapshotOutcome::Matches | SnapshotOutcome::NotCompared => {}
            SnapshotOutcome::Accepted { file } => {
                output::err(&format!("snapshot {case}: accepted as {}", file.display()));
            }
            SnapshotOutcome::New { pending } => {
                differs = true;
                output::err(&format!("snapshot {case}: there is no reviewed answer{}", left(pending.as_deref())));
            }
            SnapshotOutcome::Differs { pending, diff } => {
                differs = true;
                output::err(&format!(
                    "snapshot {case}: the answer is not the reviewed one{}\n{diff}",
                    left(pending.as_deref())
                ));
            }
        }
    }
    Ok(differs)
}

fn left(pending: Option<&Path>) -> String {
    pending.map(|path| format!("; see {}, or run `cargo insta review`", path.display())).unwrap_or_default()
}

/// Whether this is a CI machine, as insta sees it.
fn is_ci() -> bool {
    let set = |name: &str| std::env::var(name).ok();
    set("CI").is_some_and(|value| !matches!(value.as_str(), "" | "0" | "false")) || set("TF_BUILD").is_some()
}
