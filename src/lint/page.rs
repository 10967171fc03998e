//! All checks of one page.

use crate::page::{Diagnostic, Imported, Severity};

use super::{dead_anchor, empty_answer, example_type, media_type, null_value};

/// A page under examination.
#[derive(Debug)]
pub struct Sheet<'t> {
    /// File name for remarks.
    pub file: &'t str,
    /// Lines of the page.
    pub lines: Vec<&'t str>,
    /// What the importer made of it.
    pub imported: &'t Imported,
}

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

impl Sheet<'_> {
    /// Where a member stands: the first line from `from` on that quotes its name.
    #[must_use]
    pub fn place_of_member(&self, from: u32, name: &str) -> (u32, usize) {
        let quoted = format!("\"{name}\"");
        let lines = (1_u32..).zip(&self.lines).skip_while(|(number, _)| *number < from);
        lines.into_iter().find_map(|(number, line)| Some((number, line.find(&quoted)?))).unwrap_or((from, 0))
    }

    /// A remark on a line (1-based) at a byte offset inside of it.
    #[must_use]
    pub fn remark(
        &self,
        severity: Severity,
        code: &'static str,
        (line, at): (u32, usize),
        message: String,
    ) -> Diagnostic {
        let index = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
        let text = self.lines.get(index).copied().unwrap_or_default();
        let before = text.get(..at).unwrap_or_default().chars().count();
        Diagnostic {
            code,
            severity,
            file: self.file.to_owned(),
            line,
            column: u32::try_from(before).unwrap_or(0) + 1,
            quoted: text.trim().chars().take(100).collect(),
            message,
            fix: None,
        }
    }
}
