//! A page as the checks see it.

use crate::page::{Diagnostic, Imported, Severity};

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
