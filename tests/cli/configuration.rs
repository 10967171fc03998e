//! `docproof.toml`: names instead of URLs, several targets side by side.

use std::path::Path;

use crate::program::{Ended, OtherProcess, Program};

/// Runs in a folder that has this `docproof.toml`.
fn run_with(program: &Program, folder: &Path, toml: &str, args: &[&str], variables: &[(&str, &str)]) -> Ended {
    std::fs::write(folder.join("docproof.toml"), toml).unwrap();
    program.run_in(folder, args, variables)
}

fn json(file: &Path) -> serde_json::Value {
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}

#[test]
fn targets_run_side_by_side_with_a_report_each_and_the_worst_decides() {
    let (program, folder) = (Program::new(), tempfile::tempdir().unwrap());
    let healthy = OtherProcess::mock(&program, &[]);
    let faulty = OtherProcess::mock(&program, &["--fault", "text-cut-at-255"]);
    let toml = format!(
        "[defaults]\ncases = 300\n[target.contoso]\nservice-root = \"{}\"\ncases = 20\n[target.fabrikam]\nservice-root = \"{}\"\n",
        healthy.url, faulty.url
    );
    let args =
        ["run", "--target", "contoso", "--target", "fabrikam", "--seed", "1", "--quiet", "--report", "json=night.json"];
    let ended = run_with(&program, folder.path(), &toml, &args, &[]);
    assert_eq!(ended.code, 1, "{}{}", ended.out, ended.err);
    for (name, verdict) in [("contoso", "held"), ("fabrikam", "broken")] {
        let report = json(&folder.path().join(format!("night.{name}.json")));
        assert_eq!((report["verdict"].as_str(), report["target"].as_str()), (Some(verdict), Some(name)));
        assert!(ended.out.contains(&format!("{name}: verdict: {verdict}")), "{}", ended.out);
    }
    let findings = json(&folder.path().join("night.fabrikam.json"))["findings"].to_string();
    assert!(findings.contains("docproof run --target fabrikam"), "a replay names the target: {findings}");
    let logs = std::fs::read_dir(program.state().join("runs")).unwrap().count();
    assert_eq!(logs, 2, "each target has its own event log");
}

#[test]
fn a_target_that_lets_nobody_in_keeps_no_other_waiting() {
    let (program, folder) = (Program::new(), tempfile::tempdir().unwrap());
    let mock = OtherProcess::mock(&program, &[]);
    let toml = format!(
        "[target.contoso]\nservice-root = \"{0}\"\ncases = 5\n[target.fabrikam]\nservice-root = \"{0}\"\n\
         auth = {{ command = [\"sh\", \"-c\", \"exit 3\"] }}\n",
        mock.url
    );
    let args = ["run", "--target", "fabrikam", "--target", "contoso", "--quiet"];
    let ended = run_with(&program, folder.path(), &toml, &args, &[]);
    assert_eq!(ended.code, 3, "{}{}", ended.out, ended.err);
    assert!(ended.err.contains("target fabrikam is left out"), "{}", ended.err);
    assert!(ended.out.contains("fabrikam: undecided") && ended.out.contains("contoso: verdict: held"), "{}", ended.out);
}

#[test]
fn what_does_not_fit_ends_in_one_message_with_its_place() {
    let (program, folder) = (Program::new(), tempfile::tempdir().unwrap());
    for (toml, target, words) in [
        (
            "[target.a]\ntiemout = \"5s\"\n",
            "a",
            "docproof.toml:2:1: target.a.tiemout: unknown key `tiemout` (did you mean `timeout`?)",
        ),
        ("[target.contoso]\ncloud = \"global\"\n", "contosso", "did you mean `contoso`"),
        ("[target.a]\nservice-root = \"https://u:geheim@graph.example\"\n", "a", "DOCPROOF_TOKEN"),
        ("[target.a]\ncloud = \"global\"\n", "a", "--allow-writes"),
        ("[target.a]\ncloud = \"china\"\nauth = { token-env = \"NOT_SET\" }\n", "a", "NOT_SET is not set"),
    ] {
        let ended = run_with(&program, folder.path(), toml, &["run", "--target", target], &[]);
        assert_eq!(ended.code, 2, "{toml}: {}{}", ended.out, ended.err);
        assert!(ended.err.contains(words), "`{words}` is not in {}", ended.err);
        assert!(!ended.err.contains("geheim"), "{}", ended.err);
    }
}

