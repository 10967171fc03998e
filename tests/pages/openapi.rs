//! The `OpenAPI` export as third parties read it. `tests/peers/openapi/install.sh` installs them; without them the test
//! says that it is skipped, unless `DOCPROOF_PEERS=required`.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::{note, pages};

/// Every so many pages one is exported.
const STEP: usize = 12;

fn docproof(args: &[&str]) {
    let ended = Command::new(env!("CARGO_BIN_EXE_docproof")).args(args).output().unwrap();
    assert!(ended.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ended.stderr));
}

/// What the peers say of a document: faults, and the operations that they can call.
fn read(document: &Path) -> Option<(Vec<Value>, Vec<Value>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let peer = root.join("target/peers/openapi");
    if !peer.join("installed").exists() {
        assert!(
            std::env::var("DOCPROOF_PEERS").as_deref() != Ok("required"),
            "run tests/peers/openapi/install.sh first"
        );
        note("skipped: tests/peers/openapi/install.sh has not run");
        return None;
    }
    let mut command = Command::new(peer.join("venv/bin/python"));
    let ended = command.arg(root.join("tests/peers/openapi/read.py")).arg(document).output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    let told: Value = serde_json::from_slice(&ended.stdout).unwrap();
    let list = |name: &str| told[name].as_array().unwrap().clone();
    Some((list("faults"), list("operations")))
}

#[test]
fn the_shipped_contract_is_a_valid_document() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("openapi.json");
    docproof(&["openapi", "--out", file.to_str().unwrap()]);
    let Some((faults, operations)) = read(&file) else { return };
    assert_eq!(faults, Vec::<Value>::new());
    let list = "/deviceManagement/remoteAssistancePartners";
    let object = format!("{list}/{{remoteAssistancePartnerId}}");
    let expected = [
        format!("delete {object}"),
        format!("get {list}"),
        format!("get {object}"),
        format!("patch {object}"),
        format!("post {list}"),
        format!("post {object}/beginOnboarding"),
        format!("post {object}/disconnect"),
    ];
    assert_eq!(operations, expected);
}

#[test]
fn a_set_of_contracts_is_one_valid_document() {
    let chosen: Vec<PathBuf> = pages().into_iter().step_by(STEP).collect();
    if chosen.is_empty() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let mut args = vec!["import", "--out", out];
    args.extend(chosen.iter().map(|page| page.to_str().unwrap()));
    docproof(&args);
    let file = folder.path().join("openapi.json");
    docproof(&["openapi", out, "--out", file.to_str().unwrap()]);
    let Some((faults, operations)) = read(&file) else { return };
    assert_eq!(faults, Vec::<Value>::new());
    assert!(operations.len() * 10 > chosen.len() * 5, "{} operations of {} pages", operations.len(), chosen.len());
    let of = |edition: &str| {
        let is_of = |operation: &&Value| operation.as_str().is_some_and(|text| text.contains(&format!(" /{edition}/")));
        operations.iter().filter(is_of).count()
    };
    assert!(of("v1.0") > 0 && of("beta") > 0, "{operations:?}");
}
