//! Snapshots: noticed, reviewed, never written under CI.

use std::path::{Path, PathBuf};

use crate::program::{Ended, Program};

/// A run of the mock whose snapshots lie in `dir`.
fn run(program: &Program, dir: &str, mode: &str, others: &[&str]) -> Ended {
    program.run(&[&["run", "--quiet", "--snapshot-dir", dir, "--snapshots", mode], others].concat())
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found
}

#[test]
fn the_matrix_of_the_mock_is_the_reviewed_one_whatever_the_seed() {
    let program = Program::new();
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots");
    for seed in ["1", "2"] {
        let ended = program.run_with(
            &["run", "--quiet", "--seed", seed, "--snapshots", "check", "--snapshot-dir", dir],
            &[("CI", "true")],
        );
        assert_eq!(ended.code, 0, "seed {seed}: {}{}", ended.out, ended.err);
        assert!(!ended.err.contains("snapshot "), "seed {seed}: {}", ended.err);
    }
}

#[test]
fn a_refusal_that_became_a_silent_200_is_one_small_diff_and_is_reviewed() {
    let program = Program::new();
    let folder = program.state().join("snapshots");
    let dir = folder.to_str().unwrap();
    assert_eq!(run(&program, dir, "record", &["--seed", "1"]).code, 0);
    let stale = folder.join("update-remoteassistancepartner/mock/gone.snap");
    std::fs::write(&stale, "---\nsource: x\n---\nHTTP 200\n").unwrap();
    let changed = run(&program, dir, "check", &["--seed", "1", "--fault", "thirteenth-month-ignored"]);
    assert_eq!(changed.code, 1, "{}", changed.err);
    assert!(changed.err.contains("gone.snap: nothing in this run is about it"), "{}", changed.err);
    let waiting = files(&folder, ".snap.new");
    assert_eq!(waiting.len(), 1, "{waiting:?}");
    assert!(waiting[0].ends_with("matrix/lastConnectionDateTime.snap.new"), "{waiting:?}");

    let review = |more: &[&str]| program.run(&[&["review", "--snapshot-dir", dir], more].concat());
    let listed = review(&[]);
    assert_eq!(listed.code, 1, "{}", listed.err);
    let lines: Vec<&str> = listed.out.lines().filter(|line| line.starts_with(['<', '>'])).collect();
    assert!(lines.iter().any(|line| line.starts_with(">D06") && line.contains("200 ignored: ")), "{}", listed.out);
    assert!(lines.len() <= 4, "one small diff: {}", listed.out);
    assert_eq!(review(&["--reject"]).code, 0);
    assert_eq!(files(&folder, ".snap.new"), Vec::<PathBuf>::new());
    run(&program, dir, "check", &["--seed", "1", "--fault", "thirteenth-month-ignored"]);
    let foreign = folder.join("foreign.snap.new");
    for (decision, octets) in
        [("--reject", &b"{}\n"[..]), ("--accept", b"{}\n"), ("--accept", b"\xff\x00"), ("--accept", b"")]
    {
        std::fs::write(&foreign, octets).unwrap();
        let refused = review(&[decision, "foreign"]);
        assert_eq!(refused.code, 2, "{}{}", refused.out, refused.err);
        assert!(refused.err.contains("foreign.snap.new cannot be read: it is no snapshot"), "{}", refused.err);
        assert_eq!(std::fs::read(&foreign).unwrap(), octets);
    }
    let accepted = review(&["--accept"]);
    assert_eq!((accepted.code, accepted.out.contains("accepted as ")), (2, true), "{}{}", accepted.out, accepted.err);
    std::fs::remove_file(foreign).unwrap();
    assert!(std::fs::read_to_string(waiting[0].with_extension("")).unwrap().contains("200 ignored: "));
    assert!(review(&[]).out.contains("waits for review"));
}
