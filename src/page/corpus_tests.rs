//! Real pages beside the repository, when they are there. None of them is part of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::model::ValueType;

use super::{Imported, Severity, import};

/// The folder of real pages; says so when there is none.
fn pages(below: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/pages").join(below);
    if root.exists() {
        return Some(root);
    }
    note("skipped: ../shared/pages is not there");
    None
}

#[expect(clippy::print_stderr, reason = "a skipped test says so, and measured counts are shown")]
fn note(text: &str) {
    eprintln!("{text}");
}

fn read(path: &Path) -> Imported {
    let name = path.file_name().and_then(|n| n.to_str()).unwrap();
    import(name, &fs_err::read(path).unwrap()).unwrap()
}

fn all(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs_err::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[derive(Default, Debug)]
struct Counts {
    pages: u32,
    path: u32,
    properties: u32,
    request: u32,
    response: u32,
    all_four: u32,
}

#[test]
fn most_update_pages_give_all_their_facts() {
    let Some(root) = pages("zh-CN-2023") else { return };
    let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut codes: BTreeMap<&str, u32> = BTreeMap::new();
    let verbose = std::env::var("SHOW").unwrap_or_default();
    for path in ["v1.0", "beta"].iter().flat_map(|folder| all(&root.join(folder))) {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap().to_owned();
        if !name.ends_with("-update.md") {
            continue;
        }
        let family = if name.starts_with("intune-") { "intune" } else { "other" };
        let count = counts.entry(family).or_default();
        count.pages += 1;
        let imported = match import(&name, &fs_err::read(&path).unwrap()) {
            Ok(imported) => imported,
            Err(error) => {
                note(&error.to_string());
                continue;
            }
        };
        for diagnostic in &imported.diagnostics {
            *codes.entry(diagnostic.code).or_default() += 1;
            if verbose == "all" || verbose == diagnostic.code {
                note(&diagnostic.to_string());
            }
        }
        let request = imported.cases.iter().any(|case| case.request.body.is_some());
        let response = imported.cases.iter().any(|case| case.expect.body.is_some());
        let properties = !imported.contract.properties.is_empty();
        count.path += u32::from(!imported.contract.operation.path.0.is_empty());
        count.properties += u32::from(properties);
        count.request += u32::from(request);
        count.response += u32::from(response);
        count.all_four += u32::from(request && response && properties);
        if verbose == "missing" && family == "intune" && !(request && response && properties) {
            note(&format!("{name}: {request} {response} {properties}"));
        }
    }
    note(&format!("{counts:#?}\n{codes:#?}"));
    assert!(counts["intune"].all_four >= 700, "{counts:?}");
}

#[test]
fn the_newer_edition_of_the_seed_page_gives_the_same_contract() {
    let (Some(seed), Some(newer)) = (pages("seed"), pages("zh-CN-2023/v1.0")) else { return };
    let seed = read(&all(&seed)[0]);
    let newer = read(&newer.join("intune-remoteassistance-remoteassistancepartner-update.md"));
    assert_eq!(
        (&newer.contract.name, &newer.contract.operation.path),
        (&seed.contract.name, &seed.contract.operation.path)
    );
    let facts = |imported: &Imported| -> Vec<_> {
        let facts = |p: &crate::model::Property| (p.name.clone(), kind(&p.value_type));
        imported.contract.properties.iter().map(facts).collect()
    };
    assert_eq!(facts(&newer), facts(&seed));
    assert_eq!(newer.cases.len(), 1);
    assert!(newer.diagnostics.iter().all(|d| d.severity == Severity::Info), "{:?}", newer.diagnostics);
}

/// A type without the name of an enumeration, which older pages do not link.
fn kind(value_type: &ValueType) -> String {
    match value_type {
        ValueType::Enum { members, .. } => members.join("|"),
        other => format!("{other:?}"),
    }
}

#[test]
fn bilingual_pages_give_their_facts_too() {
    let Some(root) = pages("zh-CN-2018") else { return };
    for path in all(&root).iter().filter(|path| path.to_string_lossy().contains("/intune_")) {
        let imported = read(path);
        let lost = |d: &super::diagnostic::Diagnostic| d.severity > Severity::Info;
        let lost: Vec<_> = imported.diagnostics.iter().filter(|d| lost(d)).map(ToString::to_string).collect();
        if !lost.is_empty() {
            note(&lost.join("\n"));
        }
        assert_eq!(imported.cases.len(), 1, "{}", path.display());
        assert!(!imported.contract.properties.is_empty(), "{}", path.display());
        assert!(imported.contract.entity_type.is_some(), "{}", path.display());
    }
}
