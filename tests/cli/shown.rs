//! What the program shows of a recorded run, and of itself.

use std::process::Command;

use crate::program::Program;

#[test]
fn a_finding_is_shown_with_every_detail_from_the_log_of_the_last_run() {
    let program = Program::new();
    let none = program.run(&["show"]);
    assert_eq!((none.code, none.err.contains("no run is recorded yet")), (2, true), "{}", none.err);
    let ended = program.run(&["run", "--fault", "text-cut-at-255", "--seed", "1"]);
    assert_eq!(ended.code, 1, "{}", ended.err);
    let list = program.run(&["show"]);
    assert_eq!(list.code, 0, "{}", list.err);
    assert!(list.out.lines().count() <= 24, "the list fits a screen:\n{}", list.out);
    assert!(list.out.lines().all(|line| line.chars().count() <= 100), "{}", list.out);
    let id = list.out.split(" · ").nth(1).unwrap();
    let shown = program.run(&["show", id]);
    for part in [
        "FAIL echo-sent",
        "request\n  PATCH http://",
        "authorization: Bearer",
        "answer\n  HTTP/1.1 200",
        "curl:",
        "replay:",
    ] {
        assert!(shown.out.contains(part), "no {part:?} in\n{}", shown.out);
    }
    assert!(!shown.out.contains(docproof::DEFAULT_TOKEN), "{}", shown.out);
    for (form, part) in
        [("curl", "curl -i -X PATCH"), ("http", "@token = "), ("hurl", "HTTP *"), ("json", "{\"id\":\"")]
    {
        let shown = program.run(&["show", id, "--as", form]);
        assert!(shown.code == 0 && shown.out.contains(part), "{form}: {}{}", shown.out, shown.err);
    }
    let elsewhere = program.state().join("of another day.ndjson");
    let run = std::fs::copy(ended.err.lines().find_map(|line| line.strip_prefix("events: ")).unwrap(), &elsewhere);
    assert!(run.is_ok(), "{run:?}");
    let list = program.run(&["show", "--from", elsewhere.to_str().unwrap()]).out.replace("\n  ", " ");
    let hint = format!("`docproof show {id} --from '{}'` explains one", elsewhere.display());
    assert!(list.contains(&hint), "no {hint} in {list}");
    let unknown = program.run(&["show", "f-none"]);
    assert_eq!((unknown.code, unknown.err.contains("`f-none`")), (2, true), "{}", unknown.err);
    assert_eq!(program.run(&["run", "--cases", "5", "--seed", "1"]).code, 0);
    let green = program.run(&["show"]);
    assert_eq!((green.code, green.out.contains("no promise was seen broken")), (4, true), "{}", green.out);
}

#[test]
fn github_gets_a_summary_and_annotations() {
    let program = Program::new();
    let summary = program.state().join("summary.md");
    std::fs::write(&summary, "before\n").unwrap();
    let variables = [("GITHUB_STEP_SUMMARY", summary.to_str().unwrap()), ("GITHUB_ACTIONS", "true")];
    let args = ["run", "--fault", "text-cut-at-255", "--seed", "1", "--page", "docs/page.md"];
    let ended = program.run_with(&args, &variables);
    assert_eq!(ended.code, 1, "{}", ended.err);
    assert!(ended.err.contains("::error file=docs/page.md,line=38,title=docproof echo-sent::"), "{}", ended.err);
    let summary = std::fs::read_to_string(summary).unwrap();
    assert!(summary.starts_with("before\n# docproof: broken"), "{summary}");
    let elsewhere = program.run(&args);
    assert!(!elsewhere.err.contains("::error"), "{}", elsewhere.err);
}

#[test]
fn completions_and_manual_know_every_command() {
    let program = Program::new();
    let help = program.run(&["--help"]).out;
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .filter_map(|line| line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|word| !word.starts_with('-'))
        .collect();
    assert!(commands.len() > 12, "{commands:?}");
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = program.run(&["completions", shell]);
        assert_eq!(script.code, 0, "{}", script.err);
        for command in &commands {
            assert!(script.out.contains(command), "{shell}: no {command}");
        }
    }
    completes_in_bash(&program.run(&["completions", "bash"]).out);
    let man = program.run(&["man"]);
    assert!(man.code == 0 && man.out.contains(".TH docproof 1"), "{}", man.out);
    for command in &commands {
        assert!(man.out.contains(&command.to_uppercase()), "no {command} in the manual");
    }
    assert_eq!(program.run(&["completions", "tcsh"]).code, 2);
}

/// Loads the script as a shell does and asks it to complete a half-written command.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn completes_in_bash(script: &str) {
    let asked = "COMP_WORDS=(docproof doc); COMP_CWORD=1; _docproof docproof doc docproof; echo \"${COMPREPLY[@]}\"";
    let bash = Command::new("bash").args(["--noprofile", "--norc", "-c", &format!("{script}\n{asked}")]).output();
    let Ok(bash) = bash else { return eprintln!("skipped: no bash on this machine") };
    let completed = String::from_utf8_lossy(&bash.stdout);
    assert_eq!(completed.trim(), "doc-patch", "{}", String::from_utf8_lossy(&bash.stderr));
}

