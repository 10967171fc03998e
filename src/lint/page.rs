//! All checks of one page.

use super::sheet::Sheet;
use super::{dead_anchor, empty_answer, example_type, media_type, null_value};
use crate::page::{Diagnostic, Imported};

/// A check: what it finds on a page.
type Check = fn(&Sheet<'_>) -> Vec<Diagnostic>;

/// The checks beside the importer's own remarks.
const CHECKS: [Check; 5] =
    [dead_anchor::check, empty_answer::check, example_type::check, media_type::check, null_value::check];

/// Everything in which a page does not agree with itself, in page order: the importer's own remarks and what the
/// checks find. A contract that was joined with metadata is checked against that, too.
#[must_use]
pub fn check(file: &str, text: &str, imported: &Imported) -> Vec<Diagnostic> {
    let sheet = Sheet { file, lines: text.lines().collect(), imported };
    let mut all: Vec<Diagnostic> = CHECKS.iter().flat_map(|check| check(&sheet)).collect();
    all.extend(imported.diagnostics.iter().cloned());
    all.sort_by_key(|diagnostic| (diagnostic.line, diagnostic.column));
    all
}
