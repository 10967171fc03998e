//! A run that is killed, at whatever moment, leaves the object as it was once it is finished.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod machine;

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use serde_json::json;

use machine::{Machine, Server, ended};

/// Kills of the big test.
const KILLS: u64 = 200;
/// Latest moment of a kill after the start of the process, or of its writing, in microseconds: the run is far from its end then.
const LATEST: u64 = 200_000;

/// Latest moment of a kill after the start of a restore.
const RESTORE: u64 = 220_000;

/// Kills of runs with an object of their own.
const OWN: u64 = 6;

/// Kills while two objects are written.
const PAIRS: u64 = 16;

#[expect(clippy::print_stdout, reason = "the measured counts are shown")]
fn note(text: &str) {
    println!("{text}");
}

/// A number that looks random, the same in every run of the test (`SplitMix64`).
fn chance(number: u64) -> u64 {
    let mut z = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[test]
fn after_a_kill_at_any_moment_restore_brings_the_original_back() {
    let (machine, server) = (Machine::new(), Server::start());
    let original = server.read_all();
    let (mut journals, mut changed) = (0, 0);
    for number in 0..KILLS {
        let seed = number.to_string();
        let mut run = machine.start(&["run", "--target", &server.url, "--cases", "400", "--seed", &seed, "--quiet"]);
        if number % 4 != 0 {
            // Most of them after the run began to write, which a busy machine makes late.
            while machine.journals().is_empty() && run.try_wait().unwrap().is_none() {
                std::thread::yield_now();
            }
        }
        std::thread::sleep(Duration::from_micros(chance(number) % LATEST));
        run.kill().unwrap();
        run.wait().unwrap();
        journals += machine.journals().len();
        changed += u64::from(server.read_all() != original);
        if number % 5 == 0 {
            // Putting back may be killed too.
            let mut restore = machine.start(&["restore"]);
            std::thread::sleep(Duration::from_micros(chance(KILLS + number) % RESTORE));
            restore.kill().unwrap();
            restore.wait().unwrap();
        }
        let restore = machine.run(&["restore"]);
        assert_eq!(restore.code, 0, "kill {number}: {}{}", restore.out, restore.err);
        assert_eq!(server.read_all(), original, "kill {number}: {}{}", restore.out, restore.err);
        assert_eq!(machine.journals(), [] as [PathBuf; 0], "kill {number}");
    }
    note(&format!("{KILLS} kills survived: {journals} runs left a journal, {changed} of them a changed object"));
    assert!(
        journals > 40 && changed > 20,
        "{KILLS} kills hit {journals} runs that wrote, {changed} had changed something"
    );
}

#[test]
fn a_kill_while_two_objects_are_written_leaves_both_as_they_were() {
    let (machine, server) = (Machine::new(), Server::start());
    let original = server.read_all();
    let mut both = 0;
    for number in 0..PAIRS {
        let seed = number.to_string();
        let mut run = machine.start(&["run", "--target", &server.url, "--cases", "1", "--seed", &seed, "--quiet"]);
        while machine.journals().len() < 2 && run.try_wait().unwrap().is_none() {}
        std::thread::sleep(Duration::from_micros(chance(number) % 12_000));
        run.kill().unwrap();
        run.wait().unwrap();
        both += u64::from(machine.journals().len() == 2);
        let restore = machine.run(&["restore"]);
        assert_eq!(restore.code, 0, "kill {number}: {}{}", restore.out, restore.err);
        assert_eq!(server.read_all(), original, "kill {number}: {}{}", restore.out, restore.err);
        assert_eq!(machine.journals(), [] as [PathBuf; 0], "kill {number}");
    }
    note(&format!("{PAIRS} kills survived, {both} of them with two journals"));
    assert!(both > PAIRS / 4, "only {both} of {PAIRS} kills left two journals");
}

#[test]
fn the_next_run_finishes_what_a_killed_one_left() {
    let (machine, server) = (Machine::new(), Server::start());
    let original = server.read();
    interrupted(&machine, &server);
    let next = machine.run(&["run", "--target", &server.url, "--cases", "1", "--seed", "1"]);
    assert_eq!(next.code, 0, "{}{}", next.out, next.err);
    assert!(next.out.contains("was interrupted"), "{}", next.out);
    assert_eq!(server.read(), original);
    assert_eq!(machine.journals(), [] as [PathBuf; 0]);
}

#[test]
fn somebody_elses_change_stays_and_is_told() {
    let (machine, server) = (Machine::new(), Server::start());
    let original = server.read();
    interrupted(&machine, &server);
    server.patch(&json!({"displayName": "somebody else was here"}));
    let restore = machine.run(&["restore", "--target", &server.url]);
    assert_eq!(restore.code, 0, "{}{}", restore.out, restore.err);
    assert!(
        restore.out.contains("somebody else") && restore.out.contains("displayName was \"Before the run\""),
        "{}",
        restore.out
    );
    let mut expected = original;
    expected["displayName"] = json!("somebody else was here");
    assert_eq!(server.read(), expected);
    assert_eq!(machine.journals(), [] as [PathBuf; 0]);
}

#[test]
fn a_signal_ends_a_run_with_the_original_values() {
    for signal in ["-INT", "-TERM"] {
        let (machine, server) = (Machine::new(), Server::start());
        let original = server.read();
        let run = machine.start(&["run", "--target", &server.url, "--cases", "40000", "--seed", "1"]);
        server.until_changed(&original);
        assert!(Command::new("kill").args([signal, &run.id().to_string()]).status().unwrap().success());
        let run = ended(&run.wait_with_output().unwrap());
        assert_eq!(run.code, 3, "{signal}: {}{}", run.out, run.err);
        assert_eq!(server.read(), original, "{signal}: {}{}", run.out, run.err);
        assert_eq!(machine.journals(), [] as [PathBuf; 0], "{signal}");
    }
}

#[test]
fn two_runs_on_one_object_exclude_each_other() {
    let (machine, server) = (Machine::new(), Server::start());
    let original = server.read();
    let mut first = machine.start(&["run", "--target", &server.url, "--cases", "40000", "--seed", "1", "--quiet"]);
    server.until_changed(&original);
    for spelling in [server.url.clone(), server.url.replace("127.0.0.1", "LocalHost") + "/"] {
        let second = machine.run(&["run", "--target", &spelling, "--cases", "1"]);
        assert_eq!(second.code, 2, "{spelling}: {}{}", second.out, second.err);
        assert!(second.err.contains(&format!("process {}", first.id())), "{}", second.err);
    }
    let restore = machine.run(&["restore"]);
    assert!(restore.err.contains("left alone"), "{}{}", restore.out, restore.err);
    // The lock does not outlive its process.
    first.kill().unwrap();
    first.wait().unwrap();
    let spelling = server.url.replace("127.0.0.1", "localhost");
    let restore = machine.run(&["restore", "--target", &spelling]);
    assert!(restore.code == 0 && restore.out.contains("put back"), "{}{}", restore.out, restore.err);
    assert_eq!(server.read(), original);
}

#[test]
fn a_target_that_is_away_keeps_its_journal() {
    let (machine, server) = (Machine::new(), Server::start());
    interrupted(&machine, &server);
    drop(server);
    let restore = machine.run(&["restore"]);
    assert_eq!(restore.code, 3, "{}{}", restore.out, restore.err);
    assert!(restore.out.contains("cannot reach"), "{}", restore.out);
    assert_eq!(machine.journals().len(), 1);
}

#[test]
fn a_damaged_journal_is_one_clear_message() {
    let (machine, server) = (Machine::new(), Server::start());
    interrupted(&machine, &server);
    let file = machine.journals().remove(0);
    std::fs::write(&file, "{\"record\":\n").unwrap();
    for ended in [machine.run(&["restore"]), machine.run(&["run", "--target", &server.url])] {
        assert_eq!(ended.code, 2, "{}{}", ended.out, ended.err);
        assert!(ended.err.contains(&file.display().to_string()) && ended.err.contains("line 1"), "{}", ended.err);
    }
}

#[test]
fn a_journal_holds_no_token() {
    let (machine, server) = (Machine::new(), Server::start());
    interrupted(&machine, &server);
    for file in machine.journals() {
        let text = std::fs::read_to_string(file).unwrap();
        assert!(text.contains("Before the run") && !text.contains(docproof::DEFAULT_TOKEN), "{text}");
    }
}

#[test]
fn what_is_only_read_or_rehearsed_is_not_changed() {
    let (machine, server) = (Machine::new(), Server::start());
    let original = server.read();
    let version = server.header("etag");
    let read = machine.run(&["run", "--target", &server.url, "--read-only", "--seed", "1"]);
    assert_eq!(read.code, 0, "{}{}", read.out, read.err);
    assert!(read.out.contains("0 writes"), "{}", read.out);
    let rehearsed = machine.run(&["run", "--target", &server.url, "--dry-run", "--seed", "1"]);
    assert_eq!(rehearsed.code, 0, "{}{}", rehearsed.out, rehearsed.err);
    assert!(rehearsed.out.contains("PATCH ") && rehearsed.out.contains("nothing was sent"), "{}", rehearsed.out);
    assert!(!rehearsed.out.contains(docproof::DEFAULT_TOKEN));
    assert_eq!((server.read(), server.header("etag")), (original, version));
}

#[test]
fn an_object_that_a_killed_run_made_is_removed_by_restore_and_by_the_next_run() {
    let (machine, server) = (Machine::new(), Server::start());
    let (original, mut all_made) = (server.read_all(), 0);
    for number in 0..OWN {
        let mut run = machine.start(&[
            "run",
            "--target",
            &server.url,
            "--throwaway",
            "--cases",
            "40000",
            "--seed",
            "1",
            "--quiet",
        ]);
        // The first journal is written before the create goes out; what a killed run made may be known by its marker only.
        while !machine.journals().iter().any(|file| std::fs::read(file).is_ok_and(|text| text.ends_with(b"\n"))) {
            assert!(run.try_wait().unwrap().is_none(), "the run goes on until it is killed");
        }
        std::thread::sleep(Duration::from_micros(if number % 3 == 0 {
            chance(number) % 3_000
        } else {
            chance(number) % 40_000
        }));
        run.kill().unwrap();
        run.wait().unwrap();
        let made = server.read_all().len() - original.len();
        assert!(made <= 1 && !machine.journals().is_empty(), "kill {number}");
        all_made += made;
        let next = ["run", "--target", &server.url, "--cases", "1", "--seed", "1"];
        let ended = machine.run(if number % 2 == 0 { &["restore"] } else { &next });
        assert_eq!(ended.code, 0, "kill {number}: {}{}", ended.out, ended.err);
        assert_eq!(server.read_all(), original, "kill {number}: {}{}", ended.out, ended.err);
        assert_eq!(machine.journals(), [] as [PathBuf; 0], "kill {number}: {}{}", ended.out, ended.err);
    }
    note(&format!("{OWN} kills around a create survived, {all_made} of them with an object"));
    assert!(all_made > 0, "no kill left an object");
}

/// A run that is killed after it changed something.
fn interrupted(machine: &Machine, server: &Server) {
    let original = server.read();
    let mut run = machine.start(&["run", "--target", &server.url, "--cases", "40000", "--seed", "1"]);
    server.until_changed(&original);
    run.kill().unwrap();
    run.wait().unwrap();
    assert_eq!(machine.journals().len(), 1);
}
