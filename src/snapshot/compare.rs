//! Text of snapshots: how it is compared, written and shown as a difference.

use std::fmt::Write as _;

use pretty_assertions::StrComparison;

use super::Metadata;

/// Lines shown before and after a change.
const AROUND: usize = 2;
/// Stands for lines that are the same.
const LEFT_OUT: &str = " …";

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
    let lines: Vec<&str> = plain.lines().skip(1).collect();
    near_changes(&lines).join("\n").trim_end().to_owned()
}

/// The changed lines with those around them; an ellipsis stands for the others.
fn near_changes<'l>(lines: &[&'l str]) -> Vec<&'l str> {
    let is_near = |at: usize| {
        let around = &lines[at.saturating_sub(AROUND)..lines.len().min(at + AROUND + 1)];
        around.iter().any(|line| line.starts_with(['<', '>']))
    };
    let mut kept = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match (is_near(at), kept.last()) {
            (true, _) => kept.push(*line),
            (false, Some(&LEFT_OUT)) => {}
            (false, _) => kept.push(LEFT_OUT),
        }
    }
    kept
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

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn a_small_change_of_a_long_snapshot_is_a_small_difference() {
        let line = |number: u32| format!("case {number} 400 refused\n");
        let accepted: String = (0..40).map(line).collect();
        let seen = accepted.replace("case 20 400 refused", "case 20 200 ignored");
        let told = difference(&accepted, &seen);
        assert_eq!(told.lines().count(), 8, "{told}");
        assert!(told.starts_with(" …\n case 18 400 refused\n") && told.ends_with("case 22 400 refused\n …"), "{told}");
        assert!(told.contains("<case 20 400 refused\n>case 20 200 ignored\n"), "{told}");
    }
}
