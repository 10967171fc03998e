//! The store as a reviewer meets it.

use std::path::PathBuf;

use proptest::prelude::*;
use tempfile::TempDir;

use super::{Metadata, SnapshotError, SnapshotOutcome, SnapshotPath, SnapshotStore, files};
use crate::snapshot::Writing;

const ANSWER: &str = "HTTP 200\n\n{\n  \"displayName\": \"a\"\n}\n";

fn store(writing: Writing) -> (TempDir, SnapshotStore) {
    let folder = tempfile::tempdir().unwrap();
    let store = SnapshotStore::new(folder.path().join("snapshots"), writing);
    (folder, store)
}

fn path() -> SnapshotPath {
    SnapshotPath::new("update-partner", "mock", "documented")
}

fn metadata() -> Metadata {
    Metadata {
        source: "cases/update-partner/documented.json".to_owned(),
        description: Some("PATCH: the documented case".to_owned()),
        info: vec![("case".to_owned(), "documented".to_owned()), ("seed".to_owned(), "42".to_owned())],
    }
}

fn check(store: &SnapshotStore, content: &str) -> SnapshotOutcome {
    store.check(&path(), content, &metadata()).unwrap()
}

#[test]
fn what_insta_reads_from_a_pending_file_is_what_was_answered() {
    let (_folder, store) = store(Writing::Pending);
    let SnapshotOutcome::New { pending: Some(pending) } = check(&store, ANSWER) else { panic!("nothing is pending") };
    let snapshot = insta::Snapshot::from_file(&pending).unwrap();
    assert_eq!(snapshot.as_text().unwrap().to_string(), ANSWER.trim_end());
    assert_eq!(snapshot.metadata().source(), Some("cases/update-partner/documented.json"));
    assert_eq!(snapshot.metadata().description(), Some("PATCH: the documented case"));
}

/// Leaves the answer for review and accepts it by the name that a review gives it.
fn accept_pending(store: &SnapshotStore) {
    check(store, ANSWER);
    let pending = files(&store.root, ".snap.new").unwrap();
    assert_eq!(pending.len(), 1);
    fs_err::rename(&pending[0], pending[0].with_extension("")).unwrap();
}

#[test]
fn an_accepted_answer_matches_the_next_time() {
    let (_folder, store) = store(Writing::Pending);
    accept_pending(&store);
    assert_eq!(check(&store, &ANSWER.replace('\n', "\r\n")), SnapshotOutcome::Matches);
    assert_eq!(files(&store.root, ".snap.new").unwrap(), Vec::<PathBuf>::new());
}

#[test]
fn a_changed_answer_is_left_for_review_and_a_later_match_clears_it() {
    let (_folder, store) = store(Writing::Pending);
    accept_pending(&store);
    let SnapshotOutcome::Differs { pending: Some(pending), diff } = check(&store, &ANSWER.replace("200", "204")) else {
        panic!("a change was not seen")
    };
    assert!(diff.contains("<HTTP 200") && diff.contains(">HTTP 204"), "{diff}");
    assert_eq!(check(&store, ANSWER), SnapshotOutcome::Matches);
    assert!(!pending.exists());
}

#[test]
fn nothing_is_written_when_nothing_may_be() {
    for writing in [Writing::Nothing, Writing::Off, Writing::PendingIfKept] {
        let (folder, store) = store(writing);
        let outcome = check(&store, ANSWER);
        assert_ne!(outcome, SnapshotOutcome::Matches);
        assert_eq!(folder.path().read_dir().unwrap().count(), 0, "{writing:?}");
    }
}

#[test]
fn a_target_with_snapshots_is_compared_in_the_automatic_mode() {
    let (folder, recording) = store(Writing::Accept);
    check(&recording, ANSWER);
    let automatic = SnapshotStore::new(folder.path().join("snapshots"), Writing::PendingIfKept);
    let other = SnapshotPath::new("update-partner", "mock", "another");
    let outcome = automatic.check(&other, ANSWER, &metadata()).unwrap();
    assert!(matches!(outcome, SnapshotOutcome::New { pending: Some(_) }), "{outcome:?}");
}

#[test]
fn unseen_answers_are_accepted_and_changed_ones_left_for_review() {
    let (_folder, store) = store(Writing::AcceptUnseen);
    assert!(matches!(check(&store, ANSWER), SnapshotOutcome::Accepted { .. }));
    assert!(matches!(check(&store, "HTTP 500\n"), SnapshotOutcome::Differs { pending: Some(_), .. }));
}

#[test]
fn a_broken_snapshot_is_an_error_that_names_the_file() {
    let (folder, store) = store(Writing::Pending);
    let file = folder.path().join("snapshots").join(path().as_path());
    fs_err::create_dir_all(file.parent().unwrap()).unwrap();
    fs_err::write(&file, "---\n[unclosed\n---\nx\n").unwrap();
    let error = store.check(&path(), ANSWER, &metadata()).unwrap_err();
    assert!(matches!(&error, SnapshotError::Unreadable { .. }) && error.to_string().contains("documented.snap"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_content_and_metadata_survive_the_format(content in "(\\PC|\n){0,80}", text in "\\PC{1,30}") {
        let (_folder, store) = store(Writing::Accept);
        let metadata = Metadata {
            source: text.clone(),
            description: Some(text.clone()),
            info: vec![(format!("k{text}"), text.clone())],
        };
        let SnapshotOutcome::Accepted { file } = store.check(&path(), &content, &metadata).unwrap() else {
            panic!("it was not accepted")
        };
        let snapshot = insta::Snapshot::from_file(&file).unwrap();
        prop_assert_eq!(snapshot.metadata().description(), Some(text.as_str()));
        prop_assert_eq!(store.check(&path(), &content, &metadata).unwrap(), SnapshotOutcome::Matches);
    }
}
