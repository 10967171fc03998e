//! The page as a list of blocks, each under its section.

use super::inline::Inline;

/// Anchors of the part that defines the operation.
pub const DEFINITION: [&str; 1] = ["http-request"];

/// Anchors of the parts that pages have.
const PARTS: [&str; 8] = [
    "permissions",
    "prerequisites",
    "http-request",
    "request-headers",
    "request-body",
    "response",
    "example",
    "examples",
];

/// Whether an anchor names a part that pages have.
#[must_use]
pub fn is_part(anchor: &str) -> bool {
    PARTS.contains(&anchor)
}

/// A heading with its place in the outline.
#[derive(Debug)]
pub struct Section {
    /// The page's anchor, or the slug of the heading on pages without anchors.
    pub anchor: String,
    /// Level of the heading, 1 to 6.
    pub level: usize,
    /// Whether the heading is in Latin script and was translated: the page's anchor says something else.
    pub is_latin_translation: bool,
    /// Index of the enclosing section.
    pub parent: Option<usize>,
    /// Byte offset of the heading.
    pub offset: usize,
}

impl Section {
    /// Whether its anchor names a part that pages have.
    #[must_use]
    pub fn is_part(&self) -> bool {
        is_part(&self.anchor) || is_part(unnumbered(&self.anchor))
    }
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// Byte offset of the row.
    pub offset: usize,
    /// Its cells.
    pub cells: Vec<Inline>,
}

/// What a block holds.
#[derive(Debug)]
pub enum Content {
    /// A code fence: its text, and the line of its first text line.
    Fence(String, u32),
    /// The rows of a table below its heading row.
    Table(Vec<Row>),
    /// A paragraph or list item.
    Prose(Inline),
}

/// A block and its place.
#[derive(Debug)]
pub struct Block {
    /// Index of the enclosing section; `None` before the first heading.
    pub section: Option<usize>,
    /// What it holds.
    pub content: Content,
}

/// A page in blocks. Blocks of tabs other than HTTP are left out.
#[derive(Debug, Default)]
pub struct Document {
    /// Headings in page order, tab headings left out.
    pub sections: Vec<Section>,
    /// Blocks in page order.
    pub blocks: Vec<Block>,
}

impl Document {
    /// The first section at level 2 with one of these anchors; a `-1` suffix of a repeated anchor is ignored.
    #[must_use]
    pub fn part(&self, anchors: &[&str]) -> Option<usize> {
        let named = |s: &Section| anchors.contains(&s.anchor.as_str()) || anchors.contains(&unnumbered(&s.anchor));
        self.sections.iter().position(|s| s.level == 2 && named(s))
    }

    /// Blocks under `part` or its subsections.
    pub fn blocks_of(&self, part: Option<usize>) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(move |b| part.is_some() && self.is_inside(b.section, part))
    }

    /// Whether `section` is `part` or lies below it.
    #[must_use]
    pub fn is_inside(&self, section: Option<usize>, part: Option<usize>) -> bool {
        let mut at = section;
        while let Some(index) = at {
            if at == part {
                return true;
            }
            at = self.sections[index].parent;
        }
        false
    }

    /// The tables under `part`.
    pub fn tables_of(&self, part: Option<usize>) -> impl Iterator<Item = &[Row]> {
        self.blocks_of(part).filter_map(|b| match &b.content {
            Content::Table(rows) => Some(rows.as_slice()),
            _ => None,
        })
    }

    /// The paragraphs under `part`.
    pub fn prose_of(&self, part: Option<usize>) -> impl Iterator<Item = &Inline> {
        self.blocks_of(part).filter_map(|b| match &b.content {
            Content::Prose(inline) => Some(inline),
            _ => None,
        })
    }

    /// Whether the page was translated into a language of Latin script, whose words look like names of properties.
    #[must_use]
    pub fn is_latin_translation(&self) -> bool {
        let parts = || self.sections.iter().filter(|section| section.level == 2);
        2 * parts().filter(|section| section.is_latin_translation).count() > parts().count()
    }

    /// How many code fences there are.
    #[must_use]
    pub fn fences(&self) -> usize {
        self.blocks.iter().filter(|b| matches!(b.content, Content::Fence(..))).count()
    }

    /// Byte offset of a part's heading, or of the page's first heading when there is no such part.
    #[must_use]
    pub fn offset_of(&self, part: Option<usize>) -> usize {
        part.and_then(|p| self.sections.get(p)).or(self.sections.first()).map_or(0, |s| s.offset)
    }
}

fn unnumbered(anchor: &str) -> &str {
    anchor.rsplit_once('-').filter(|(_, n)| n.bytes().all(|b| b.is_ascii_digit())).map_or(anchor, |(head, _)| head)
}

/// The anchor that a Markdown renderer gives to a heading: lower case, blanks to `-`, other punctuation removed.
#[must_use]
pub fn slug(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c.is_whitespace() { '-' } else { c }).collect()
}
