//! `docproof replay` against another target: fixed, still broken or undecided, each with its exit code.

use std::net::TcpListener;

use crate::program::{Ended, OtherProcess, Program};

/// A run with a fault, recorded; what the fault makes of one rule is replayed.
fn recorded(program: &Program, args: &[&str]) -> String {
    let log = program.state().join("run.ndjson");
    let report = format!("ndjson={}", log.display());
    let ended = program.run(&[&["run", "--deny", "should", "--report", &report], args].concat());
    assert_eq!(ended.code, 1, "{}{}", ended.out, ended.err);
    log.display().to_string()
}

fn replayed(program: &Program, log: &str, target: &str) -> Ended {
    program.run(&["replay", log, "--target", target, "--timeout", "2s"])
}

#[test]
fn another_target_has_a_finding_fixed_or_not_or_cannot_say() {
    let program = Program::new();
    let log = recorded(&program, &["--fault", "null-not-stored", "--rule", "readback", "--seed", "1", "--cases", "60"]);

    let healthy = OtherProcess::mock(&program, &[]);
    let fixed = replayed(&program, &log, &healthy.url);
    assert_eq!(fixed.code, 0, "{}{}", fixed.out, fixed.err);
    assert!(fixed.out.lines().all(|line| line.starts_with("fixed")), "{}", fixed.out);

    let faulty = OtherProcess::mock(&program, &["--fault", "null-not-stored"]);
    let broken = replayed(&program, &log, &faulty.url);
    assert_eq!(broken.code, 1, "{}{}", broken.out, broken.err);
    assert!(broken.out.lines().all(|line| line.starts_with("still broken")), "{}", broken.out);

    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let by_rule = program.run(&["replay", "readback", "--target", &faulty.url]);
    assert_eq!((by_rule.code, by_rule.out.as_str()), (1, broken.out.as_str()), "{}", by_rule.err);
    let other = program.run(&["replay", "status-5xx", "--target", &faulty.url]);
    assert!(other.code == 2 && other.err.contains("nor a rule that the last run broke"), "{}", other.err);

    let gone = replayed(&program, &log, &format!("http://{closed}/v1.0"));
    assert_eq!(gone.code, 3, "{}{}", gone.out, gone.err);
    assert!(gone.out.contains("undecided") && gone.out.contains("cannot reach the target"), "{}{}", gone.out, gone.err);
}

#[test]
fn without_a_target_the_one_of_the_recorded_run_is_asked() {
    let program = Program::new();
    let faulty = OtherProcess::mock(&program, &["--fault", "null-not-stored"]);
    let run = ["--rule", "readback", "--seed", "1", "--cases", "60"];
    let log = recorded(&program, &[&["--target", &faulty.url][..], &run].concat());
    let broken = program.run(&["replay", &log]);
    assert_eq!(broken.code, 1, "{}{}", broken.out, broken.err);
    assert!(broken.err.contains(&format!("asking {}", faulty.url)), "{}", broken.err);
    let embedded = recorded(&program, &[&["--fault", "null-not-stored"][..], &run].concat());
    assert_eq!(program.run(&["replay", &embedded]).code, 0, "a healthy mock takes the place of the one that is gone");
}

#[test]
fn a_sequence_is_replayed_in_order() {
    let program = Program::new();
    let fault = ["--fault", "repeat-numbered", "--rule", "idempotent", "--seed", "1", "--cases", "120"];
    let log = recorded(&program, &fault);
    let faulty = OtherProcess::mock(&program, &["--fault", "repeat-numbered"]);
    let broken = replayed(&program, &log, &faulty.url);
    assert_eq!((broken.code, broken.out.contains("still broken")), (1, true), "{}{}", broken.out, broken.err);
    let healthy = OtherProcess::mock(&program, &[]);
    assert_eq!(replayed(&program, &log, &healthy.url).code, 0);
}

#[test]
fn what_was_sent_at_once_is_sent_at_once_again() {
    let program = Program::new();
    let fault = ["--fault", "parallel-update-lands-in-neighbour", "--rule", "neighbour-untouched"];
    let log = recorded(&program, &[&fault[..], &["--seed", "1", "--cases", "120"]].concat());
    let faulty = OtherProcess::mock(&program, &fault[..2]);
    for time in ["first", "second"] {
        let broken = replayed(&program, &log, &faulty.url);
        assert_eq!(
            (broken.code, broken.out.contains("still broken")),
            (1, true),
            "{time}: {}{}",
            broken.out,
            broken.err
        );
    }
    let healthy = OtherProcess::mock(&program, &[]);
    let silent = replayed(&program, &log, &healthy.url);
    // Who comes first is chance: a finding that did not come each time is never called fixed.
    assert!(!silent.out.contains("still broken"), "{}{}", silent.out, silent.err);
    assert!(matches!(silent.code, 0 | 3), "{}{}", silent.out, silent.err);
}

#[test]
fn a_flaky_finding_carries_its_rate_and_is_looked_for_more_than_once() {
    let program = Program::new();
    let fault = ["--fault", "seventh-read-stale", "--rule", "readback", "--seed", "1", "--cases", "40"];
    let log = recorded(&program, &fault);
    let text = std::fs::read_to_string(&log).unwrap();
    let rates: Vec<String> = text
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|event| event["event"] == "finding-shrunk")
        .filter_map(|event| event["finding"]["reproduced"].as_str().map(str::to_owned))
        .collect();
    assert!(rates.iter().any(|rate| rate != "3 of 3"), "{rates:?}");
    let faulty = OtherProcess::mock(&program, &fault[..2]);
    let broken = replayed(&program, &log, &faulty.url);
    assert_eq!((broken.code, broken.out.contains("still broken")), (1, true), "{}{}", broken.out, broken.err);
}
