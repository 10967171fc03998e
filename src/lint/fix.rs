//! What can be mended without a judgement, as a unified diff.

use std::path::{Component, Path, PathBuf};

use similar::TextDiff;

use super::check;
use crate::page::{PageError, import};

/// Rounds of mending: a length is known when the body is mended, and a line may need two changes.
const ROUNDS: usize = 4;
/// Unchanged lines around a change.
const CONTEXT: usize = 3;

/// The page with everything mended that is beyond doubt.
///
/// # Errors
/// When the file is no page of an operation.
pub fn fixed(file: &str, text: &str) -> Result<String, PageError> {
    let mut text = text.to_owned();
    for _ in 0..ROUNDS {
        let remarks = check(file, &text, &import(file, text.as_bytes())?);
        let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        let mut last = None;
        for remark in remarks.iter().filter(|remark| remark.fix.is_some()) {
            let index = usize::try_from(remark.line).unwrap_or(usize::MAX).saturating_sub(1);
            if let (Some(line), Some(fix), true) = (lines.get_mut(index), &remark.fix, last != Some(remark.line)) {
                let end = if line.ends_with("\r\n") {
                    "\r\n"
                } else if line.ends_with('\n') {
                    "\n"
                } else {
                    ""
                };
                *line = format!("{fix}{end}");
                last = Some(remark.line);
            }
        }
        if last.is_none() {
            break;
        }
        text = lines.concat();
    }
    Ok(text)
}

/// A unified diff of two editions of a file; empty when they are the same. Tools that apply it want a path below the
/// folder that they run in, without `.` and `..`.
#[must_use]
pub fn diff(file: &str, old: &str, new: &str) -> String {
    let is_named = |part: &Component<'_>| matches!(part, Component::Normal(_));
    let file = Path::new(file).components().filter(is_named).collect::<PathBuf>();
    let file = file.to_string_lossy().replace('\\', "/");
    let (before, after) = (format!("a/{file}"), format!("b/{file}"));
    TextDiff::from_lines(old, new).unified_diff().context_radius(CONTEXT).header(&before, &after).to_string()
}

#[cfg(test)]
mod tests {
    use super::{diff, fixed};

    const PAGE: &str = "# Update thing\n\n## HTTP request\n```http\nPATCH /things/{id}\n```\n\n## Example\n```http\n\
                        PATCH /things/{id}\nContent-Type: application/json\nContent-Length: 99\n\n{\n  \"a\": 1,\n}\n```\n";

    #[test]
    fn a_comma_and_the_length_behind_it_are_mended() {
        let mended = fixed("thing.md", PAGE).unwrap();
        assert!(mended.contains("\"a\": 1\n}") && mended.contains("Content-Length: 14\n"), "{mended}");
        let diff = diff("thing.md", PAGE, &mended);
        assert!(diff.contains("-Content-Length: 99\n+Content-Length: 14\n"), "{diff}");
        assert!(diff.contains("@@ -9,9 +9,9 @@"), "{diff}");
        assert_eq!(fixed("thing.md", &mended).unwrap(), mended);
        for (file, header) in [("./a/./b.md", "a/b.md"), ("../b.md", "b.md"), ("/a/b.md", "a/b.md"), ("b.md", "b.md")] {
            let told = super::diff(file, PAGE, &mended);
            assert!(told.starts_with(&format!("--- a/{header}\n+++ b/{header}\n")), "{told}");
        }
    }
}
