//! Markdown events → the document.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::document::{Block, Content, Document, Row, Section, is_part, slug};
use super::html_table;
use super::inline::Inline;
use super::lines::Lines;
use super::tags::{attribute, tag_name};

/// Reads a page into its blocks.
#[must_use]
pub fn build(text: &str, lines: &Lines<'_>) -> Document {
    let start = front_matter_len(text);
    let body = &text[start..];
    let mut builder = Builder::new(text, lines);
    for (event, range) in
        Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES).into_offset_iter()
    {
        builder.event(event, &(range.start + start..range.end + start));
    }
    builder.flush();
    builder.document
}

/// Length of a YAML block at the top; Markdown would take its last line for a heading.
fn front_matter_len(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else { return 0 };
    let mut at = text.len() - rest.len();
    for line in rest.split_inclusive('\n') {
        at += line.len();
        if line.trim_end() == "---" {
            return at;
        }
    }
    0
}

/// Whether what Markdown takes for a heading may be text above a rule: three dashes are one, a longer line is drawn under a
/// title.
fn is_above_rule(heading: &str) -> bool {
    heading.trim_end().lines().last().is_some_and(|line| line.trim() == "---")
}

/// Which tab of a tab group the events belong to.
#[derive(Clone, Copy, PartialEq)]
enum Tab {
    /// Outside tabs, or in the HTTP tab.
    Shown,
    /// In a tab of a programming language.
    Hidden,
}

