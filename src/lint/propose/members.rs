//! Where the members of an example's body stand on the page.

use std::ops::Range;

/// A member of the outermost object.
#[derive(Debug, PartialEq, Eq)]
pub struct Span {
    /// Name as it is written.
    pub name: String,
    /// Octets of the name, without its quotes.
    pub key: Range<usize>,
    /// Octets of the value.
    pub value: Range<usize>,
}

/// The members of the first object behind octet `from`. What the importer reads leniently is no obstacle.
pub fn spans(page: &str, from: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let Some(mut at) = object(page, from).map(|at| at + 1) else { return found };
    let text = page.as_bytes();
    while let Some(quote) = next(text, at, |octet| matches!(octet, b'"' | b'}')).filter(|&at| text[at] == b'"') {
        let end = end_of_text(text, quote);
        let Some(colon) = next(text, end, |octet| octet == b':') else { break };
        let Some(start) = next(text, colon + 1, |octet| !octet.is_ascii_whitespace()) else { break };
        at = end_of_value(text, start);
        let value = start..start + page[start..at].trim_end().len();
        found.push(Span { name: page[quote + 1..end].to_owned(), key: quote + 1..end, value });
        if text.get(at) != Some(&b',') {
            break;
        }
        at += 1;
    }
    found
}

/// Where the body begins: a line that opens an object, before the fence ends.
fn object(page: &str, from: usize) -> Option<usize> {
    let mut at = from;
    for line in page[from..].split_inclusive('\n') {
        let text = line.trim_start();
        if text.starts_with("```") {
            return None;
        }
        if text.starts_with('{') {
            return Some(at + (line.len() - text.len()));
        }
        at += line.len();
    }
    None
}

fn next(text: &[u8], from: usize, is_it: impl Fn(u8) -> bool) -> Option<usize> {
    (from..text.len()).find(|&at| is_it(text[at]))
}

/// The quote that ends the text which the one at `open` begins.
fn end_of_text(text: &[u8], open: usize) -> usize {
    let mut at = open + 1;
    while at < text.len() && text[at] != b'"' {
        at += if text[at] == b'\\' { 2 } else { 1 };
    }
    at.min(text.len())
}

/// Behind the value that begins at `from`: a comma, a closing bracket or the end.
fn end_of_value(text: &[u8], from: usize) -> usize {
    let (mut at, mut depth) = (from, 0_usize);
    while at < text.len() {
        match text[at] {
            b'"' => at = end_of_text(text, at),
            b'{' | b'[' => depth += 1,
            b'}' | b']' | b',' if depth == 0 => break,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    at.min(text.len())
}

#[cfg(test)]
mod tests {
    use super::spans;

    #[test]
    fn each_member_is_found_where_it_stands() {
        let page = "PATCH /x/{id}\n\n{ \"a\\\"}\": [1, {\"b\": 2}] ,\n  \"c\" : \"}\",\n}\n```\n{\"not\": 1}";
        let found: Vec<_> = spans(page, 0).into_iter().map(|span| (span.name, &page[span.value])).collect();
        assert_eq!(found, [("a\\\"}".to_owned(), "[1, {\"b\": 2}]"), ("c".to_owned(), "\"}\"")]);
        for broken in ["{", "{\"", "{\"a", "{\"a\"", "{\"a\":", "{\"a\": \"\\", "{\"é\": [", "```\n{\"a\": 1}"] {
            assert!(spans(broken, 0).len() < 2, "{broken}");
        }
    }
}
