//! The files for schedulers in `docs/`: their engines accept them, and what they run works.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::peers::{peer, told};
use crate::program::{OtherProcess, Program};

/// Objects of the mock, one for each shard.
const OBJECTS: [&str; 2] = ["7443c8b9-c8b9-7443-b9c8-4374b9c84374", "2b9c1f60-5d0e-4f6e-8a53-9d3b1c7e0a42"];

/// Runs a script of one of the files in `folder`, as a runner does: with the program on its path.
fn run(script: &str, folder: &Path, variables: &[(&str, &str)]) {
    let program = Path::new(env!("CARGO_BIN_EXE_docproof")).parent().unwrap().display().to_string();
    let path = format!("{program}:{}", std::env::var("PATH").unwrap());
    let here = folder.display().to_string();
    let script = script.replace("/state/", &format!("{here}/state/")).replace("/config/", &format!("{here}/"));
    let mut command = Command::new("bash");
    command.args(["-euc", &script]).current_dir(folder).env("PATH", path).env("DOCPROOF_STATE", folder.join("state"));
    for foreign in ["DOCPROOF_TOKEN", "DOCPROOF_CONFIG", "GITHUB_ACTIONS"] {
        command.env_remove(foreign);
    }
    let output = command.envs(variables.iter().copied()).output().unwrap();
    let said = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
    assert!(output.status.success(), "{script}\n{said}");
}

#[test]
fn the_workflow_and_the_cron_job_fit_their_schemas_and_their_scripts_prove_a_mock() {
    let Some(peer) = peer("nightly") else { return };
    let read = told(Command::new(peer.join("venv/bin/python")).arg("tests/peers/nightly/read.py"));
    assert_eq!((&read["workflow_faults"], &read["cronjob_faults"]), (&Value::Array(vec![]), &Value::Array(vec![])));
    let scripts: Vec<&str> =
        read["scripts"].as_array().unwrap().iter().map(|script| script.as_str().unwrap()).collect();
    let [prove, restore, merge, job] = scripts[..] else { panic!("four scripts, not {scripts:?}") };

    let (program, folder) = (Program::new(), tempfile::tempdir().unwrap());
    let mock = OtherProcess::mock(&program, &[]);
    std::fs::write(folder.path().join("waivers.toml"), "").unwrap();
    let summary = folder.path().join("summary.md").display().to_string();
    for (number, object) in OBJECTS.iter().enumerate() {
        let (shard, reports) = (format!("{}/2", number + 1), format!("reports/{}", number + 1));
        let variables = [
            ("SERVICE", mock.url.as_str()),
            ("PLACEHOLDER", "remoteAssistancePartnerId"),
            ("PAGE", ""),
            ("OBJECT", object),
            ("SHARD", &shard),
            ("SEED", "7"),
            ("REPORTS", &reports),
        ];
        run(prove, folder.path(), &variables);
        run(restore, folder.path(), &variables);
    }
    run(merge, folder.path(), &[("GITHUB_STEP_SUMMARY", &summary), ("PAGE", "")]);
    let merged = std::fs::read_to_string(&summary).unwrap();
    assert!(merged.contains("held"), "both shards make one verdict: {merged}");
    for file in ["docproof.sarif", "docproof.html", "junit.xml"] {
        assert!(folder.path().join(file).exists(), "{file}");
    }
    points_at_a_page_of_the_repository(prove, merge);
    let objects = OBJECTS.join(" ");
    run(job, folder.path(), &[("SERVICE", &mock.url), ("OBJECTS", &objects), ("JOB_COMPLETION_INDEX", "1")]);
    let logs = std::fs::read_dir(folder.path().join("state/reports")).unwrap().count();
    assert_eq!(logs, 1, "the job writes its log to the claim");
}

/// With the page in the repository, the page as it is today is proved, and the result for code scanning names its file.
fn points_at_a_page_of_the_repository(prove: &str, merge: &str) {
    let (program, folder) = (Program::new(), tempfile::tempdir().unwrap());
    let (page, contract) = (folder.path().join("docs/thing.md"), folder.path().join("served"));
    std::fs::create_dir(folder.path().join("docs")).unwrap();
    std::fs::write(&page, docproof::internals::sample_page()).unwrap();
    std::fs::write(folder.path().join("waivers.toml"), "").unwrap();
    let contract = contract.to_str().unwrap();
    assert_eq!(program.run(&["import", page.to_str().unwrap(), "--out", contract]).code, 0);
    let mock = OtherProcess::mock(&program, &["--contract", contract, "--fault", "accept-patch-missing"]);
    let variables = [
        ("SERVICE", mock.url.as_str()),
        ("PLACEHOLDER", "thingId"),
        ("OBJECT", OBJECTS[0]),
        ("PAGE", "docs/thing.md"),
        ("SHARD", "1/1"),
        ("SEED", "7"),
        ("REPORTS", "reports/1"),
        ("GITHUB_STEP_SUMMARY", "/dev/null"),
    ];
    run(prove, folder.path(), &variables);
    run(merge, folder.path(), &variables);
    let sarif: Value = serde_json::from_slice(&std::fs::read(folder.path().join("docproof.sarif")).unwrap()).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert!(!results.is_empty());
    for result in results {
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "docs/thing.md", "{result}");
        assert!(place["region"]["startLine"].as_u64().is_some_and(|line| line > 1), "{result}");
    }
}
