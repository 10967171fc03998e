//! Reports as third parties read them. `tests/peers/*/install.sh` installs them; without them a test says that it is
//! skipped, unless `DOCPROOF_PEERS=required`.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::program::{OtherProcess, Program};

/// Five faults that five rules find.
const FAULTS: &[&str] = &[
    "instant-offset-minutes-lost",
    "text-cut-at-255",
    "members-before-the-fault-stored",
    "thirteenth-month-ignored",
    "error-with-stack-trace",
];

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of an installed peer; `None`, said aloud, when it is not installed and need not be.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub(crate) fn peer(name: &str) -> Option<PathBuf> {
    let folder = root().join("target/peers").join(name);
    if folder.join("installed").exists() {
        return Some(folder);
    }
    let install = format!("tests/peers/{name}/install.sh");
    assert!(std::env::var("DOCPROOF_PEERS").as_deref() != Ok("required"), "run {install} first");
    eprintln!("skipped: {install} has not run");
    None
}

/// A command's output as one JSON value.
pub(crate) fn told(command: &mut Command) -> Value {
    let output = command.current_dir(root()).output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {err}");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{command:?}: {error}\n{err}"))
}

/// A recorded run against the mock with five faults.
fn recorded(program: &Program) -> PathBuf {
    let log = program.state().join("run.ndjson");
    let report = format!("ndjson={}", log.display());
    let mut args = vec!["run", "--seed", "1", "--cases", "300", "--report", &report];
    args.extend(FAULTS.iter().flat_map(|fault| ["--fault", fault]));
    let ended = program.run(&args);
    assert_eq!(ended.code, 1, "{}{}", ended.out, ended.err);
    log
}

#[test]
fn sarif_har_junit_and_csv_are_what_their_readers_expect() {
    let Some(peer) = peer("reports") else { return };
    let program = Program::new();
    let log = recorded(&program);
    let file = |name: &str| program.state().join(name).display().to_string();
    let reports = ["sarif", "har", "junit", "csv", "json"].map(|format| format!("{format}={}", file(format)));
    let args = ["report", "--from", log.to_str().unwrap(), "--page", "docs/page.md"];
    let ended = program.run(&[&args[..], &reports.each_ref().map(String::as_str)].concat());
    assert_eq!(ended.code, 0, "{}", ended.err);
    let report: Value = serde_json::from_slice(&std::fs::read(file("json")).unwrap()).unwrap();

    let read = told(Command::new("node").args(["tests/peers/reports/read.mjs", &file("har"), &file("sarif")]));
    assert_eq!((&read["har_faults"], &read["sarif_faults"]), (&Value::Array(vec![]), &Value::Array(vec![])));
    assert_eq!(read["har_entries"], report["stats"]["requests"]);
    let (results, findings) = (read["sarif_results"].as_array().unwrap(), report["findings"].as_array().unwrap());
    assert!(findings.len() >= FAULTS.len() && results.len() == findings.len());
    for (result, finding) in results.iter().zip(findings) {
        assert_eq!((&result["rule"], &result["line"]), (&finding["rule"], &finding["source"]["line"]));
        assert_eq!(result["page"], "docs/page.md");
    }

    let python = peer.join("venv/bin/python");
    let read = told(Command::new(python).args(["tests/peers/reports/read.py", &file("junit"), &file("csv")]));
    assert_eq!((&read["counted"][0], &read["counted"][1]), (&read["failures"], &read["errors"]));
    assert!(read["failures"].as_u64().unwrap() > 0 && read["errors"] == 0, "{read}");
    assert_eq!((&read["failure_types"], &read["whole"]), (&serde_json::json!(["must"]), &Value::Bool(true)));
    assert_eq!(read["rows"], serde_json::json!(report["matrix"].as_array().unwrap().len()));
}

