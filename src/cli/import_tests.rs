//! Real pages joined with the official metadata, beside the repository when they are there. None of them is part of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::import::read;
use super::output;
use super::siblings::joined;
use crate::csdl::Metadata;
use crate::page::Imported;

/// A file or folder of the material; says so when there is none.
fn beside(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if path.exists() {
        return Some(path);
    }
    note("skipped: ../shared is not there");
    None
}

fn note(text: &str) {
    output::err(text);
}

fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs_err::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    files
}

/// The seed page, and the pages of 2023 about the same resource.
fn seed_and_siblings() -> Vec<PathBuf> {
    let folders = ["pages/seed", "pages/zh-CN-2023/v1.0", "pages/zh-CN-2023/resources"].into_iter().filter_map(beside);
    let mut files: Vec<PathBuf> = folders.flat_map(|folder| pages(&folder)).collect();
    let name = |file: &PathBuf| file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let is_sibling = |name: &str| {
        name.strip_prefix("intune-remoteassistance-remoteassistancepartner").is_some_and(|rest| rest != "-update")
    };
    files.retain(|file| is_sibling(&name(file)) || name(file).starts_with("000_"));
    files
}

#[test]
fn the_seed_page_its_siblings_and_its_metadata_give_the_shipped_files_byte_for_byte() {
    let (Some(folder), Some(csdl)) = (beside("pages/seed"), beside("csdl/v1.0.csdl")) else { return };
    let metadata = Metadata::load(&csdl).unwrap();
    assert_eq!(read(&pages(&folder)[0], Some(&metadata)).unwrap().diagnostics, []);
    let files = seed_and_siblings();
    let (_, mut joined) = joined(&files, files.iter().map(|file| read(file, Some(&metadata))).collect());
    let imported = joined.remove(0).unwrap();
    assert!(joined.is_empty(), "every page belongs to one resource");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, content) in crate::cases::render(&imported.contract, &imported.cases) {
        assert_eq!(content, fs_err::read_to_string(root.join(&path)).unwrap(), "{}", path.display());
    }
}

/// How a page's rows compare with the metadata.
#[derive(Debug, Default)]
struct Agreement {
    pages: usize,
    joined: usize,
    rows: usize,
    comparable: usize,
    differing: usize,
    kinds: BTreeMap<&'static str, usize>,
}

impl Agreement {
    fn add(&mut self, imported: &Imported) {
        self.pages += 1;
        if imported.contract.metadata.is_none() {
            return;
        }
        let count = |code: &str| imported.diagnostics.iter().filter(|d| d.code == code).count();
        self.joined += 1;
        self.rows += imported.contract.properties.len();
        self.comparable += imported.contract.properties.len() - count("metadata-extra-property");
        self.differing += count("metadata-type");
    }
}

#[test]
fn pages_and_metadata_agree_on_nearly_every_type() {
    let (Some(folder), Some(csdl)) = (beside("pages/zh-CN-2023/v1.0"), beside("csdl/v1.0.csdl")) else { return };
    let metadata = Metadata::load(&csdl).unwrap();
    let shown = std::env::var("SHOW").unwrap_or_default();
    let mut agreement = Agreement::default();
    let updates = pages(&folder).into_iter().filter(|page| page.to_string_lossy().ends_with("-update.md"));
    for page in updates {
        let Ok(imported) = read(&page, Some(&metadata)) else { continue };
        agreement.add(&imported);
        for told in imported.diagnostics.iter().filter(|d| d.code.starts_with("metadata-")) {
            *agreement.kinds.entry(told.code).or_default() += 1;
            if shown == "all" || shown == told.code {
                note(&told.to_string());
            }
        }
    }
    note(&format!("{agreement:#?}"));
    assert!(agreement.joined * 100 >= agreement.pages * 90, "{agreement:?}");
    assert!(agreement.differing * 100 <= agreement.comparable, "at least 99 % agree: {agreement:?}");
}
