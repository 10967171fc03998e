//! A page while changes are made to it.

use std::ops::Range;

/// A change of some text of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Octets that are replaced.
    pub range: Range<usize>,
    /// What stands there afterwards.
    pub with: String,
}

/// Edits that belong together, and why they are proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// In page order; they do not overlap.
    pub edits: Vec<Edit>,
    /// One sentence.
    pub why: String,
}

impl Candidate {
    /// A single change.
    pub fn one(range: Range<usize>, with: impl Into<String>, why: String) -> Self {
        Self { edits: vec![Edit { range, with: with.into() }], why }
    }

    /// The text with the edits made.
    pub fn applied(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for edit in self.edits.iter().rev() {
            text.replace_range(edit.range.clone(), &edit.with);
        }
        text
    }

    /// The line (1-based) of the first edit.
    pub fn line(&self, text: &str) -> usize {
        let at = self.edits.first().map_or(0, |edit| edit.range.start);
        1 + text[..at].matches('\n').count()
    }
}

/// Where each line of a page that was changed stood before.
#[derive(Debug, Default)]
pub struct Moved(Vec<(usize, isize)>);

impl Moved {
    /// Takes in that `before` became `after` by edits that begin on `line` of `before`.
    pub fn note(&mut self, line: usize, before: &str, after: &str) {
        let lines = |text: &str| text.matches('\n').count().cast_signed();
        self.0.push((line, lines(after) - lines(before)));
    }

    /// The line of the first page that stands on `line` now.
    pub fn origin(&self, line: usize) -> usize {
        let back = |now: usize, &(from, by): &(usize, isize)| {
            if now > from { now.saturating_add_signed(-by).max(from) } else { now }
        };
        self.0.iter().rev().fold(line, back)
    }
}

#[cfg(test)]
mod tests {
    use super::Moved;

    #[test]
    fn a_line_behind_an_inserted_one_is_told_as_it_was() {
        let mut moved = Moved::default();
        moved.note(2, "a\nb\nc\n", "a\nb\nnew\nc\n");
        assert_eq!([1, 2, 4].map(|line| moved.origin(line)), [1, 2, 3]);
    }
}
