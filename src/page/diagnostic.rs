//! What a page lacks or says in a way that only half fits.

use std::fmt;

use super::lines::Lines;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is lost.
    Info,
    /// A fact was recovered, guessed by rule or left out.
    Warning,
    /// A whole part of the page cannot be used.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One remark on a page, at a place of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable kebab-case name of the remark.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// File name of the page.
    pub file: String,
    /// Line (1-based).
    pub line: u32,
    /// Column in characters (1-based).
    pub column: u32,
    /// The line, shortened.
    pub quoted: String,
    /// What was seen and what was done about it.
    pub message: String,
    /// The line as it should read, when that is beyond doubt.
    pub fix: Option<String>,
}

impl Diagnostic {
    /// A remark on a line of the page `text`, for what is found by comparing the page with something else.
    #[must_use]
    pub fn on_line(
        (file, text): (&str, &str),
        line: u32,
        (severity, code): (Severity, &'static str),
        message: String,
    ) -> Self {
        let lines = Lines::new(text);
        let offset = lines.offset(line);
        Self {
            code,
            severity,
            file: file.to_owned(),
            line,
            column: lines.column(offset),
            quoted: lines.quote(offset),
            message,
            fix: None,
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, severity, file, line, column, quoted, message, fix: _ } = self;
        write!(f, "{file}:{line}:{column}: {severity}[{code}]: {message}")?;
        if quoted.is_empty() { Ok(()) } else { write!(f, "\n  {line} | {quoted}") }
    }
}

/// Puts remarks into page order; what was said twice is said once.
pub fn sort(remarks: &mut Vec<Diagnostic>) {
    remarks.sort_by_key(|remark| (remark.line, remark.column));
    remarks.dedup();
}

/// Collects the remarks on one page.
#[derive(Debug)]
pub struct Remarks<'a> {
    file: &'a str,
    lines: &'a Lines<'a>,
    list: Vec<Diagnostic>,
}

impl<'a> Remarks<'a> {
    /// No remark yet.
    #[must_use]
    pub fn new(file: &'a str, lines: &'a Lines<'a>) -> Self {
        Self { file, lines, list: Vec::new() }
    }

    /// Remarks on the place at byte `offset`.
    pub fn add(&mut self, severity: Severity, code: &'static str, offset: usize, message: impl Into<String>) {
        self.list.push(Diagnostic {
            code,
            severity,
            file: self.file.to_owned(),
            line: self.lines.line(offset),
            column: self.lines.column(offset),
            quoted: self.lines.quote(offset),
            message: message.into(),
            fix: None,
        });
    }

    /// Gives the last remark the line as it should read: `change` gets the line as it is.
    pub fn fix_line(&mut self, line: u32, change: impl FnOnce(&str) -> Option<String>) {
        if let Some(last) = self.list.last_mut() {
            last.fix = change(self.lines.text(line));
        }
    }

    /// Remarks on a line.
    pub fn add_line(&mut self, severity: Severity, code: &'static str, line: u32, message: impl Into<String>) {
        self.add(severity, code, self.lines.offset(line), message);
    }

    /// The remarks in page order.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        sort(&mut self.list);
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, Remarks, Severity};

    #[test]
    fn a_diagnostic_reads_like_a_compiler_message() {
        let lines = Lines::new("# Update\n\n  ## Request body\n");
        let mut remarks = Remarks::new("page.md", &lines);
        remarks.add_line(Severity::Warning, "missing-property-table", 3, "no property table");
        let text = remarks.into_sorted()[0].to_string();
        assert_eq!(text, "page.md:3:3: warning[missing-property-table]: no property table\n  3 | ## Request body");
    }
}