#[test]
fn an_undecided_run_is_an_error_to_junit_and_no_failure() {
    let Some(peer) = peer("reports") else { return };
    let program = Program::new();
    let file = |name: &str| program.state().join(name).display().to_string();
    let (junit, csv) = (format!("junit={}", file("junit")), format!("csv={}", file("csv")));
    let args = ["run", "--fault", "nothing-routed", "--cases", "20", "--report", &junit, "--report", &csv];
    program.run(&args);
    let python = peer.join("venv/bin/python");
    let read = told(Command::new(python).args(["tests/peers/reports/read.py", &file("junit"), &file("csv")]));
    assert!(read["errors"].as_u64().unwrap() > 0, "{read}");
}

/// The log with its requests repeated until there are `count`.
fn stretched(log: &Path, count: usize) -> String {
    let text = std::fs::read_to_string(log).unwrap();
    let exchanged: Vec<&str> = text.lines().filter(|line| line.contains(r#""event":"exchanged""#)).collect();
    let mut more = exchanged.iter().cycle().take(count - exchanged.len());
    let (body, last) = text.trim_end().rsplit_once('\n').unwrap();
    let added = more.by_ref().fold(String::new(), |out, line| out + line + "\n");
    format!("{body}\n{added}{last}\n")
}

#[test]
#[expect(clippy::print_stderr, reason = "measured figures are for people")]
fn a_browser_opens_ten_thousand_requests_and_every_control_works() {
    if peer("browser").is_none() {
        return;
    }
    let program = Program::new();
    let log = recorded(&program);
    std::fs::write(&log, stretched(&log, 10_000)).unwrap();
    let page = program.state().join("run.html");
    let report = format!("html={}", page.display());
    assert_eq!(program.run(&["report", "--from", log.to_str().unwrap(), &report]).code, 0);

    let seen = told(Command::new("node").args(["tests/peers/browser/look.mjs", page.to_str().unwrap()]));
    eprintln!("the browser loaded 10000 requests in {} ms, painted after {} ms", seen["loaded_ms"], seen["painted_ms"]);
    assert_eq!((&seen["console"], &seen["requests"]), (&Value::Array(vec![]), &Value::Array(vec![])), "{seen}");
    // a second is what it takes at most on a machine of its own; a busy one gets ten
    assert!(seen["loaded_ms"].as_u64().unwrap() < 10_000, "{seen}");
    assert_eq!((&seen["verdict"], &seen["requests_shown"]), (&"broken".into(), &"200 of 10000 shown".into()), "{seen}");
    assert_eq!((&seen["rows"], &seen["rows_without_match"]), (&200.into(), &0.into()), "{seen}");
    assert_eq!(seen["filtered_rules"], Value::Array(vec![seen["searched"].clone()]), "{seen}");
    assert!(seen["filtered"].as_u64() < seen["findings"].as_u64(), "{seen}");
    assert_eq!((&seen["without_must"], &seen["after_filters"]), (&0.into(), &seen["findings"]), "{seen}");
    for key in ["slash_focuses_search", "enter_toggles"] {
        assert_eq!(seen[key], true, "{key}: {seen}");
    }
    assert_eq!((&seen["nameless"], &seen["theme"]), (&0.into(), &"dark".into()), "{seen}");
    assert!(seen["overflow_narrow"].as_i64().unwrap() <= 0, "no sideways scrolling on a phone: {seen}");
    // WCAG 2.2, 1.4.3: 4.5 to 1
    for key in ["contrast_light", "contrast_dark"] {
        assert!(seen[key].as_f64().unwrap() >= 4.5, "{key}: {seen}");
    }
}

/// Runs an exported command line in a shell; the status line and the body that came.
fn sent(command: &str) -> (String, Value) {
    let output =
        Command::new("sh").args(["-c", command]).env("DOCPROOF_TOKEN", docproof::DEFAULT_TOKEN).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).replace("\r\n", "\n");
    let (head, body) = text.split_once("\n\n").unwrap_or_else(|| panic!("{command}: {text}"));
    (head.lines().next().unwrap_or_default().to_owned(), serde_json::from_str(body).unwrap_or_default())
}

#[test]
fn an_exported_command_shows_the_same_deviation() {
    if peer("reports").is_none() {
        return;
    }
    let program = Program::new();
    let faults = ["text-cut-at-255", "thirteenth-month-ignored", "instant-not-stored"];
    let mock = OtherProcess::mock(&program, &faults.map(|name| ["--fault", name]).concat());
    let ended = program.run(&["run", "--target", &mock.url, "--seed", "1", "--quiet"]);
    assert_eq!(ended.code, 1, "{}{}", ended.out, ended.err);
    let shown = |rule: &str, form: &str| program.run(&["show", rule, "--as", form]).out;
    let findings = |rule: &str| -> Vec<Value> {
        shown(rule, "json").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    for finding in findings("echo-sent") {
        let (status, body) = sent(finding["curl"].as_str().unwrap());
        assert!(status.contains("200"), "{status}");
        assert_eq!(body.pointer(finding["place"].as_str().unwrap()), Some(&finding["actual"]));
    }
    let curl = shown("invalid-input-rejected", "curl");
    assert_eq!(curl.lines().count(), findings("invalid-input-rejected").len(), "{curl}");
    assert!(sent(curl.lines().next().unwrap()).0.contains("200"), "month 13 is accepted");

    let commands = shown("readback", "curl");
    let (update, read) = commands.lines().next().zip(commands.lines().nth(1)).unwrap();
    let (status, answer) = sent(update);
    assert!(status.contains("200") && read.starts_with("curl -i '"), "{commands}");
    assert_ne!(sent(read).1["lastConnectionDateTime"], answer["lastConnectionDateTime"], "{commands}");
    let written = |rule: &str| (rule.to_owned(), shown(rule, "hurl"));
    for (rule, file) in ["echo-sent", "readback"].map(written) {
        let Some((code, told)) = executed(&program, &file) else { return };
        assert_eq!(code, Some(4), "{rule}: each entry asserts what was promised: {told}");
    }
}

/// Exit code and errors of the real hurl; `None`, said aloud, where there is none.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn executed(program: &Program, text: &str) -> Option<(Option<i32>, String)> {
    let file = program.state().join("findings.hurl");
    std::fs::write(&file, text).unwrap();
    let token = format!("token={}", docproof::DEFAULT_TOKEN);
    let hurl = Command::new("hurl").args(["--variable", &token, "--continue-on-error"]).arg(&file).output();
    let Ok(hurl) = hurl else {
        eprintln!("skipped: no hurl on this machine; its file is written and not executed");
        return None;
    };
    Some((hurl.status.code(), String::from_utf8_lossy(&hurl.stderr).into_owned()))
}

#[test]
fn an_exported_hurl_file_fails_on_the_deviation_and_holds_without_it() {
    let program = Program::new();
    let healthy = OtherProcess::mock(&program, &[]);
    for (fault, rule) in [
        ("content-type-plain", "ct-json"),
        ("error-code-missing", "err-shape"),
        ("instant-as-epoch", "schema-type"),
        ("epoch-stored", "schema-type"),
        ("long-text-cut-in-store", "readback"),
    ] {
        let faulty = OtherProcess::mock(&program, &["--fault", fault]);
        program.run(&["run", "--target", &faulty.url, "--seed", "1", "--cases", "150", "--quiet"]);
        let file = program.run(&["show", rule, "--as", "hurl"]).out;
        assert!(file.contains("[Asserts]"), "{fault}: {file}");
        let Some((code, told)) = executed(&program, &file) else { return };
        assert_eq!(code, Some(4), "{fault}: {told}{file}");
        let (code, told) = executed(&program, &file.replace(&faulty.url, &healthy.url)).unwrap();
        assert_eq!(code, Some(0), "{fault}: {told}{file}");
    }
}
