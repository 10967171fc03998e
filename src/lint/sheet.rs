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
