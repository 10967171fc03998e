//! A contract and its cases as files.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::model::{Case, Contract};
use crate::schema::{entity_schema, error_schema, patch_schema};

use super::error::CasesError;
use super::schemas::{CASE_TEXT, CONTRACT_TEXT};

/// The files of a contract: path relative to the root folder, and content.
///
/// JSON is indented and ends with a line end, so that a second import changes no byte.
#[must_use]
pub fn render(contract: &Contract, cases: &[Case]) -> Vec<(PathBuf, String)> {
    let schemas = Path::new("schemas");
    let own = schemas.join(&contract.name);
    let folder = Path::new("cases").join(&contract.name);
    let mut files = vec![
        (own.join("contract.json"), pretty(contract)),
        (own.join("entity.schema.json"), pretty(&entity_schema(contract))),
        (own.join("patch.schema.json"), pretty(&patch_schema(contract))),
        (schemas.join("graph-error.schema.json"), pretty(&error_schema())),
        (schemas.join("case.schema.json"), CASE_TEXT.to_owned()),
        (schemas.join("contract.schema.json"), CONTRACT_TEXT.to_owned()),
    ];
    files.extend(cases.iter().map(|case| (folder.join(format!("{}.json", case.name)), pretty(case))));
    files
}

fn pretty<T: Serialize>(value: &T) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("models have text keys only");
    text.push('\n');
    text
}

/// What writing did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WriteOutcome {
    /// Files that were new or had another content.
    pub written: Vec<PathBuf>,
    /// Files that already had this content.
    pub unchanged: Vec<PathBuf>,
}

/// Writes the files of a contract below `out`. Only what differs is written, and nothing else is touched: cases
/// written by hand beside the imported ones stay.
///
/// # Errors
/// When a file or folder cannot be read or written; the error names it.
pub fn write(out: &Path, contract: &Contract, cases: &[Case]) -> Result<WriteOutcome, CasesError> {
    let mut outcome = WriteOutcome::default();
    for (path, content) in render(contract, cases) {
        let target = out.join(&path);
        if target.is_file() && fs_err::read(&target)? == content.as_bytes() {
            outcome.unchanged.push(target);
            continue;
        }
        if let Some(folder) = target.parent() {
            fs_err::create_dir_all(folder)?;
        }
        fs_err::write(&target, content)?;
        outcome.written.push(target);
    }
    Ok(outcome)
}