struct Builder<'a> {
    text: &'a str,
    lines: &'a Lines<'a>,
    document: Document,
    open: Vec<usize>,
    tab: Tab,
    tab_target: Option<String>,
    inline: Inline,
    /// An anchor that stands alone, above the heading that it names.
    anchor_above: Option<String>,
    spans: Vec<bool>,
    /// A block of HTML.
    html: Option<String>,
    fence: Option<(String, Option<usize>)>,
    rows: Vec<Row>,
    cells: Vec<Inline>,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, lines: &'a Lines<'a>) -> Self {
        Self {
            text,
            lines,
            document: Document::default(),
            open: Vec::new(),
            tab: Tab::Shown,
            tab_target: None,
            inline: Inline::default(),
            anchor_above: None,
            spans: Vec::new(),
            html: None,
            fence: None,
            rows: Vec::new(),
            cells: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => match &mut self.fence {
                Some((body, first)) => {
                    first.get_or_insert(range.start);
                    body.push_str(&text);
                }
                None => self.write(false, &text, range.start),
            },
            Event::Code(text) => self.write(true, &text, range.start),
            Event::SoftBreak | Event::HardBreak => self.write(false, " ", range.start),
            Event::Html(html) => {
                if let Some(block) = &mut self.html {
                    block.push_str(&html);
                }
            }
            Event::InlineHtml(html) => self.inline_html(&html, range.start),
            Event::Rule => {
                self.flush();
                self.tab = Tab::Shown;
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Link { dest_url, .. } if dest_url.starts_with("#tab/") => {
                self.tab_target = Some(dest_url.to_string());
            }
            Tag::Link { dest_url, .. } => {
                let english = self.is_english();
                self.inline.links.push((dest_url.to_string(), english));
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.fence = Some((String::new(), None));
            }
            Tag::Table(_) => {
                self.flush();
                self.rows.clear();
            }
            Tag::TableHead | Tag::TableRow => self.cells.clear(),
            Tag::TableCell => self.begin_inline(),
            Tag::HtmlBlock => {
                self.flush();
                self.begin_inline();
                self.html = Some(String::new());
            }
            Tag::Heading { id, .. } => {
                self.flush();
                self.begin_inline();
                self.inline.anchor = id.as_ref().map(ToString::to_string);
            }
            Tag::Paragraph | Tag::Item | Tag::List(_) | Tag::BlockQuote(_) => {
                self.flush();
                self.begin_inline();
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::CodeBlock => {
                if let Some((body, first)) = self.fence.take() {
                    let line = self.lines.line(first.unwrap_or(range.start));
                    self.block(Content::Fence(body, line));
                }
            }
            TagEnd::TableHead => self.cells.clear(),
            TagEnd::TableCell => self.cells.push(std::mem::take(&mut self.inline)),
            TagEnd::TableRow => {
                let cells = std::mem::take(&mut self.cells);
                self.rows.push(Row { offset: range.start, cells });
            }
            TagEnd::Table => {
                let rows = std::mem::take(&mut self.rows);
                self.block(Content::Table(rows));
            }
            TagEnd::HtmlBlock => {
                let html = self.html.take().unwrap_or_default();
                if let Some(rows) = html_table::read(&html, range.start) {
                    self.block(Content::Table(rows));
                }
            }
            TagEnd::Heading(level) => self.heading(level as usize, range),
            TagEnd::Paragraph | TagEnd::Item => self.flush(),
            _ => {}
        }
    }

    /// A heading opens a section, unless it is the title of a tab or text that happens to stand above a rule.
    fn heading(&mut self, level: usize, range: &Range<usize>) {
        let inline = std::mem::take(&mut self.inline);
        if let Some(target) = self.tab_target.take() {
            self.tab = if target == "#tab/http" { Tab::Shown } else { Tab::Hidden };
            return;
        }
        let may_be_rule = is_above_rule(&self.text[range.clone()]);
        self.tab = Tab::Shown;
        let above = self.anchor_above.take();
        let title = inline.english().unwrap_or_else(|| inline.local());
        let own = slug(&title);
        let anchor = inline.anchor.clone().or(above).unwrap_or_else(|| own.clone());
        if may_be_rule && !is_part(&anchor) {
            self.block(Content::Prose(inline));
            return;
        }
        while self.open.last().is_some_and(|&s| self.document.sections[s].level >= level) {
            self.open.pop();
        }
        let is_latin = own.chars().all(|c| !c.is_alphabetic() || c <= '\u{24f}');
        let is_latin_translation = is_latin && !anchor.starts_with(&own);
        let parent = self.open.last().copied();
        self.open.push(self.document.sections.len());
        self.document.sections.push(Section { anchor, level, is_latin_translation, parent, offset: range.start });
    }

    fn begin_inline(&mut self) {
        self.inline = Inline::default();
        self.tab_target = None;
        self.spans.clear();
    }

    fn write(&mut self, code: bool, text: &str, offset: usize) {
        let english = self.is_english();
        self.inline.push(code, english, text, offset);
    }

    fn is_english(&self) -> bool {
        self.spans.iter().any(|&lookup| lookup)
    }

    /// Bilingual spans switch the language, anchors name headings, other known tags are blanks, and what is no
    /// tag at all (`<token>`) is text.
    fn inline_html(&mut self, html: &str, offset: usize) {
        match tag_name(html) {
            "span" if html.starts_with("</") => {
                self.spans.pop();
            }
            "span" => self.spans.push(html.contains("sxs-lookup") || html.contains("data-stu-id")),
            "a" => {
                if let Some(anchor) = attribute(html, "name").or_else(|| attribute(html, "id")) {
                    self.inline.anchor = Some(anchor.to_owned());
                }
            }
            "br" | "ul" | "ol" | "li" | "p" | "div" | "img" => self.write(false, " ", offset),
            "" | "b" | "i" | "em" | "strong" | "code" | "sup" | "sub" | "u" | "font" => {}
            _ => self.write(false, html, offset),
        }
    }

    fn flush(&mut self) {
        let inline = std::mem::take(&mut self.inline);
        match inline.anchor {
            Some(anchor) if inline.pieces.is_empty() => self.anchor_above = Some(anchor),
            _ if inline.is_empty() => {}
            _ => self.block(Content::Prose(inline)),
        }
        self.spans.clear();
    }

    fn block(&mut self, content: Content) {
        self.anchor_above = None;
        if self.tab == Tab::Shown {
            self.document.blocks.push(Block { section: self.open.last().copied(), content });
        }
    }
}
