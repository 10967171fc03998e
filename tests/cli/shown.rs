//! What the program shows of a recorded run, and of itself.

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
        .filter_map(|line| line.strip_prefix("  "))
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
    let man = program.run(&["man"]);
    assert!(man.code == 0 && man.out.contains(".TH docproof 1"), "{}", man.out);
    for command in &commands {
        assert!(man.out.contains(&command.to_uppercase()), "no {command} in the manual");
    }
    assert_eq!(program.run(&["completions", "tcsh"]).code, 2);
}
