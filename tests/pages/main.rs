//! Real pages beside the repository, when they are there. None of them is part of it.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod facts;
mod openapi;
mod proof;
mod runnable;
mod whole;

use std::path::{Path, PathBuf};

use docproof::internals::Page;

#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn note(text: &str) {
    eprintln!("{text}");
}

/// The update pages of both editions of 2023 in the order of their paths; empty, and said so, when there are none.
fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/pages/zh-CN-2023");
    if !root.exists() {
        note("skipped: ../shared/pages is not there");
        return Vec::new();
    }
    let files = ["v1.0", "beta"].iter().flat_map(|edition| fs_err::read_dir(root.join(edition)).unwrap());
    let mut files: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| name(path).ends_with("-update.md"));
    files.sort();
    files
}

fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap()
}

fn is_intune(path: &Path) -> bool {
    name(path).starts_with("intune-")
}

fn import(path: &Path) -> Page {
    Page::import(name(path), &fs_err::read(path).unwrap()).unwrap()
}
