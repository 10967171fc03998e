//! A contract with its cases.

use std::path::{Path, PathBuf};

use crate::model::{Case, Contract};

use super::error::CasesError;
use super::fits::fits;
use super::{check, schemas};

/// A contract and the cases that were written for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractBundle {
    /// What the page promises.
    pub contract: Contract,
    /// Its cases, sorted by name.
    pub cases: Vec<CaseFile>,
}

/// A case and the file it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFile {
    /// The case.
    pub case: Case,
    /// Path of the file, for messages.
    pub file: String,
}

/// A file's path for messages, its stem and its text.
#[derive(Debug)]
pub struct FileText<'t> {
    /// Path for messages.
    pub file: &'t str,
    /// Name without `.json`.
    pub stem: &'t str,
    /// Text.
    pub text: &'t str,
}

impl ContractBundle {
    /// The contract `name` below `root`, with or without cases.
    pub(super) fn named(root: &Path, name: &str) -> Result<Self, CasesError> {
        let contract_path = root.join("schemas").join(name).join("contract.json");
        let contract_text = fs_err::read_to_string(&contract_path)?;
        let mut files = Vec::new();
        for path in json_files(&root.join("cases").join(name))? {
            let text = fs_err::read_to_string(&path)?;
            let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
            files.push((path.display().to_string(), stem, text));
        }
        let contract_file = contract_path.display().to_string();
        let contract = FileText { file: &contract_file, stem: name, text: &contract_text };
        Self::read(&contract, files.iter().map(|(file, stem, text)| FileText { file, stem, text }))
    }

    /// Reads a contract and its cases from their texts.
    ///
    /// # Errors
    /// When a text does not fit its schema, or a case does not fit the contract.
    pub fn read<'t>(contract: &FileText<'_>, cases: impl Iterator<Item = FileText<'t>>) -> Result<Self, CasesError> {
        let FileText { file, stem, text } = contract;
        let contract: Contract = check::read(file, text, schemas::contract())?;
        if contract.name != *stem {
            let what = format!("`{}` is not the folder's name; call it `{stem}` or rename the folder", contract.name);
            return Err(check::at_value(file, text, &["name".to_owned()], what).into());
        }
        let mut list = Vec::new();
        for FileText { file, stem, text } in cases {
            let case: Case = check::read(file, text, schemas::case())?;
            fits(&contract, &case, file, stem, text)?;
            list.push(CaseFile { case, file: file.to_owned() });
        }
        list.sort_by(|a, b| a.case.name.cmp(&b.case.name));
        Ok(Self { contract, cases: list })
    }
}

fn json_files(dir: &Path) -> Result<Vec<PathBuf>, CasesError> {
    if !dir.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in fs_err::read_dir(dir)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
