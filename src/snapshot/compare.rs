//! Text of snapshots: how it is compared, written and shown as a difference.

use std::fmt::Write as _;

use pretty_assertions::StrComparison;

use super::Metadata;

/// Whether two texts are the same snapshot: line ends and trailing space at the end do not count, as with insta.
pub fn same(accepted: &str, seen: &str) -> bool {
    normal(accepted) == normal(seen)
}

/// The text as insta compares it.
pub fn normal(text: &str) -> String {
    text.replace("\r\n", "\n").trim_end().to_owned()
}

/// The difference without colours: `<` accepted, `>` seen.
pub fn difference(accepted: &str, seen: &str) -> String {
    let comparison = StrComparison::new(&normal(accepted), &normal(seen)).to_string();
    let plain = anstream::adapter::strip_str(&comparison).to_string();
    // the first line is the library's own legend
    plain.lines().skip(1).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

/// A snapshot file in insta's format.
pub fn file(content: &str, metadata: &Metadata) -> String {
    let mut out = String::from("---\n");
    let _ = writeln!(out, "source: {}", yaml(&metadata.source));
    if let Some(description) = &metadata.description {
        let _ = writeln!(out, "description: {}", yaml(description));
    }
    if !metadata.info.is_empty() {
        out.push_str("info:\n");
        for (name, value) in &metadata.info {
            let _ = writeln!(out, "  {}: {}", yaml(name), yaml(value));
        }
    }
    let _ = write!(out, "---\n{}\n", normal(content));
    out
}

/// A YAML scalar; everything that is not plainly a word is quoted, as JSON strings are YAML strings.
fn yaml(text: &str) -> String {
    let word = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c))
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&text.to_ascii_lowercase().as_str());
    if word { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}
