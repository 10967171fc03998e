//! What is expected, what is new since the last run, and the shards of one run.

use std::path::Path;

use serde_json::Value;

use crate::program::{OtherProcess, Program};

const FAULTY: &[&str] = &["run", "--fault", "put-semantics", "--seed", "1", "--cases", "60"];

fn written(program: &Program, name: &str, text: &str) -> String {
    let file = program.state().join(name);
    std::fs::write(&file, text).unwrap();
    file.to_str().unwrap().to_owned()
}

fn json(file: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

/// One waiver for each of the rules, with this last day.
fn waivers(rules: &[&str], expires: &str) -> String {
    let entry = |rule: &&str| format!("[[waiver]]\nrule = \"{rule}\"\nreason = \"ticket 17\"\nexpires = {expires}\n");
    rules.iter().map(entry).collect()
}

/// The rules that the faulty mock breaks.
fn broken_rules(program: &Program) -> Vec<String> {
    let report = program.state().join("faulty.json");
    let ended = program.run(&[FAULTY, &["--report", &format!("json={}", report.display())]].concat());
    assert_eq!(ended.code, 1, "{}{}", ended.out, ended.err);
    let mut rules: Vec<String> = json(&report)["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["rule"].as_str().unwrap().to_owned())
        .collect();
    rules.sort();
    rules.dedup();
    rules
}

#[test]
fn what_is_waived_is_shown_everywhere_and_fails_nothing_until_its_last_day_is_over() {
    let program = Program::new();
    let rules = broken_rules(&program);
    let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
    let valid = written(&program, "waivers.toml", &waivers(&rules, "9999-01-31"));
    let file = |format: &str| program.state().join(format!("waived.{format}"));
    let specs: Vec<String> = ["json", "junit", "ndjson", "markdown", "sarif", "csv", "html", "text"]
        .iter()
        .map(|format| format!("{format}={}", file(format).display()))
        .collect();
    let reports: Vec<&str> = specs.iter().flat_map(|spec| ["--report", spec.as_str()]).collect();
    let ended = program.run(&[FAULTY, &["--waivers", &valid, "--deny", "stale"], &reports].concat());
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    assert!(
        ended.out.contains("WAIVED merge-untouched") && ended.out.contains("waived until 9999-01-31"),
        "{}",
        ended.out
    );
    for format in ["json", "junit", "ndjson", "markdown", "sarif", "csv", "html", "text"] {
        let text = std::fs::read_to_string(file(format)).unwrap();
        let words = if format == "csv" { "(waived)" } else { "ticket 17" };
        assert!(text.contains(words), "{format} does not show {words}");
    }
    assert_eq!(json(&file("json"))["verdict"], "held");
    assert!(!std::fs::read_to_string(file("junit")).unwrap().contains("<failure"), "JUnit calls nothing a failure");

    let over = written(&program, "over.toml", &waivers(&rules, "2026-01-31"));
    let ended = program.run(&[FAULTY, &["--waivers", &over]].concat());
    assert_eq!(ended.code, 1, "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("it expired on 2026-01-31"), "{}", ended.out);
}

#[test]
fn a_waiver_for_some_inputs_hides_no_other() {
    let program = Program::new();
    let entry = "[[waiver]]\nrule = \"echo-sent\"\ncase = \"boundary/18\"\nreason = \"r\"\nexpires = 9999-01-31\n";
    let file = written(&program, "some.toml", entry);
    let report = program.state().join("some.json");
    let spec = format!("json={}", report.display());
    let args = ["run", "--fault", "text-cut-at-255", "--seed", "1", "--cases", "800", "--rule", "echo-sent"];
    let ended = program.run(&[&args[..], &["--waivers", &file, "--report", &spec]].concat());
    assert_eq!(ended.code, 1, "{}{}", ended.out, ended.err);
    let report = json(&report);
    let all = report["findings"].as_array().unwrap();
    let (known, others): (Vec<&Value>, Vec<&Value>) = all.iter().partition(|finding| finding["waived"].is_object());
    assert!(!known.is_empty() && !others.is_empty(), "{report}");
    assert!(known.iter().all(|finding| finding["case"].as_str().unwrap().starts_with("boundary/18")));
    assert!(others.iter().all(|finding| !finding["case"].as_str().unwrap().starts_with("boundary/18")));
}

#[test]
fn a_waiver_that_describes_nothing_fails_only_where_stale_ones_are_denied() {
    let program = Program::new();
    let file = written(&program, "waivers.toml", &waivers(&["echo-sent"], "9999-01-31"));
    let run = ["run", "--cases", "30", "--waivers", &file];
    let ended = program.run(&run);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("stale waivers") && ended.out.contains("waivers.toml:1"), "{}", ended.out);
    let ended = program.run(&[&run[..], &["--deny", "stale"]].concat());
    assert_eq!(ended.code, 1, "{}{}", ended.out, ended.err);
    let part = program.run(&[&run[..], &["--deny", "stale", "--case", "documented"]].concat());
    assert_eq!(part.code, 0, "a part of a run does not tell: {}{}", part.out, part.err);
}

#[test]
fn only_what_the_baseline_does_not_know_fails() {
    let program = Program::new();
    let file = program.state().join("baseline.json");
    let ended = program.run(&[FAULTY, &["--report", &format!("baseline={}", file.display())]].concat());
    assert_eq!(ended.code, 1, "{}{}", ended.out, ended.err);
    let baseline = file.to_str().unwrap();
    let ended = program.run(&[FAULTY, &["--baseline", baseline]].concat());
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("accepted in the baseline"), "{}", ended.out);
    let ended = program.run(&[FAULTY, &["--baseline", baseline, "--fault", "member-not-stored"]].concat());
    assert_eq!(ended.code, 1, "a new fault is no known one: {}{}", ended.out, ended.err);
    let ended = program.run(&["run", "--cases", "60", "--baseline", baseline, "--deny", "stale"]);
    assert_eq!(ended.code, 1, "what is mended has to leave the baseline: {}{}", ended.out, ended.err);
}

#[test]
fn a_waivers_file_that_does_not_fit_is_refused_with_its_place() {
    let program = Program::new();
    for (text, words) in [
        (
            "[[waiver]]\nrule = \"ecko-sent\"\nreason = \"r\"\nexpires = 2027-01-31\n",
            ["waivers.toml:2:8:", "did you mean `echo-sent`?"],
        ),
        ("[[waiver]]\nruel = \"echo-sent\"\n", ["waivers.toml:2:1:", "did you mean `rule`?"]),
        ("[[waiver]]\nrule = \"echo-sent\"\nexpires = 2027-01-31\n", ["waivers.toml:1:1:", "`reason` is missing"]),
        ("[[waiver\n", ["waivers.toml:1:", ""]),
    ] {
        let file = written(&program, "waivers.toml", text);
        let ended = program.run(&["run", "--waivers", &file]);
        assert_eq!(ended.code, 2, "{text}: {}{}", ended.out, ended.err);
        assert!(words.iter().all(|word| ended.err.contains(word)), "{text}: {}", ended.err);
    }
    let ended = program.run(&["run", "--waivers", "no/waivers.toml"]);
    assert_eq!((ended.code, ended.err.contains("no/waivers.toml")), (2, true), "{}", ended.err);
    let file = written(&program, "baseline.json", "{\"version\": 1}");
    let ended = program.run(&["run", "--baseline", &file]);
    assert_eq!((ended.code, ended.err.contains("baseline.json:1:")), (2, true), "{}", ended.err);
}

#[test]
fn two_recorded_runs_are_compared_whatever_their_seeds() {
    let program = Program::new();
    let log = |name: &str, args: &[&str]| {
        let file = program.state().join(name);
        program.run(
            &[
                args,
                &["--cases", "300", "--rule", "merge-untouched", "--report", &format!("ndjson={}", file.display())],
            ]
            .concat(),
        );
        file.to_str().unwrap().to_owned()
    };
    let healthy = log("healthy.ndjson", &["run", "--seed", "1"]);
    let faulty = log("faulty.ndjson", &["run", "--seed", "2", "--fault", "put-semantics"]);
    let later = log("later.ndjson", &["run", "--seed", "3", "--fault", "put-semantics"]);
    let worse = program.run(&["compare", &healthy, &faulty]);
    assert_eq!(worse.code, 1, "{}{}", worse.out, worse.err);
    assert!(worse.out.contains("new merge-untouched"), "{}", worse.out);
    let same = program.run(&["compare", &faulty, &later, "--format", "json"]);
    assert_eq!(same.code, 0, "{}{}", same.out, same.err);
    let same: Value = serde_json::from_str(&same.out).unwrap();
    assert!(same["new"].as_array().unwrap().is_empty() && !same["same"].as_array().unwrap().is_empty(), "{same}");
    let better = program.run(&["compare", &faulty, &healthy]);
    assert_eq!(better.code, 0, "{}{}", better.out, better.err);
    assert!(better.out.contains("gone merge-untouched"), "{}", better.out);
    let whole = std::fs::read(&faulty).unwrap();
    let cut = written(&program, "cut.ndjson", std::str::from_utf8(&whole[..whole.len() / 8]).unwrap_or_default());
    let gone = program.run(&["compare", &faulty, &cut]);
    assert!(gone.out.contains("the later run was interrupted: what is gone"), "{}", gone.out);
    let gone = program.run(&["compare", &faulty, &cut, "--format", "json"]);
    assert!(gone.err.contains("cut.ndjson was interrupted: what is gone may not have been reached"), "{}", gone.err);
    let gone: Value = serde_json::from_str(&gone.out).unwrap();
    assert_eq!([&gone["before"]["interrupted"], &gone["after"]["interrupted"]], [false, true]);
    for args in [&["compare", &healthy][..], &["compare"], &["compare", &healthy, "no/such.ndjson"]] {
        let ended = program.run(args);
        assert_eq!(ended.code, 2, "{args:?}: {}{}", ended.out, ended.err);
    }
}

#[test]
fn a_run_tells_what_is_new_since_the_last_one_of_its_target() {
    let program = Program::new();
    let mock = OtherProcess::mock(&program, &[]);
    let run = ["run", "--target", &mock.url, "--cases", "10", "--seed", "1"];
    let first = program.run(&run);
    assert!(!first.err.contains("since "), "{}", first.err);
    let second = program.run(&run);
    assert!(second.err.contains("since 2"), "{}", second.err);
    let other = OtherProcess::mock(&program, &[]);
    let elsewhere = program.run(&["run", "--target", &other.url, "--cases", "10", "--seed", "1"]);
    assert!(!elsewhere.err.contains("since "), "another server has a history of its own: {}", elsewhere.err);
    let compared = program.run(&["compare", "--target", &mock.url]);
    assert_eq!(compared.code, 0, "{}{}", compared.out, compared.err);
    assert!(compared.out.contains("0 findings") || compared.out.contains("the same"), "{}", compared.out);
}

#[test]
fn shards_cover_the_plan_once_and_merge_to_one_run() {
    let program = Program::new();
    let judged = |log: &str| -> Vec<String> {
        let text = std::fs::read_to_string(log).unwrap();
        let events = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let cases =
            events.filter(|event| event["event"] == "judged").map(|event| event["case"].as_str().unwrap().to_owned());
        // Controls and what watches the connection belong to every part; of sequences and parallel writes each has a share.
        let of_every_part = ["control", "read/", "sequence", "parallel/"];
        cases.filter(|case| !of_every_part.iter().any(|start| case.starts_with(start))).collect()
    };
    let log = |name: &str, more: &[&str]| {
        let file = program.state().join(name).to_str().unwrap().to_owned();
        let spec = format!("ndjson={file}");
        let args = [&["run", "--seed", "5", "--cases", "120", "--report", &spec][..], more].concat();
        let ended = program.run(&args);
        assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
        file
    };
    let whole = log("whole.ndjson", &[]);
    let shards: Vec<String> = (1..=3).map(|n| log(&format!("{n}.ndjson"), &["--shard", &format!("{n}/3")])).collect();
    let mut expected = judged(&whole);
    let mut parts: Vec<String> = shards.iter().flat_map(|log| judged(log)).collect();
    assert!(shards.iter().all(|log| judged(log).len() > expected.len() / 6), "each shard has its share");
    expected.sort();
    parts.sort();
    assert_eq!(parts, expected, "every input is judged by one shard");

    let merged = program.state().join("merged.json");
    let from: Vec<&str> = shards.iter().flat_map(|log| ["--from", log.as_str()]).collect();
    let spec = format!("json={}", merged.display());
    let ended = program.run(&[&["report"][..], &from, &[&spec]].concat());
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    let merged = json(&merged);
    assert_eq!((&merged["verdict"], &merged["seed"]), (&"held".into(), &5.into()));
    let ended = program.run(&[&["report"][..], &from[..4], &["text=-"]].concat());
    assert!(ended.out.contains("undecided") && ended.out.contains("shard 3/3"), "{}", ended.out);
    let ended = program.run(&["report", "--from", &whole, "--from", &shards[0], "text=-"]);
    assert_eq!((ended.code, ended.err.contains("number of shards")), (2, true), "{}", ended.err);
}

#[test]
fn a_shard_that_is_none_is_refused() {
    let program = Program::new();
    for shard in ["0/3", "4/3", "3", "a/b", "1/0"] {
        let ended = program.run(&["run", "--seed", "1", "--shard", shard]);
        assert_eq!((ended.code, ended.err.contains("2/8")), (2, true), "{shard}: {}", ended.err);
    }
    let ended = program.run(&["run", "--shard", "1/2"]);
    assert_eq!((ended.code, ended.err.contains("--seed")), (2, true), "{}", ended.err);
}
