//! All checks of one page.

use super::sheet::Sheet;
use super::{dead_anchor, empty_answer, example_type, media_type};
use crate::page::{Diagnostic, PageError, import};

/// A check: what it finds on a page.
type Check = fn(&Sheet<'_>) -> Vec<Diagnostic>;

/// The checks beside the importer's own remarks.
const CHECKS: [Check; 4] = [dead_anchor::check, empty_answer::check, example_type::check, media_type::check];

/// Everything in which a page does not agree with itself, in page order.
///
/// # Errors
/// When the file is no page of an operation.
pub fn lint(file: &str, bytes: &[u8]) -> Result<Vec<Diagnostic>, PageError> {
    let imported = import(file, bytes)?;
    let text = String::from_utf8_lossy(bytes);
    let sheet = Sheet { file, lines: text.lines().collect(), imported: &imported };
    let mut all: Vec<Diagnostic> = CHECKS.iter().flat_map(|check| check(&sheet)).collect();
    all.extend(imported.diagnostics.iter().cloned());
    all.sort_by_key(|diagnostic| (diagnostic.line, diagnostic.column));
    Ok(all)
}
