//! Statuses as prose and status lines write them.

use http::StatusCode;

/// `text` with status `old`, and its reason phrase, replaced by `new`; unchanged where it does not name `old`.
#[must_use]
pub fn with_status(text: &str, old: u16, new: u16) -> String {
    let text = text.replace(&phrase(old), &phrase(new));
    replace_word(&text, &old.to_string(), &new.to_string())
}

/// `204 No Content`.
#[must_use]
pub fn phrase(code: u16) -> String {
    let reason = StatusCode::from_u16(code).ok().and_then(|code| code.canonical_reason()).unwrap_or_default();
    format!("{code} {reason}")
}

/// Replaces `word` where it stands alone: no letter or digit before or behind it.
#[must_use]
pub fn replace_word(text: &str, word: &str, with: &str) -> String {
    let mut out = String::new();
    let mut done = 0;
    for (at, _) in text.match_indices(word) {
        let (before, behind) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        if [before, behind].into_iter().flatten().all(|c| !c.is_ascii_alphanumeric()) {
            out.push_str(&text[done..at]);
            out.push_str(with);
            done = at + word.len();
        }
    }
    out.push_str(&text[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::{replace_word, with_status};

    #[test]
    fn a_word_is_replaced_where_it_stands_alone() {
        assert_eq!(replace_word("<b>Int32</b> Int3264 Int32", "Int32", "String"), "<b>String</b> Int3264 String");
    }

    #[test]
    fn a_status_takes_its_reason_along() {
        assert_eq!(with_status("HTTP/1.1 200 OK", 200, 204), "HTTP/1.1 204 No Content");
        assert_eq!(with_status("answers `200`, not 2000", 200, 204), "answers `204`, not 2000");
    }
}
