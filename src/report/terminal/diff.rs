//! Expected and actual side by side, shortened around the first difference.

use pretty_assertions::StrComparison;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

use crate::report::printable::{self, shorten_pair};

/// Lines of each value that are compared.
const LINES: usize = 40;

/// The lines of the comparison: `<` is expected, `>` is actual, a space is in both.
pub fn lines(expected: &Value, actual: &Value) -> Vec<String> {
    let (expected, actual) = shorten_pair(expected, actual);
    let (mut expected, mut actual) = (pretty(&expected), pretty(&actual));
    if expected != actual && expected.nfc().eq(actual.nfc()) {
        (expected, actual) = (escaped(&expected), escaped(&actual));
    }
    if expected == actual {
        return expected.lines().map(|line| format!(" {line}")).collect();
    }
    let comparison = StrComparison::new(&expected, &actual).to_string();
    // the first line is the library's own legend
    comparison.lines().skip(1).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Texts that look alike are told apart by their code points.
fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        if c.is_ascii() {
            out.push(c);
        } else {
            out.extend(c.escape_unicode());
        }
        out
    })
}

fn pretty(value: &Value) -> String {
    let text = printable::pretty(value);
    let count = text.lines().count();
    let mut kept: Vec<&str> = text.lines().take(LINES).collect();
    let rest = format!("… {} more lines", count.saturating_sub(LINES));
    if count > LINES {
        kept.push(&rest);
    }
    kept.join("\n")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::lines;

    fn plain(lines: &[String]) -> Vec<String> {
        lines.iter().map(|line| anstream::adapter::strip_str(line).to_string()).collect()
    }

    #[test]
    fn a_changed_member_stands_between_its_unchanged_siblings() {
        let shown = plain(&lines(&json!({"a": 1, "b": "x"}), &json!({"a": 2, "b": "x"})));
        assert_eq!(shown, [" {", "<  \"a\": 1,", ">  \"a\": 2,", "   \"b\": \"x\"", " }"]);
    }

    #[test]
    fn a_difference_at_the_end_of_64_ki_characters_is_seen() {
        let long = "a".repeat(65_535);
        let shown = plain(&lines(&json!(format!("{long}b")), &json!(long)));
        assert_eq!(shown, ["<\"…[65511]…aaaaaaaaaaaaaaaaaaaaaaaab\"", ">\"…[65511]…aaaaaaaaaaaaaaaaaaaaaaaa\""]);
    }

    #[test]
    fn texts_that_look_alike_are_told_apart() {
        let shown = plain(&lines(&json!("\u{e9}"), &json!("e\u{301}")));
        assert_eq!(shown, ["<\"\\u{e9}\"", ">\"e\\u{301}\""]);
    }
}