#[test]
fn the_token_of_the_environment_goes_to_no_second_target() {
    let (program, folder) = (Program::new(), tempfile::tempdir().unwrap());
    let toml = "[target.a]\ncloud = \"global\"\n[target.b]\ncloud = \"china\"\n";
    let args = ["run", "--target", "a", "--target", "b", "--read-only"];
    let ended = run_with(&program, folder.path(), toml, &args, &[("DOCPROOF_TOKEN", "s3cr3t")]);
    assert_eq!(ended.code, 2, "{}{}", ended.out, ended.err);
    assert!(ended.err.contains("[target.NAME.auth]") && !ended.err.contains("s3cr3t"), "{}", ended.err);
}

#[test]
fn a_named_target_takes_its_own_token() {
    let (program, folder) = (Program::new(), tempfile::tempdir().unwrap());
    let mock = OtherProcess::mock_with(&program, &[], &[("DOCPROOF_TOKEN", "t0ken-of-contoso")]);
    let toml = format!("[target.contoso]\nservice-root = \"{}\"\nauth = {{ token-env = \"CONTOSO\" }}\n", mock.url);
    let args = ["run", "--target", "contoso", "--cases", "5", "--quiet"];
    let variables = [("CONTOSO", "t0ken-of-contoso"), ("DOCPROOF_TOKEN", "another")];
    let ended = run_with(&program, folder.path(), &toml, &args, &variables);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
}

#[test]
fn what_a_run_flag_says_a_target_can_say_too() {
    let (program, folder) = (Program::new(), tempfile::tempdir().unwrap());
    let mock = OtherProcess::mock(&program, &["--fault", "first-read-stale"]);
    let toml = |more: &str| format!("[target.a]\nservice-root = \"{}\"\ncases = 5\n{more}", mock.url);
    for (more, code, words) in [
        ("", 1, "verdict: broken"),
        ("eventual = true\n", 0, "shown late"),
        ("read-only = true\n", 0, "(0 writes"),
        ("throwaway = true\neventual = true\n", 0, "made for this run"),
        ("read-only = true\nstrict-odata = true\n", 0, "odata-context"),
        ("read-only = \"yes\"\n", 2, "docproof.toml:4:13: target.a.read-only"),
    ] {
        let args = ["run", "--target", "a", "--seed", "1", "--case", "case/*", "--case", "A01/*", "--verbose"];
        let ended = run_with(&program, folder.path(), &toml(more), &args, &[]);
        assert_eq!(ended.code, code, "{more}: {}{}", ended.out, ended.err);
        assert!(format!("{}{}", ended.out, ended.err).contains(words), "{more}: {}{}", ended.out, ended.err);
    }
    // What interrupted runs left goes back though the table allows no write any more.
    let ended = run_with(&program, folder.path(), &toml("read-only = true\nthrowaway = true\n"), &["restore"], &[]);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
}

#[test]
fn the_plan_of_a_live_run_says_how_much_it_writes_and_how_long_that_takes() {
    let (program, folder) = (Program::new(), tempfile::tempdir().unwrap());
    let toml = "[target.live]\nservice-root = \"https://graph.example/v1.0\"\nallow-writes = true\n\
                params = { remoteAssistancePartnerId = \"1\" }\n";
    let run = ["run", "--target", "live", "--dry-run"];
    let plan = |args: &[&str]| run_with(&program, folder.path(), toml, &[&run[..], args].concat(), &[]).out;
    let usual = plan(&[]);
    for words in ["never more than 200 writes", "at most 4 a second, so up to 50 s for the writes", "ends after 600 s"]
    {
        assert!(usual.contains(words), "`{words}` is not in {}", usual.lines().last().unwrap());
    }
    assert!(!usual.contains("too early"), "the defaults agree");
    assert!(plan(&["--max-time", "40s"]).contains("ends after 40 s at the latest, too early for so many writes"));
}
