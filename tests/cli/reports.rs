//! Reports, replay, import and lists, from outside.

use crate::program::{OtherProcess, Program};

#[test]
fn a_red_run_is_understood_and_replayed() {
    let program = Program::new();
    let json = program.state().join("report.json");
    let junit = program.state().join("junit.xml");
    let log = program.state().join("run.ndjson");
    let ended = program.run(&[
        "run",
        "--fault",
        "text-cut-at-255",
        "--seed",
        "1",
        "--report",
        &format!("json={}", json.display()),
        "--report",
        &format!("junit={}", junit.display()),
        "--report",
        &format!("ndjson={}", log.display()),
    ]);
    assert_eq!(ended.code, 1, "{}{}", ended.out, ended.err);
    let report: serde_json::Value = serde_json::from_slice(&std::fs::read(&json).unwrap()).unwrap();
    let schema: serde_json::Value = serde_json::from_str(
        &std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/report.schema.json")).unwrap(),
    )
    .unwrap();
    let faults: Vec<String> =
        jsonschema::validator_for(&schema).unwrap().iter_errors(&report).map(|e| e.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
    let finding =
        report["findings"].as_array().unwrap().iter().find(|f| f["rule"] == "echo-sent").expect("echo-sent is found");
    assert!(finding["source"]["line"].as_u64().unwrap() > 1);
    let minimal = finding["minimal"]["text"].as_str().unwrap();
    assert!(minimal.len() < 300, "the shortest string that is cut has 256 characters: {minimal}");
    assert!(std::fs::read_to_string(junit).unwrap().contains("<failure"));

    let seed = finding["seed"].as_str().unwrap();
    let again = program.run(&["run", "--fault", "text-cut-at-255", "--seed", seed]);
    assert_eq!(again.code, 1, "the seed alone replays it: {}{}", again.out, again.err);
    let broken = program.run(&["replay", log.to_str().unwrap(), "--fault", "text-cut-at-255"]);
    assert_eq!(broken.code, 1, "{}{}", broken.out, broken.err);
    let fixed = program.run(&["replay", finding["id"].as_str().unwrap()]);
    assert_eq!((fixed.code, fixed.out.contains("fixed")), (0, true), "{}{}", fixed.out, fixed.err);
}

#[test]
fn every_report_can_be_made_later() {
    let program = Program::new();
    let log = program.state().join("run.ndjson");
    let now = program.state().join("now.json");
    let later = program.state().join("later.json");
    let (log_arg, now_arg) = (format!("ndjson={}", log.display()), format!("json={}", now.display()));
    let ended = program.run(&["run", "--cases", "30", "--report", &log_arg, "--report", &now_arg]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let ended = program.run(&["report", "--from", log.to_str().unwrap(), &format!("json={}", later.display())]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(std::fs::read_to_string(now).unwrap(), std::fs::read_to_string(later).unwrap());
}

#[test]
fn a_killed_run_leaves_a_log_that_can_be_reported() {
    let program = Program::new();
    let log = program.state().join("run.ndjson");
    let ended = program.run(&["run", "--cases", "30", "--report", &format!("ndjson={}", log.display())]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let text = std::fs::read(&log).unwrap();
    std::fs::write(&log, &text[..text.len() / 2]).unwrap();
    let ended = program.run(&["report", "--from", log.to_str().unwrap(), "json=-"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let report: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(report["verdict"], "undecided");
    let shown = program.run(&["show", "--from", log.to_str().unwrap()]);
    assert!(shown.code == 4 && shown.err.contains("the run was interrupted"), "{}{}", shown.out, shown.err);
    assert!(shown.out.ends_with(" until it was interrupted\n"), "{}", shown.out);
}

#[test]
fn a_report_empties_no_file_before_all_is_read_and_none_that_is_read_or_another_report() {
    let program = Program::new();
    let folder = program.state();
    let ended =
        program.run(&["run", "--quiet", "--cases", "5", "--report", &format!("ndjson={}/run", folder.display())]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let log = std::fs::read(folder.join("run")).unwrap();
    std::fs::hard_link(folder.join("run"), folder.join("link")).unwrap();
    std::fs::write(folder.join("cut"), &log[..log.len() / 2]).unwrap();
    std::fs::write(folder.join("torn"), [&log, &b"no event\n"[..]].concat()).unwrap();
    std::fs::write(folder.join("old"), "of an earlier day").unwrap();
    for (from, reports, words) in [
        (&["run"][..], &["json=run"][..], "`json=run` would write over run, which the report is made from"),
        (&["run"], &["json=./run"], "would write over run"),
        (&["run"], &["json=old", "text=link"], "`text=link` would write over run"),
        (&["cut", "run"], &["json=old", "html=run"], "would write over run"),
        (&["run"], &["json=old", "text=./old"], "`json=old` and `text=./old` would write over each other"),
        (&["run"], &["json=new", "text=./new"], "would write over each other; give each report a file of its own"),
        (&["run"], &["json=-", "text=-"], "standard output is one"),
        (&["run"], &["json=old", "jnuit=x"], "did you mean `junit`"),
        (&["torn"], &["json=old"], "torn: line"),
        (&["run", "torn"], &["json=old"], "torn: line"),
        (&["none"], &["json=old"], "none"),
    ] {
        let from = from.iter().flat_map(|file| ["--from", file]);
        let args: Vec<&str> = ["report"].into_iter().chain(from).chain(reports.iter().copied()).collect();
        let ended = program.run_in(folder, &args, &[]);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{args:?}: {}", ended.err);
        assert!(ended.err.contains(words), "{args:?}: {}", ended.err);
        assert_eq!(std::fs::read(folder.join("run")).unwrap(), log, "{args:?}");
        assert_eq!(std::fs::read_to_string(folder.join("old")).unwrap(), "of an earlier day", "{args:?}");
        assert!(!folder.join("new").exists(), "{args:?}");
    }
    let ended = program.run_in(folder, &["run", "--report", "json=new", "--report", "text=new"], &[]);
    assert!(ended.code == 2 && ended.err.contains("would write over each other"), "{}", ended.err);
}

#[test]
fn a_log_with_a_line_that_is_no_event_is_refused_with_its_number() {
    let program = Program::new();
    let log = program.state().join("run.ndjson");
    std::fs::write(&log, "{}\n{\"seq\":1}\n").unwrap();
    let ended = program.run(&["report", "--from", log.to_str().unwrap(), "json=-"]);
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert!(ended.err.contains("line 1"), "{}", ended.err);
}

/// Imports a page twice, proves what came out, and gives the documented case.
fn imported_case(program: &Program, page: &[&str]) -> String {
    let out = program.state().join("out");
    let import = [&["import"], page, &["--out", out.to_str().unwrap()]].concat();
    let mut texts = Vec::new();
    for _ in 0..2 {
        let ended = program.run(&import);
        assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
        let name = std::fs::read_dir(out.join("cases")).unwrap().next().unwrap().unwrap().path();
        texts.push(std::fs::read_to_string(name.join("documented.json")).unwrap());
    }
    assert_eq!(texts[0], texts[1]);
    let run = program.run(&["run", "--contract", out.to_str().unwrap(), "--cases", "20"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    texts.remove(0)
}

#[test]
fn importing_twice_changes_no_byte_and_what_is_imported_runs() {
    let program = Program::new();
    let page = program.state().join("page.md");
    std::fs::write(&page, docproof::internals::sample_page()).unwrap();
    assert!(imported_case(&program, &[page.to_str().unwrap()]).contains("\"displayName\""));
}

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn the_shipped_case_is_what_the_real_page_says() {
    let shared = |path: &str| format!("{}/../shared/{path}", env!("CARGO_MANIFEST_DIR"));
    let named = |rest: &str| format!("intune-remoteassistance-remoteassistancepartner{rest}.md");
    let siblings = ["-beginonboarding", "-create", "-delete", "-disconnect", "-get", "-list"];
    let siblings = siblings.map(|rest| shared(&format!("pages/zh-CN-2023/v1.0/{}", named(rest))));
    let resource = shared(&format!("pages/zh-CN-2023/resources/{}", named("")));
    let (page, csdl) = (shared("pages/seed/000_bbbf7c251b75f89c.md"), shared("csdl/v1.0.csdl"));
    let files: Vec<&str> = [&page, &resource].into_iter().chain(&siblings).map(String::as_str).collect();
    if let Some(missing) = files.iter().chain([&csdl.as_str()]).find(|file| !std::path::Path::new(file).exists()) {
        eprintln!("skipped: {missing} is not there");
        return;
    }
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/cases/update-remoteassistancepartner/documented.json");
    let program = Program::new();
    let import = [&files[..], &["--csdl", &csdl]].concat();
    assert_eq!(imported_case(&program, &import), std::fs::read_to_string(shipped).unwrap());
    for file in ["contract.json", "entity.schema.json", "patch.schema.json"] {
        let path = format!("schemas/update-remoteassistancepartner/{file}");
        let own = std::fs::read_to_string(program.state().join("out").join(&path)).unwrap();
        let shipped = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(&path);
        assert_eq!(own, std::fs::read_to_string(shipped).unwrap(), "{file} ships as the pages and the metadata say");
    }
}

#[test]
fn lists_are_complete_and_explained() {
    let program = Program::new();
    for (args, words) in [
        (&["rules"][..], &["echo-sent", "merge-untouched", "reject-atomic"][..]),
        (&["rules", "echo-sent"], &["What it does", "clause"][..1]),
        (&["faults"], &["text-cut-at-255"]),
        (&["faults", "--freedoms"], &["gzip"]),
        (&["generate", "--cases", "4"], &["\"strength\":\"valid\""]),
        (&["generate", "--list"], &["D06", "must-reject"]),
        (&["--help"], &["run", "import", "replay"]),
    ] {
        let ended = program.run(args);
        assert_eq!(ended.code, 0, "{args:?}: {}", ended.err);
        for word in words {
            assert!(ended.out.contains(word), "{args:?}: `{word}` is not in {}", ended.out);
        }
    }
    for (list, names) in [(&["rules"][..], 3), (&["faults"], 2), (&["faults", "--freedoms"], 1)] {
        let listed = program.run(list).out;
        let whole = listed.lines().all(|line| !line.starts_with(' ') && line.split_whitespace().count() > names);
        assert!(whole, "a program reads one entry on each line: {listed}");
    }
}

#[test]
fn snapshots_notice_a_changed_answer() {
    let program = Program::new();
    let folder = program.state().join("snapshots");
    let dir = folder.to_str().unwrap();
    let mock = OtherProcess::mock(&program, &[]);
    let base = ["run", "--target", &mock.url, "--case", "case/*", "--cases", "0", "--snapshot-dir", dir, "--snapshots"];
    let recorded = program.run(&[&base[..], &["record"]].concat());
    assert_eq!(recorded.code, 0, "{}{}", recorded.out, recorded.err);
    let same = program.run(&[&base[..], &["check"]].concat());
    assert_eq!(same.code, 0, "{}{}", same.out, same.err);
    let snaps = |suffix: &str| {
        let mut found = Vec::new();
        let mut folders = vec![folder.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                if entry.path().is_dir() {
                    folders.push(entry.path());
                } else if entry.path().to_string_lossy().ends_with(suffix) {
                    found.push(entry.path());
                }
            }
        }
        found
    };
    let accepted = snaps(".snap");
    assert!(!accepted.is_empty());
    let changed = std::fs::read_to_string(&accepted[0]).unwrap().replace("200", "299");
    std::fs::write(&accepted[0], changed).unwrap();
    let differs = program.run(&[&base[..], &["check"]].concat());
    assert_eq!(differs.code, 1, "{}{}", differs.out, differs.err);
    assert!(differs.out.contains("\nverdict: broken · 1 snapshot differs · "), "{}", differs.out);
    assert_eq!(snaps(".snap.new").len(), 1);
    std::fs::remove_dir_all(&folder).unwrap();
    let summary = program.state().join("summary.md");
    let github = [("CI", "true"), ("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())];
    let in_ci = program.run_with(&[&base[..], &["record"]].concat(), &github);
    assert!(std::fs::read_to_string(&summary).unwrap().contains("snapshots differ**"));
    assert!(
        in_ci.err.contains("::error title=docproof::") && in_ci.err.contains("snapshots differ\n"),
        "{}",
        in_ci.err
    );
    assert_eq!(in_ci.code, 1, "an answer that nobody reviewed is no green run: {}{}", in_ci.out, in_ci.err);
    assert!(!folder.exists(), "under CI nothing is written");
    assert!(in_ci.err.contains("nothing is written, because this is a CI machine"), "{}", in_ci.err);
}

/// The event log of a short run.
fn log_of(program: &Program) -> String {
    let log = program.state().join("short.ndjson").display().to_string();
    let run = program.run(&["run", "--seed", "1", "--cases", "0", "--quiet", "--report", &format!("ndjson={log}")]);
    assert_eq!(run.code, 0, "{}", run.err);
    log
}

#[test]
#[cfg(target_os = "linux")]
fn what_cannot_be_written_ends_with_its_own_exit_code_and_a_reader_that_stops_does_not() {
    let program = Program::new();
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let run = ["run", "--seed", "1", "--cases", "0", "--quiet"];
    let log = log_of(&program);
    let from = ["report", "--from", &log];
    for args in [&["rules"][..], &["show"], &["--help"], &[&from[..], &["json=-"]].concat(), &run] {
        let ended = program.command(args).stdout(full()).output().unwrap();
        let told = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(74), "{args:?}: {told}");
        assert!(told.contains("No space left on device"), "{args:?}: {told}");
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let ended = program.command(args).stdout(writer).output().unwrap();
        assert!(matches!(ended.status.code(), Some(0 | 4)), "{args:?}: {}", String::from_utf8_lossy(&ended.stderr));
        assert!(!String::from_utf8_lossy(&ended.stderr).contains("ipe"), "{args:?}");
    }
    assert!(program.run(&["report", "text=-"]).out.contains("verdict: held"), "the last run, when none is named");
    for format in ["html", "junit", "sarif", "ndjson"] {
        let late = program.run(&[&run[..], &["--report", &format!("{format}=/dev/full")]].concat());
        assert_eq!(late.code, 74, "{format}: {}", late.err);
        assert!(late.err.contains("No space left") && late.out.contains("not everything was written"), "{}", late.err);
        assert_eq!(program.run(&[&from[..], &[&format!("{format}=/dev/full")]].concat()).code, 74, "{format}");
        let nowhere = program.run(&[&run[..], &["--report", &format!("{format}=missing/folder/report")]].concat());
        assert_eq!((nowhere.code, nowhere.out.as_str()), (2, ""), "{format}: {}", nowhere.err);
    }
}

#[test]
fn a_log_that_is_given_twice_is_not_counted_twice() {
    let program = Program::new();
    let log = log_of(&program);
    let twice = program.run(&["report", "--from", &log, "--from", &log, "text=-"]);
    assert_eq!((twice.code, twice.out.as_str()), (2, ""));
    assert!(twice.err.contains("two of the logs are of the run that began at"), "{}", twice.err);
}
