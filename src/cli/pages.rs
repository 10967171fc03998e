//! Documentation pages that the arguments name: files, and folders of them.

use std::path::{Path, PathBuf};

/// Endings of a page's file name, in any case.
const MARKDOWN: [&str; 2] = ["md", "markdown"];

/// A page to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PageFile {
    /// Where it lies.
    pub(super) path: PathBuf,
    /// Whether it was named itself: one that merely lies in a named folder may be a page of another kind.
    pub(super) is_named: bool,
}

/// The pages that `arguments` mean, in the order given; those of a folder sorted by path.
///
/// # Errors
/// When a folder cannot be read; the error names it.
pub(super) fn expand(arguments: &[PathBuf]) -> std::io::Result<Vec<PageFile>> {
    let mut pages = Vec::new();
    for argument in arguments {
        if argument.is_dir() {
            let inside = inside(argument)?;
            pages.extend(inside.into_iter().map(|path| PageFile { path, is_named: false }));
        } else {
            pages.push(PageFile { path: argument.clone(), is_named: true });
        }
    }
    Ok(pages)
}

/// The Markdown files in `folder` and its subfolders, sorted by path.
pub(super) fn inside(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs_err::read_dir(folder)? {
            let entry = entry?;
            // a link may lead in a circle, and reading a pipe waits for its writer
            match entry.file_type()? {
                kind if kind.is_dir() => folders.push(entry.path()),
                _ if is_markdown(&entry.path()) && fs_err::metadata(entry.path()).is_ok_and(|it| !it.is_file()) => {}
                _ if is_markdown(&entry.path()) => files.push(entry.path()),
                _ => {}
            }
        }
    }
    files.sort();
    Ok(files)
}

fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| MARKDOWN.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

/// The name of a file without its folders.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
