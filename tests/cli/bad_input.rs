//! Every input that a user can get wrong ends in one clear message with its own exit code.

use crate::program::Program;

/// Arguments, exit code, and what the message must hold.
const CASES: &[(&str, &[&str], i32, &[&str])] = &[
    ("an unknown option", &["run", "--sedd", "1"], 2, &["--sedd", "--seed"]),
    ("an unknown command", &["rnu"], 2, &["rnu"]),
    ("an unknown rule", &["run", "--rule", "echo-snt"], 2, &["echo-snt", "echo-sent"]),
    (
        "an unknown contract",
        &["run", "--contract", "update-remoteasistancepartner"],
        2,
        &["update-remoteassistancepartner"],
    ),
    ("an unknown fault", &["mock", "--fault", "text-cut-at"], 2, &["text-cut-at"]),
    ("an unknown report format", &["run", "--report", "jsn=x"], 2, &["jsn", "json"]),
    ("a report without a file", &["run", "--report", "json"], 2, &["FORMAT=FILE"]),
    ("a parameter without a value", &["run", "--param", "id"], 2, &["PLACEHOLDER=VALUE"]),
    (
        "a parameter that the path lacks",
        &["run", "--target", "http://127.0.0.1:9", "--param", "x=1"],
        2,
        &["remoteAssistancePartnerId"],
    ),
    ("a time without a unit that exists", &["run", "--max-time", "5 days"], 2, &["--max-time"]),
    ("a seed that is none", &["run", "--seed", "abc"], 2, &["abc"]),
    ("a seed of an unknown stream", &["run", "--seed", "vallid-0000000000000001"], 2, &["vallid"]),
    ("a target that is no URL", &["run", "--target", "nowhere"], 2, &["nowhere"]),
    ("a file that is not there", &["run", "--config", "no/such.toml"], 2, &["no/such.toml"]),
    (
        "a target given twice",
        &["run", "--target", "http://127.0.0.1:9", "--target", "http://127.0.0.1:9"],
        2,
        &["twice"],
    ),
    (
        "several targets on standard output",
        &["run", "--target", "http://127.0.0.1:9", "--target", "http://[::1]:9", "--report", "json=-"],
        2,
        &["json=-", "several targets"],
    ),
    ("a password in the target", &["run", "--target", "http://u:geheim@127.0.0.1"], 2, &["DOCPROOF_TOKEN"]),
    ("a live target without consent", &["run", "--target", "https://graph.example/v1.0"], 2, &["--allow-writes"]),
    ("a pattern that fits nothing", &["run", "--case", "no-such-case"], 4, &["no-such-case"]),
    ("a page that is not there", &["import", "no/such/page.md"], 2, &["no/such/page.md"]),
    ("a recorded run that is not there", &["report", "--from", "no/run.ndjson", "json=-"], 2, &["no/run.ndjson"]),
    ("a finding that nobody recorded", &["replay", "f-00000000"], 2, &["f-00000000"]),
    ("an unknown rule to explain", &["rules", "echo"], 2, &["echo"]),
];

#[test]
fn wrong_arguments_end_in_one_clear_message() {
    let program = Program::new();
    for (what, args, code, words) in CASES {
        let ended = program.run(args);
        assert_eq!(ended.code, *code, "{what}: {}{}", ended.out, ended.err);
        for word in *words {
            assert!(ended.err.contains(word), "{what}: `{word}` is not in {:?}", ended.err);
        }
        assert!(!ended.err.contains("panicked"), "{what}: {}", ended.err);
        assert!(!ended.err.contains("geheim"), "{what} shows a password");
    }
}

#[test]
fn what_no_run_of_this_version_wrote_is_refused_by_every_reader_of_runs() {
    let program = Program::new();
    let page = program.state().join("page.md");
    std::fs::write(&page, docproof::internals::sample_page()).unwrap();
    let (page, log) = (page.to_str().unwrap(), program.state().join("no.ndjson"));
    let log = log.to_str().unwrap();
    let readers: [&[&str]; 6] = [
        &["report", "json=-", "--from"],
        &["show", "--from"],
        &["compare", log],
        &["replay"],
        &["blame", "--from"],
        &["doc-patch", page, "--from"],
    ];
    let newer = "{\"seq\":0,\"at_us\":0,\"event\":\"run-started\",\"version\":99}\n";
    for (octets, words) in [
        (&b""[..], "no.ndjson: it holds no event: no run wrote it"),
        (b"some words\nand more\n", "no.ndjson: line 1 of the event log is not an event"),
        (b"\x00\xff\x81\n", "no.ndjson: line 1 of the event log is not an event"),
        (newer.as_bytes(), "version 99, and this docproof reads version 1"),
    ] {
        std::fs::write(log, octets).unwrap();
        for reader in readers {
            let ended = program.run(&[reader, &[log]].concat());
            assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{reader:?}: {}", ended.err);
            assert!(ended.err.contains(words), "{reader:?}: {}", ended.err);
        }
    }
}

#[test]
fn a_page_that_is_no_text_or_no_such_page_is_refused() {
    let program = Program::new();
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, word) in [
        ("latin1.md", &b"# Update caf\xe9\n"[..], "UTF-8"),
        ("readme.md", &b"# Read me\n\nSome words.\n"[..], "readme.md"),
        ("empty.md", &b""[..], "empty.md"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let ended = program.run(&["import", path.to_str().unwrap(), "--out", folder.path().to_str().unwrap()]);
        assert_eq!(ended.code, 2, "{name}: {}", ended.err);
        assert!(ended.err.contains(word), "{name}: {}", ended.err);
    }
}

#[test]
fn a_bad_case_file_is_quoted_with_file_line_and_key() {
    let program = Program::new();
    let folder = tempfile::tempdir().unwrap();
    let root = env!("CARGO_MANIFEST_DIR");
    copy(&format!("{root}/cases"), &folder.path().join("cases"));
    copy(&format!("{root}/schemas"), &folder.path().join("schemas"));
    let case = folder.path().join("cases/update-remoteassistancepartner/documented.json");
    let text = std::fs::read_to_string(&case).unwrap().replace("\"method\"", "\"methd\"");
    std::fs::write(&case, text).unwrap();
    let ended = program.run(&["run", "--contract", folder.path().to_str().unwrap()]);
    assert_eq!(ended.code, 2, "{}", ended.err);
    for word in ["documented.json", "methd"] {
        assert!(ended.err.contains(word), "`{word}` is not in {}", ended.err);
    }
}

fn copy(from: &str, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(entry.path().to_str().unwrap(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
