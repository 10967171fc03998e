//! The page's permission table, proven with a token for each row.

use serde_json::Value;

use crate::program::{Ended, OtherProcess, Program};

/// What the mock is given, and what the program is told of it.
const TOKENS: [(&str, &str, &str); 4] = [
    ("delegated-work", "WORK_TOKEN", "w0rk-t0ken-of-the-night"),
    ("delegated-personal", "PERSONAL_TOKEN", "pers0nal-t0ken-of-the-night"),
    ("application", "APPLICATION_TOKEN", "applicati0n-t0ken-of-the-night"),
    ("without-permission", "POOR_TOKEN", "p00r-t0ken-of-the-night"),
];

struct Scene {
    program: Program,
    folder: tempfile::TempDir,
    _mock: OtherProcess,
}

impl Scene {
    /// A mock that knows all callers, and a file that says how each signs in.
    fn start(mock: &[&str]) -> Self {
        let (program, folder) = (Program::new(), tempfile::tempdir().unwrap());
        let known: Vec<String> = TOKENS.iter().map(|(name, variable, _)| format!("{name}={variable}")).collect();
        let named = known.iter().flat_map(|one| ["--identity", one.as_str()]);
        let mock: Vec<&str> = mock.iter().copied().chain(named).collect();
        let mock = OtherProcess::mock_with(&program, &mock, &variables());
        let toml = format!(
            r#"
[target.night]
service-root = "{}"
cases = 5
params = {{ remoteAssistancePartnerId = "7443c8b9-c8b9-7443-b9c8-4374b9c84374" }}
[target.night.identities]
delegated-work = {{ token-env = "WORK_TOKEN" }}
delegated-personal = {{ token-env = "PERSONAL_TOKEN" }}
application = {{ command = ["sh", "-c", "echo $APPLICATION_TOKEN"] }}
without-permission = {{ token-env = "POOR_TOKEN" }}
"#,
            mock.url
        );
        std::fs::write(folder.path().join("docproof.toml"), toml).unwrap();
        Self { program, folder, _mock: mock }
    }

    fn run(&self, args: &[&str]) -> (Ended, Value) {
        let run = ["run", "--target", "night", "--seed", "1", "--verbose", "--report", "json=night.json"];
        let ended = self.program.run_in(self.folder.path(), &[&run[..], args].concat(), &variables());
        let report = std::fs::read_to_string(self.folder.path().join("night.json")).unwrap();
        for (_, _, token) in TOKENS {
            assert!(!format!("{report}{}{}", ended.out, ended.err).contains(token), "{token} is shown");
        }
        (ended, serde_json::from_str(&report).unwrap())
    }
}

fn variables() -> Vec<(&'static str, &'static str)> {
    TOKENS.iter().map(|(_, variable, token)| (*variable, *token)).collect()
}

#[test]
fn a_token_that_the_target_does_not_accept_leaves_its_row_undecided() {
    let scene = Scene::start(&[]);
    let over: Vec<(&str, &str)> = variables().into_iter().filter(|(name, _)| *name != "WORK_TOKEN").collect();
    let over = [&over[..], &[("WORK_TOKEN", "0ver")]].concat();
    let ended = scene.program.run_in(scene.folder.path(), &["run", "--target", "night", "--seed", "1"], &over);
    assert_eq!(ended.code, 3, "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("401 to the token of `delegated-work`"), "{}", ended.out);
}

#[test]
fn each_row_is_proven_with_its_own_token() {
    let scene = Scene::start(&[]);
    for (args, judged) in [(&[][..], 2), (&["--read-only"], 1)] {
        let (ended, report) = scene.run(args);
        assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
        let promises = report["promises"].as_array().unwrap();
        let rows = promises.iter().filter(|one| one["promise"].as_str().unwrap().starts_with("permission "));
        assert!(rows.clone().count() == 3 && rows.clone().all(|row| row["exercised"] == judged), "{promises:?}");
        let rule = |id: &str| report["rules"].as_array().unwrap().iter().find(|rule| rule["id"] == id).unwrap().clone();
        assert_eq!(rule("permission-sufficient")["held"], judged, "one row is supported");
        assert_eq!(rule("permission-unsupported")["held"], 2 * judged, "two rows are not");
        assert_eq!(rule("permission-required")["held"], judged);
        assert_eq!(report["stats"]["writes"] == 0, args == ["--read-only"]);
    }
}

#[test]
fn a_table_that_is_not_kept_is_told_and_what_works_beyond_it_is_no_fault() {
    for (fault, code, words) in [
        ("permission-unchecked", 1, "without-permission"),
        ("least-privilege-refused", 1, "DeviceManagementServiceConfig.ReadWrite.All is enough"),
        ("unsupported-caller-served", 0, "which the page calls not supported, works"),
    ] {
        let scene = Scene::start(&["--fault", fault]);
        let (ended, report) = scene.run(&[]);
        assert_eq!(ended.code, code, "{fault}: {}{}", ended.out, ended.err);
        let said = report["findings"].to_string();
        assert!(said.contains(words), "{fault}: {said}");
        if code == 1 {
            let replay = ["replay", report["findings"][0]["id"].as_str().unwrap(), "--target", "night"];
            let again = scene.program.run_in(scene.folder.path(), &replay, &variables());
            assert_eq!(again.code, 1, "{fault}: {}{}", again.out, again.err);
        }
    }
}

#[test]
fn a_token_that_is_over_decides_nothing_and_a_caller_that_nobody_gave_is_asked_for() {
    let scene = Scene::start(&[]);
    let toml = scene.folder.path().join("docproof.toml");
    let text = std::fs::read_to_string(&toml).unwrap();
    std::fs::write(&toml, text.replace("\"WORK_TOKEN\"", "\"OLD_TOKEN\"")).unwrap();
    let run =
        ["run", "--target", "night", "--seed", "1", "--rule", "permission-sufficient", "--report", "json=night.json"];
    let variables = [variables(), vec![("OLD_TOKEN", "0ld-t0ken-of-the-night")]].concat();
    let ended = scene.program.run_in(scene.folder.path(), &run, &variables);
    assert!(ended.out.contains("the token of the caller is not accepted"), "{}{}", ended.out, ended.err);
    assert!(!ended.out.contains("FAIL"), "{}", ended.out);

    let ended = scene.program.run(&["run", "--seed", "identity-0000000000000009"]);
    assert_eq!(ended.code, 2, "{}{}", ended.out, ended.err);
    let mock = OtherProcess::mock(&scene.program, &[]);
    let ended = scene.program.run(&["run", "--target", &mock.url, "--seed", "identity-0000000000000001"]);
    assert_eq!(ended.code, 3, "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("takes the token of `delegated-work`"), "{}", ended.out);
}
