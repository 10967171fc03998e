//! `dead-anchor`: links into the page that lead nowhere.

use std::collections::BTreeSet;

use super::Sheet;
use crate::page::{Diagnostic, Severity, slug};

/// Links `#name` for which the page has neither an anchor nor a heading.
pub fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let prose = prose(&sheet.lines);
    let mut anchors = BTreeSet::new();
    for (_, text) in &prose {
        anchors.extend(
            text.split("name=\"")
                .chain(text.split("id=\""))
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
                .map(str::to_lowercase),
        );
        if let Some(heading) = text.strip_prefix('#') {
            anchors.insert(slug(heading.trim_start_matches('#')));
        }
    }
    let mut found = Vec::new();
    for (line, text) in prose {
        for (at, _) in text.match_indices("](#") {
            let target = text[at + 3..].split([')', ' ']).next().unwrap_or_default();
            let is_tab = target.starts_with("tab/");
            if !target.is_empty() && !is_tab && !anchors.contains(&target.to_lowercase()) {
                let message = format!("`#{target}` leads nowhere: no anchor and no heading of the page has this name");
                found.push(sheet.remark(Severity::Warning, "dead-anchor", (line, at), message));
            }
        }
    }
    found
}

/// Lines outside of code fences with their numbers.
fn prose<'t>(lines: &[&'t str]) -> Vec<(u32, &'t str)> {
    let mut inside = false;
    let mut kept = Vec::new();
    for (number, line) in (1_u32..).zip(lines) {
        if line.trim_start().starts_with("```") {
            inside = !inside;
        } else if !inside {
            kept.push((number, *line));
        }
    }
    kept
}
