//! Which contract a name or a path means.

use std::path::{Path, PathBuf};

use super::bundle::ContractBundle;
use super::error::CasesError;
use crate::value::closest;

impl ContractBundle {
    /// The contract that `text` means: a name that ships inside, a folder that an import wrote when it holds one
    /// contract, `FOLDER/cases/NAME`, or `FOLDER/NAME`. It may have no case.
    ///
    /// # Errors
    /// When there is no contract, more than one, or a file that does not fit; the error quotes the place.
    pub fn find(text: &str) -> Result<Self, CasesError> {
        let path = Path::new(text);
        if path.is_dir() {
            return Self::load(path);
        }
        let Some((root, name)) = inside(path) else { return Self::embedded(text) };
        let names = contract_names(&root)?;
        if names.contains(&name) {
            return Self::named(&root, &name);
        }
        let like = closest(&name, names.iter().map(String::as_str)).map(str::to_owned);
        Err(CasesError::NotThere { dir: root, name, like, count: names.len() })
    }

    /// Loads a contract from `dir`: a folder as `docproof import --out` writes it, when it holds one contract, or
    /// the folder `cases/NAME` inside of it. It may have no case.
    ///
    /// # Errors
    /// As [`Self::find`].
    pub fn load(dir: &Path) -> Result<Self, CasesError> {
        let (root, name) = place(dir)?;
        Self::named(&root, &name)
    }

    /// Loads every contract of a folder, sorted by name.
    ///
    /// # Errors
    /// When there is none, or a file does not fit; the error quotes the place.
    pub fn load_all(dir: &Path) -> Result<Vec<Self>, CasesError> {
        let names = contract_names(dir)?;
        if names.is_empty() {
            return Ok(vec![Self::load(dir)?]);
        }
        names.iter().map(|name| Self::named(dir, name)).collect()
    }
}

/// The folder with contracts that a path leads into, and the name behind it.
fn inside(path: &Path) -> Option<(PathBuf, String)> {
    let name = path.file_name()?.to_str()?.to_owned();
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty())?;
    let root = if parent.ends_with("cases") { parent.parent()? } else { parent };
    let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    root.join("schemas").is_dir().then(|| (root.to_owned(), name))
}

/// The root folder and the name of the contract that `dir` means.
fn place(dir: &Path) -> Result<(PathBuf, String), CasesError> {
    let names = contract_names(dir)?;
    match names.as_slice() {
        [name] => return Ok((dir.to_owned(), name.clone())),
        [] => {}
        _ => return Err(CasesError::Several { dir: dir.to_owned(), names }),
    }
    // `cases/NAME`, also when it is given as `.` or with a trailing slash
    let full = fs_err::canonicalize(dir)?;
    let inside = full.parent().filter(|parent| parent.ends_with("cases")).and_then(Path::parent);
    match (inside, full.file_name().and_then(|name| name.to_str())) {
        (Some(root), Some(name)) if root.join("schemas").join(name).join("contract.json").is_file() => {
            let given = dir.parent().and_then(Path::parent).filter(|given| given.join("schemas").join(name).is_dir());
            Ok((given.unwrap_or(root).to_owned(), name.to_owned()))
        }
        _ => Err(CasesError::Missing { dir: dir.to_owned() }),
    }
}

/// Names of the contracts that have a `schemas/NAME/contract.json` below `root`.
fn contract_names(root: &Path) -> Result<Vec<String>, CasesError> {
    let schemas = root.join("schemas");
    if !schemas.is_dir() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in fs_err::read_dir(schemas)? {
        let path = entry?.path();
        if path.join("contract.json").is_file() {
            names.extend(path.file_name().and_then(|name| name.to_str()).map(str::to_owned));
        }
    }
    names.sort();
    Ok(names)
}
