//! Contracts in folders: written, read back, refused.

use std::path::Path;

use serde_json::json;

use super::{CasesError, ContractBundle, write};

const NAME: &str = "update-remoteassistancepartner";

/// A folder with the shipped contract in it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let bundle = ContractBundle::embedded(NAME).unwrap();
    let cases: Vec<_> = bundle.cases.into_iter().map(|file| file.case).collect();
    write(folder.path(), &bundle.contract, &cases).unwrap();
    folder
}

fn case_path(root: &Path, case: &str) -> std::path::PathBuf {
    root.join("cases").join(NAME).join(format!("{case}.json"))
}

#[test]
fn what_was_written_reads_back_the_same() {
    let folder = folder();
    let embedded = ContractBundle::embedded(NAME).unwrap();
    for dir in [folder.path().to_owned(), folder.path().join("cases").join(NAME)] {
        let loaded = ContractBundle::load(&dir).unwrap();
        assert_eq!(loaded.contract, embedded.contract);
        assert_eq!(loaded.cases.len(), embedded.cases.len());
    }
}

#[test]
fn writing_twice_changes_nothing_and_leaves_other_files_alone() {
    let folder = folder();
    let bundle = ContractBundle::embedded(NAME).unwrap();
    let by_hand = case_path(folder.path(), "by-hand");
    fs_err::write(&by_hand, "mine").unwrap();
    let documented = [bundle.cases[0].case.clone()];
    let again = write(folder.path(), &bundle.contract, &documented).unwrap();
    assert_eq!((again.written.len(), again.unchanged.len()), (0, 7));
    assert_eq!(fs_err::read_to_string(by_hand).unwrap(), "mine");
}

#[test]
fn a_folder_with_several_contracts_wants_a_name() {
    let folder = folder();
    let mut other = ContractBundle::embedded(NAME).unwrap().contract;
    other.name = "other".to_owned();
    write(folder.path(), &other, &[]).unwrap();
    let error = ContractBundle::load(folder.path()).unwrap_err();
    assert!(matches!(&error, CasesError::Several { names, .. } if names == &["other", NAME]), "{error}");
    assert!(ContractBundle::load(&folder.path().join("cases").join(NAME)).is_ok());
    let find = |inside: &str| ContractBundle::find(folder.path().join(inside).to_str().unwrap());
    assert_eq!(find("other").unwrap().contract.name, "other");
    for misspelt in ["othre", "cases/othre"] {
        let error = find(misspelt).unwrap_err();
        assert!(matches!(&error, CasesError::NotThere { count: 2, .. }), "{error:?}");
        assert!(error.to_string().contains("(did you mean `other`?)"), "{error}");
    }
    let empty = tempfile::tempdir().unwrap();
    assert!(matches!(ContractBundle::load(empty.path()), Err(CasesError::Missing { .. })));
}

#[test]
fn of_many_contracts_a_few_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    let mut contract = ContractBundle::embedded(NAME).unwrap().contract;
    for number in 0..30 {
        contract.name = format!("update-{number:02}");
        write(folder.path(), &contract, &[]).unwrap();
    }
    let error = ContractBundle::load(folder.path()).unwrap_err().to_string();
    let lines: Vec<&str> = error.lines().collect();
    assert!(lines[0].contains("holds 30 contracts") && lines[0].contains("cases/update-00"), "{error}");
    assert_eq!((lines.len(), lines[1], lines[11]), (12, "  update-00", "  and 20 more"));
}

#[test]
fn a_bad_case_file_is_quoted_at_its_place() {
    for (from, to, place, what) in [
        ("\"request\": {", "\"requst\": {", "8:3: requst: ", "unknown key `requst` (did you mean `request`?)"),
        ("\"method\": \"PATCH\"", "\"method\": 1", "9:15: request.method: ", "string"),
        ("\"method\": \"PATCH\"", "\"method\": \"POST\"", "9:15: request.method: ", "which is PATCH"),
        ("remoteAssistancePartners/", "partners/", "10:13: request.path: ", "is no path of"),
        ("\"name\": \"status-only\"", "\"name\": \"other\"", "3:11: name: ", "call it `status-only`"),
        ("\"expect\": {", "\"expect\": {{", "18:14: .: ", ""),
        ("    \"status\": [\n      200\n    ],\n", "", "18:13: expect: ", "`status` is missing"),
    ] {
        let folder = folder();
        let path = case_path(folder.path(), "status-only");
        let text = fs_err::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from}");
        fs_err::write(&path, text.replacen(from, to, 1)).unwrap();
        let error = ContractBundle::load(folder.path()).unwrap_err();
        assert!(matches!(error, CasesError::File(_)), "{error:?}");
        let message = error.to_string();
        let (_, after) = message.split_once("status-only.json:").unwrap();
        assert!(after.contains(what), "{message}");
        assert!(after.starts_with(place), "{message} should be at {place}");
    }
}

#[test]
fn a_hand_written_case_may_send_anything() {
    let folder = folder();
    let mut bundle = ContractBundle::embedded(NAME).unwrap();
    let case = &mut bundle.cases[0].case;
    case.name = "odd".to_owned();
    case.request.path = "/deviceManagement/remoteAssistancePartners/7".to_owned();
    case.request.body = json!({"unknown": [null]}).as_object().cloned();
    case.expect.status = vec![400, 422];
    write(folder.path(), &bundle.contract, &[bundle.cases[0].case.clone()]).unwrap();
    let loaded = ContractBundle::load(folder.path()).unwrap();
    assert!(loaded.cases.iter().any(|file| file.case.name == "odd" && file.file.ends_with("odd.json")));
}