#[test]
fn a_finding_of_the_embedded_mock_says_how_to_meet_that_mock_again() {
    let program = Program::new();
    let run = program.run(&["run", "--seed", "1", "--cases", "0", "--quiet", "--fault", "challenge-missing"]);
    assert_eq!(run.code, 1, "{}", run.err);
    let shown = program.run(&["show", "auth-401-challenge", "--as", "curl"]);
    let told = shown.err.lines().last().unwrap().trim();
    assert!(told.starts_with("docproof mock --port ") && told.ends_with(" --fault challenge-missing"), "{told}");
    assert!(shown.err.contains("DOCPROOF_TOKEN=docproof-mock-token"), "{}", shown.err);
    let id = program.run(&["show", "auth-401-challenge", "--as", "json"]).out;
    let id: serde_json::Value = serde_json::from_str(&id).unwrap();
    let replay = |more: &[&str]| program.run(&[&["replay", id["id"].as_str().unwrap()], more].concat());
    let healthy = replay(&[]);
    assert!(
        healthy.code == 0 && healthy.err.contains("deviated, as with --fault challenge-missing"),
        "{}",
        healthy.err
    );
    let same = replay(&["--fault", "challenge-missing"]);
    assert!(same.code == 1 && same.err.contains("an embedded mock with challenge-missing"), "{}", same.err);
}

#[test]
fn who_disagrees_is_told_and_the_page_corrected_where_the_service_proves_it_wrong() {
    let program = Program::new();
    let (page, out) = (program.state().join("page.md"), program.state().join("out"));
    let text = docproof::internals::sample_page();
    std::fs::write(&page, text).unwrap();
    let (page, out) = (page.to_str().unwrap(), out.to_str().unwrap());
    assert_eq!(program.run(&["import", page, "--out", out]).code, 0);
    let run = |fault: &[&str]| program.run(&[&["run", "--contract", out, "--seed", "1", "--quiet"], fault].concat());

    assert_eq!(run(&[]).code, 0);
    let agree = program.run(&["blame"]);
    assert_eq!(agree.code, 0, "{}{}", agree.out, agree.err);
    let nothing = program.run(&["doc-patch", page]);
    assert_eq!((nothing.code, nothing.out.as_str()), (0, ""), "{}", nothing.err);
    let contradicted = program.state().join("contradicted.md");
    std::fs::write(&contradicted, docproof::internals::sample_page().replace("\"on\"", "\"idle\"")).unwrap();
    let told = program.run(&["doc-patch", contradicted.to_str().unwrap()]);
    assert!(
        told.out.contains("\n+  \"state\": \"on\"") && told.err.contains("none of the values"),
        "{}{}",
        told.out,
        told.err
    );

    assert_eq!(run(&["--fault", "text-answered-as-number"]).code, 1);
    let blame = program.run(&["blame"]);
    assert_eq!(blame.code, 1, "{}{}", blame.out, blame.err);
    assert!(blame.out.contains("is no String") && blame.out.contains("breaks schema-type"), "{}", blame.out);
    let patch = program.run(&["doc-patch", page]);
    let changed: Vec<&str> = patch.out.lines().filter(|line| line.starts_with(['-', '+'])).skip(2).collect();
    assert!(changed[0].contains("String") && changed[1].contains("Int32"), "{}", patch.out);
    // the example follows the table, with a value that the target was seen to answer
    assert!(changed.len() == 6 && changed[5].starts_with("+  \"displayName\": "), "{}", patch.out);

    assert_eq!(run(&["--fault", "member-not-documented", "--cases", "20"]).code, 1);
    let patch = program.run(&["doc-patch", page]);
    assert!(patch.out.contains("\n+|state|String|Possible values are: `on`, `off`, `inProgress`.|\n"), "{}", patch.out);
    assert_ne!(run(&["--fault", "member-answered-in-capitals", "--cases", "20"]).code, 2);
    assert_eq!(program.run(&["doc-patch", page]).out, "", "a slip of the service is no new member");

    assert_eq!(run(&["--fault", "updated-answers-204"]).code, 1);
    let patch = program.run(&["doc-patch", page]);
    assert!(
        patch.out.contains("204 No Content") && patch.err.contains("answered with 204"),
        "{}{}",
        patch.out,
        patch.err
    );
}

#[test]
fn what_the_page_sends_against_its_own_table_is_its_example_and_what_was_derived_is_not() {
    let program = Program::new();
    let (page, out) = (program.state().join("page.md"), program.state().join("out"));
    let lamp = |sent: &str| {
        format!(
            "# Update lamp\n\n## HTTP request\n```http\nPATCH /lamps/{{lampId}}\n```\n\n## Request body\n\n\
             |Property|Type|Description|\n|:---|:---|:---|\n|isDimmed|Boolean|Whether.|\n|level|Int32|Valid values 1 to 10|\n\
             |state|String|A state.|\n\n## Response\nA `200 OK`.\n\n## Example\n```http\nPATCH https://example.com/v1.0/lamps/{{lampId}}\n\
             Content-type: application/json\n\n{{\n{sent}\n}}\n```\n"
        )
    };
    for (name, sent, told) in [
        ("derived", "  \"isDimmed\": \"true\"", &["sent \"true\"", "is no Boolean"][..]),
        ("mixed", "  \"state\": \"a\",\n  \"isDimmed\": \"true\"", &["sent \"true\"", "is no Boolean", "sent \"a\""]),
        ("outside", "  \"level\": 50", &["sent 50"]),
    ] {
        std::fs::write(&page, lamp(sent)).unwrap();
        let out = out.join(name).display().to_string();
        assert_eq!(program.run(&["import", page.to_str().unwrap(), "--out", &out]).code, 0, "{name}");
        program.run(&["run", "--contract", &out, "--cases", "10", "--quiet"]);
        let blame = program.run(&["blame"]).out;
        for told in told {
            assert!(blame.contains(told), "{name}: no {told}: {blame}");
        }
        let shown = told.iter().filter(|told| told.starts_with("sent ")).count();
        assert_eq!(blame.matches("sent ").count(), shown, "{name}: {blame}");
    }
}
