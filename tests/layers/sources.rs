//! The files of `src/`.

use std::path::{Path, PathBuf};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below the folder, in order.
pub fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The text without its trailing inline tests.
pub fn without_tests(text: &str) -> &str {
    let start = ["\n#[cfg(test)]\nmod tests {", "\n#[cfg(test)]\n#[cfg(unix)]\nmod tests {"]
        .iter()
        .find_map(|open| text.find(open));
    start.map_or(text, |at| &text[..at])
}

/// Whether the file holds tests only.
pub fn is_test_file(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("tests"))
}

/// The text of a file without its tests and comments.
pub fn code_of(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let code: Vec<&str> = without_tests(&text).lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    code.join("\n")
}
