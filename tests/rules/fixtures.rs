//! Where fixtures lie and how one is read.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Whether the rule must see something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Fires,
    Silent,
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if *self == Self::Fires { "fires" } else { "silent" })
    }
}

/// One file.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) rule: String,
    pub(crate) kind: Kind,
    pub(crate) stem: String,
    pub(crate) path: PathBuf,
}

impl Found {
    pub(crate) fn read(&self) -> Result<Value, String> {
        read_json(&self.path)
    }
}

/// The contract that fixtures change where they need another.
pub(crate) fn common_contract() -> Result<Value, String> {
    read_json(&home().join("contract.json"))
}

/// All fixtures, sorted by rule, kind and name.
pub(crate) fn find() -> Result<Vec<Found>, String> {
    let mut found = Vec::new();
    for rule in entries(&home().join("fixtures"))? {
        for (kind, folder) in [(Kind::Fires, "fires"), (Kind::Silent, "silent")] {
            let folder = rule.join(folder);
            if !folder.is_dir() {
                continue;
            }
            for path in entries(&folder)? {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let rule = rule.file_name().unwrap_or_default().to_string_lossy().into_owned();
                found.push(Found { rule, kind, stem, path });
            }
        }
    }
    Ok(found)
}

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let listed = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = listed.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    Ok(paths)
}

fn read_json(path: &Path) -> Result<Value, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}
