//! The page changed until it agrees with itself, as far as a change can be proposed.

use std::collections::BTreeMap;

use super::contradicted::{Contradicted, Seen};
use super::draft::{Candidate, Moved};
use super::{example, row, status};
use crate::lint::check;
use crate::page::{Diagnostic, PageError, Severity, import};

type Mend = fn(&Contradicted<'_>) -> Vec<Candidate>;

/// The kinds of contradictions with what may mend them, in the order in which they are tried: a value that is none of
/// its type is mended before it is compared with another.
const MENDS: [(&str, Mend); 8] = [
    ("status-differs", status::differs),
    ("status-without-body", status::without_body),
    ("example-type", example::types),
    ("example-ill-typed", example::types),
    ("example-out-of-range", example::ranges),
    ("example-not-listed", example::members),
    ("example-not-echoed", example::echoes),
    ("undocumented-member", row::rows),
];

/// A page with every contradiction mended for which a change can be proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposals {
    /// The page as proposed.
    pub text: String,
    /// Line of the page as it was (1-based) and reason of each change.
    pub made: Vec<(usize, String)>,
    /// Contradictions that stay: only people can say which side is right.
    pub left: Vec<Diagnostic>,
}

/// The page as the linter sees it.
struct Seeing {
    imported: crate::page::Imported,
    remarks: Vec<Diagnostic>,
}

/// Proposes changes for a page that contradicts itself. Each proposal was tried: with it the contradiction is gone, and
/// no other appears.
///
/// # Errors
/// When the file is no page of an operation.
pub fn proposals(file: &str, text: &str, seen: Seen<'_>) -> Result<Proposals, PageError> {
    let mut text = text.to_owned();
    let mut now = see(file, &text)?;
    let (mut made, mut moved) = (Vec::new(), Moved::default());
    for (code, mend) in MENDS {
        let mut refused: Vec<(usize, String)> = Vec::new();
        'again: while count(&now.remarks, code) > 0 {
            let page = Contradicted { text: &text, imported: &now.imported, remarks: &now.remarks, seen };
            for candidate in mend(&page) {
                let line = candidate.line(&text);
                let told = (moved.origin(line), candidate.why.clone());
                if refused.contains(&told) {
                    continue;
                }
                let Some((after, seen)) = tried(file, &text, &now, &candidate, code) else {
                    refused.push(told);
                    continue;
                };
                moved.note(line, &text, &after);
                made.push(told);
                (text, now) = (after, seen);
                continue 'again;
            }
            break;
        }
    }
    let left = now.remarks.into_iter().filter(|one| MENDS.iter().any(|(code, _)| *code == one.code)).collect();
    Ok(Proposals { text, made, left })
}

fn see(file: &str, text: &str) -> Result<Seeing, PageError> {
    let imported = import(file, text.as_bytes())?;
    let remarks = check(file, text, &imported);
    Ok(Seeing { imported, remarks })
}

/// The page with a change, if that makes it better: one contradiction less, and no warning of another kind more.
fn tried(file: &str, text: &str, now: &Seeing, candidate: &Candidate, code: &str) -> Option<(String, Seeing)> {
    let after = candidate.applied(text);
    let seen = see(file, &after).ok()?;
    let before = counts(&now.remarks);
    let is_no_worse =
        counts(&seen.remarks).iter().all(|(code, count)| before.get(code).is_some_and(|old| count <= old));
    (is_no_worse && count(&seen.remarks, code) < count(&now.remarks, code)).then_some((after, seen))
}

/// How often each code of at least a warning is told.
fn counts(remarks: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for remark in remarks.iter().filter(|remark| remark.severity >= Severity::Warning) {
        *counts.entry(remark.code).or_default() += 1;
    }
    counts
}

fn count(remarks: &[Diagnostic], code: &str) -> usize {
    remarks.iter().filter(|remark| remark.code == code).count()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{counts, proposals, see};

    #[test]
    #[expect(clippy::print_stderr, reason = "a skipped test says so")]
    fn no_real_page_has_more_warnings_afterwards_and_what_was_mended_stays_mended() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/pages/zh-CN-2023/v1.0");
        let Ok(pages) = fs_err::read_dir(folder) else {
            return eprintln!("skipped: ../shared/pages is not there");
        };
        for page in
            pages.map(|page| page.unwrap().path()).filter(|page| page.extension().is_some_and(|end| end == "md"))
        {
            let text = fs_err::read_to_string(&page).unwrap();
            let Ok(before) = see("page.md", &text) else { continue };
            let proposed = proposals("page.md", &text, &|_| Vec::new()).unwrap();
            let (old, new) = (counts(&before.remarks), counts(&see("page.md", &proposed.text).unwrap().remarks));
            assert!(new.iter().all(|(code, count)| old.get(code) >= Some(count)), "{}: {new:?}", page.display());
            assert_eq!(proposed.made.is_empty(), proposed.text == text, "{}", page.display());
            let again = proposals("page.md", &proposed.text, &|_| Vec::new()).unwrap();
            assert_eq!(again.made, [], "{}", page.display());
        }
    }
}
