//! Byte offsets → lines and columns of the page.

/// The page's text with the start of each line.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

/// Longest quotation of a line, in characters.
const QUOTED: usize = 100;

impl<'a> Lines<'a> {
    /// Finds the lines of `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// Line (1-based) of a byte offset.
    #[must_use]
    pub fn line(&self, offset: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|&start| start <= offset)).unwrap_or(u32::MAX)
    }

    /// Column (1-based, in characters) of a byte offset.
    #[must_use]
    pub fn column(&self, offset: usize) -> u32 {
        let start = self.starts[self.starts.partition_point(|&start| start <= offset).saturating_sub(1)];
        let before = self.text.get(start..offset).unwrap_or("");
        u32::try_from(before.chars().count()).map_or(u32::MAX, |n| n.saturating_add(1))
    }

    /// Byte offset of the first character of `line` that is no blank.
    #[must_use]
    pub fn offset(&self, line: u32) -> usize {
        let index = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
        let start = self.starts.get(index).copied().unwrap_or(self.text.len());
        let rest = &self.text[start..];
        start + (rest.len() - rest.trim_start_matches([' ', '\t']).len())
    }

    /// The text of a line without its end.
    #[must_use]
    pub fn text(&self, line: u32) -> &'a str {
        let index = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
        let start = self.starts.get(index).copied().unwrap_or(self.text.len());
        self.text[start..].lines().next().unwrap_or("")
    }

    /// The line at a byte offset, without outer blanks, shortened.
    #[must_use]
    pub fn quote(&self, offset: usize) -> String {
        let start = self.starts[self.starts.partition_point(|&start| start <= offset).saturating_sub(1)];
        let line = self.text[start..].lines().next().unwrap_or("").trim();
        match line.char_indices().nth(QUOTED) {
            Some((end, _)) => format!("{}…", &line[..end]),
            None => line.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn offsets_become_lines_and_columns_in_characters() {
        let lines = Lines::new("one\n  zwölf\n");
        let seen: Vec<_> = [0, 3, 4, 6, 10].map(|at| (lines.line(at), lines.column(at))).to_vec();
        assert_eq!(seen, [(1, 1), (1, 4), (2, 1), (2, 3), (2, 6)]);
        assert_eq!(lines.offset(2), 6);
    }

    #[test]
    fn a_long_line_is_quoted_in_part() {
        let text = "ü".repeat(300);
        assert_eq!(Lines::new(&text).quote(5).chars().count(), 101);
        assert_eq!(Lines::new("a\n  b c \nd").quote(4), "b c");
    }
}
