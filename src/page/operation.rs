//! Method and path: the request lines of the definition, or of the example when there is none.

use crate::model::{Operation, PathTemplate};

use super::decode::DAMAGED;
use super::diagnostic::{Remarks, Severity};
use super::document::{Content, DEFINITION, Document};
use super::examples::Example;
use super::http_text::{request_lines, split_target};

/// Parts that only the page of an operation has: others, about a concept or a resource, show requests by the way.
const PARTS: [&str; 4] = ["http-request", "request-headers", "optional-request-headers", "request-body"];

/// Reads the operation; `None` when the page documents none.
#[must_use]
pub fn read(document: &Document, examples: &[Example], remarks: &mut Remarks<'_>) -> Option<Operation> {
    let service_root = examples.iter().find_map(|example| example.service_root.clone());
    let defined = defined(document, remarks);
    let Some((method, first, line)) = defined.first().cloned() else {
        let shown = examples.iter().find(|example| is_path(&example.path)).or(examples.first());
        let example = shown.filter(|_| documents_operation(document))?;
        let message = "no request line under the HTTP request; method and path are those of the example";
        remarks.add(Severity::Warning, "missing-http-request", document.offset_of(document.part(&DEFINITION)), message);
        if !is_path(&example.path) {
            let message = "the example has no path either; what stands in its place is no path of a service";
            remarks.add_line(Severity::Warning, "unreadable-path", example.line, message);
        }
        return Some(Operation {
            method: example.method.clone(),
            path: PathTemplate(example.path.clone()),
            line: example.line,
            alternatives: Vec::new(),
            service_root,
        });
    };
    let mut alternatives: Vec<PathTemplate> = Vec::new();
    for (other_method, path, line) in defined.into_iter().skip(1) {
        if other_method != method {
            let message = format!("{other_method} is not the {method} of the first line; the line is left out");
            remarks.add_line(Severity::Warning, "second-method", line, message);
        } else if path != first && !alternatives.iter().any(|known| known.0 == path) {
            alternatives.push(PathTemplate(path));
        }
    }
    Some(Operation { method, path: PathTemplate(first), line, alternatives, service_root })
}

fn documents_operation(document: &Document) -> bool {
    document.part(&PARTS).is_some()
}

fn defined(document: &Document, remarks: &mut Remarks<'_>) -> Vec<(String, String, u32)> {
    let mut defined = Vec::new();
    for block in document.blocks_of(document.part(&DEFINITION)) {
        let Content::Fence(text, first_line) = &block.content else { continue };
        for request in request_lines(text) {
            let (_, path) = split_target(request.target);
            let path = braced(&path);
            let line = first_line + request.at;
            let path = told_apart(path, line, remarks);
            if is_path(&path) {
                defined.push((request.method.to_owned(), path, line));
            } else {
                let message = "what follows the method is no path; the line is left out";
                remarks.add_line(Severity::Warning, "unreadable-path", line, message);
            }
        }
    }
    defined
}

/// Placeholders in braces: older pages write them as `<name>`, some as `(name)`.
fn braced(path: &str) -> String {
    let mut depth = 0_i32;
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            '<' if depth <= 0 => out.push('{'),
            '>' if depth <= 0 => out.push('}'),
            _ => {}
        }
        if !matches!(c, '<' | '>') {
            out.push(c);
        }
    }
    let segment = |segment: &str| match segment.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(name) if !name.is_empty() => format!("{{{name}}}"),
        _ => segment.to_owned(),
    };
    out.split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// A name that stands for two values cannot be filled: earlier ones take the name of their collection along.
fn told_apart(path: String, line: u32, remarks: &mut Remarks<'_>) -> String {
    let mut segments: Vec<String> = segments(&path).into_iter().map(str::to_owned).collect();
    let mut changed = false;
    for at in 1..segments.len() {
        let is_whole = segments[at].starts_with('{') && segments[at].ends_with('}');
        if is_whole && segments[at + 1..].contains(&segments[at]) && !segments[at - 1].contains('{') {
            let name = segments[at].trim_matches(['{', '}']).to_owned();
            segments[at] = format!("{{{}-{name}}}", segments[at - 1]);
            changed = true;
        }
    }
    if !changed {
        return path;
    }
    let told = format!("/{}", segments.join("/"));
    let message = format!("one placeholder stands for two values; the contract says {told}");
    remarks.add_line(Severity::Info, "repeated-placeholder", line, message);
    told
}

/// Blanks are allowed inside braces and brackets only, and a path has a segment.
fn is_path(path: &str) -> bool {
    let mut depth = 0_i32;
    let balanced = path.chars().all(|c| {
        match c {
            '{' | '(' => depth += 1,
            '}' | ')' => depth -= 1,
            _ => {}
        }
        c != DAMAGED && (depth > 0 || !(c.is_whitespace() || c == '*'))
    });
    balanced && depth == 0 && path.len() > 1
}

/// Segments of a path; a slash inside braces separates nothing.
#[must_use]
pub fn segments(path: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    path.split(move |c: char| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        c == '/' && depth <= 0
    })
    .filter(|segment| !segment.is_empty())
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{braced, is_path};

    #[test]
    fn placeholders_stand_in_braces() {
        for (path, expected) in [
            ("/a/<id>/b(at='<at>')", "/a/{id}/b(at='{at}')"),
            ("/a/{<id>}/b(<side>)", "/a/{id}/b({side})"),
            ("/a/(part-id)/b/f()", "/a/{part-id}/b/f()"),
            ("/a/{id | name}", "/a/{id | name}"),
        ] {
            assert_eq!(braced(path), expected);
        }
    }

    #[test]
    fn a_path_has_blanks_inside_braces_only() {
        for (path, ok) in
            [("/a/{id | name}", true), ("/a", true), ("/** not found", false), ("/", false), ("/a/{b", false)]
        {
            assert_eq!(is_path(path), ok, "{path}");
        }
    }
}
