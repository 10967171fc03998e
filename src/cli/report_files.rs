//! The files that reports go to: each its own, and none of them one that is read.

use std::fs;
use std::path::{Path, PathBuf};

use crate::report::{FormatError, ReportSpec};

/// Reports that would write over each other, or over what they are made of.
#[derive(Debug, thiserror::Error)]
pub(super) enum FilesError {
    /// A report is asked for in a way that names no format or file.
    #[error(transparent)]
    Spec(#[from] FormatError),
    /// Two reports in one place.
    #[error("`{first}` and `{second}` would write over each other; give each report {}", own(second))]
    Twice {
        /// The report that is named first.
        first: String,
        /// The one in its place.
        second: String,
    },
    /// A report in the place of a log.
    #[error("`{spec}` would write over {}, which the report is made from; name another file", log.display())]
    Log {
        /// The report.
        spec: String,
        /// The log.
        log: PathBuf,
    },
}

fn own(spec: &str) -> &'static str {
    if spec.ends_with("=-") { "a file: standard output is one" } else { "a file of its own" }
}

/// The reports of `texts` (`FORMAT=FILE`), none of which goes where another goes or where one of `read` lies.
pub(super) fn specs(texts: &[String], read: &[PathBuf]) -> Result<Vec<ReportSpec>, FilesError> {
    let mut specs: Vec<ReportSpec> = Vec::new();
    for text in texts {
        let spec: ReportSpec = text.parse()?;
        if let Some(at) = specs.iter().position(|other| is_same(&other.file, &spec.file)) {
            return Err(FilesError::Twice { first: texts[at].clone(), second: text.clone() });
        }
        let log = read.iter().find(|log| !spec.is_stdout() && is_same(log, &spec.file));
        if let Some(log) = log {
            return Err(FilesError::Log { spec: text.clone(), log: log.clone() });
        }
        specs.push(spec);
    }
    Ok(specs)
}

/// Whether two paths lead to one file, whatever links are between. A device keeps nothing that could be lost.
fn is_same(one: &Path, other: &Path) -> bool {
    let is_device = |path: &Path| fs::metadata(path).is_ok_and(|facts| !facts.is_file());
    if is_device(one) || is_device(other) {
        return false;
    }
    place(one) == place(other) || same_file::is_same_file(one, other).unwrap_or(false)
}

/// Where a file is, or will be.
fn place(path: &Path) -> PathBuf {
    let parent = match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => path,
    };
    let folder = || Some(parent.canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(folder).unwrap_or_else(|| path.to_owned())
}
