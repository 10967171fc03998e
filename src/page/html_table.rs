//! Tables that a page writes in HTML.

use super::document::Row;
use super::inline::Inline;
use super::tags::{attribute, tag_name};

/// The rows of the first table in a block of HTML, without the heading row; `None` when it has no table.
///
/// `offset` is the place of the block on the page.
#[must_use]
pub fn read(html: &str, offset: usize) -> Option<Vec<Row>> {
    let from = html.to_ascii_lowercase().find("<table")?;
    let mut reader = Reader::default();
    let mut at = from;
    for part in html[from..].split_inclusive(['<', '>']) {
        reader.part(part, offset + at);
        at += part.len();
    }
    let rows = reader.rows.into_iter().skip(1).collect();
    Some(rows)
}

#[derive(Default)]
struct Reader {
    rows: Vec<Row>,
    cell: Option<Inline>,
    is_tag: bool,
    is_code: bool,
}

impl Reader {
    /// Text up to the next bracket, or a tag up to its end.
    fn part(&mut self, part: &str, offset: usize) {
        if std::mem::take(&mut self.is_tag) {
            return self.tag(part.trim_end_matches('>'), offset);
        }
        self.is_tag = part.ends_with('<');
        if let Some(cell) = &mut self.cell {
            let text = decoded(part.trim_end_matches('<'));
            if !text.is_empty() {
                cell.push(self.is_code, false, &text, offset);
            }
        }
    }

    fn tag(&mut self, tag: &str, offset: usize) {
        let is_end = tag.starts_with('/');
        match (tag_name(tag).to_ascii_lowercase().as_str(), is_end) {
            ("tr", false) => self.rows.push(Row { offset, cells: Vec::new() }),
            ("td" | "th", false) => self.cell = Some(Inline::default()),
            ("td" | "th", true) => {
                if let (Some(cell), Some(row)) = (self.cell.take(), self.rows.last_mut()) {
                    row.cells.push(cell);
                }
            }
            ("code", _) => self.is_code = !is_end,
            ("a", false) => {
                if let (Some(cell), Some(target)) = (&mut self.cell, attribute(tag, "href")) {
                    cell.links.push((target.to_owned(), false));
                }
            }
            ("br" | "p" | "li" | "div", _) => {
                if let Some(cell) = &mut self.cell {
                    cell.push(false, false, " ", offset);
                }
            }
            _ => {}
        }
    }
}

/// Text without the entities that pages use.
fn decoded(text: &str) -> String {
    let known = [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    known.iter().fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn cells_keep_code_links_and_text() {
        let html = "<table>\n<tr><th>N</th></tr>\n<TR><td>a &lt;b&gt;<br>c</td><td><a href=\"x.md\">T</a></td><td><code>on</code></td></TR></table>";
        let rows = read(html, 7).unwrap();
        assert_eq!((rows.len(), rows[0].offset), (1, 7 + html.find("TR><td").unwrap()));
        let cells = &rows[0].cells;
        assert_eq!((cells[0].local().as_str(), cells[1].links[0].0.as_str()), ("a <b> c", "x.md"));
        assert_eq!(cells[2].codes().map(|piece| piece.text.as_str()).collect::<Vec<_>>(), ["on"]);
    }

    #[test]
    fn what_is_cut_off_or_no_table_is_survived() {
        assert!(read("<div>x</div>", 0).is_none());
        for cut in ["<table", "<table><tr><td", "<table><tr><td>x<", "<table></td></tr>", "<table><td>x</td>"] {
            assert_eq!(read(cut, 0).unwrap().len(), 0, "{cut}");
        }
    }
}
