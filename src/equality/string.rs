//! Strings: code points, nothing else.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

use super::{Equality, number};
use crate::value::same_url;

/// Compares two values of a `String` property.
pub(super) fn compare(sent: &Value, returned: &Value) -> Equality {
    match (sent, returned) {
        (Value::String(sent), Value::String(returned)) => text(sent, returned),
        (Value::Number(_), Value::String(text)) if number::reads_as(text, sent) => {
            Equality::warned("as text instead of a number")
        }
        (Value::Bool(sent), Value::String(text)) if text.eq_ignore_ascii_case(&sent.to_string()) => {
            Equality::warned("as text instead of a boolean")
        }
        _ if sent == returned => Equality::Equal,
        _ => Equality::differs("it is another value"),
    }
}

/// Compares two texts by code points; says which normalisation makes them equal.
pub(super) fn text(sent: &str, returned: &str) -> Equality {
    let is_trimmed = returned.len() < sent.len() && sent.contains(returned) && sent.trim() == returned.trim();
    if sent == returned {
        Equality::Equal
    } else if sent.nfc().eq(returned.nfc()) {
        Equality::warned("in another Unicode normalisation form")
    } else if is_trimmed {
        Equality::warned("without its outer white space")
    } else if same_url(sent, returned) {
        Equality::warned("as a normalised URL")
    } else if same_after_all(sent, returned) {
        Equality::warned("after more than one normalisation")
    } else {
        Equality::differs("its text is another one")
    }
}

/// Whether white space cut off, Unicode normalisation and URL normalisation together explain the difference.
fn same_after_all(sent: &str, returned: &str) -> bool {
    let plain = |text: &str| text.nfc().collect::<String>();
    // White space may be lost, never added.
    let kept = [sent, sent.trim_start(), sent.trim_end(), sent.trim()];
    let returned = plain(returned);
    kept.into_iter().map(plain).any(|sent| sent == returned || same_url(&sent, &returned))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assume, proptest};
    use serde_json::json;
    use unicode_normalization::UnicodeNormalization as _;

    use super::{compare, text};
    use crate::equality::Equality;

    #[test]
    fn normalisations_are_named_not_forgiven() {
        for (sent, returned, how) in [
            ("Zu\u{308}rich", "Z\u{fc}rich", "in another Unicode normalisation form"),
            ("  a b ", "a b", "without its outer white space"),
            (" a ", " a", "without its outer white space"),
            ("\u{a0}\u{3000}", "", "without its outer white space"),
            ("https://EXAMPLE.com:443", "https://example.com/", "as a normalised URL"),
            ("HTTPS://EXAMPLE.com/\u{e9} \"", "https://example.com/\u{e9} \"", "as a normalised URL"),
            ("Zu\u{308}rich ", "Z\u{fc}rich", "after more than one normalisation"),
            (" HTTPS://EXAMPLE.com", "https://example.com/", "after more than one normalisation"),
        ] {
            assert_eq!(text(sent, returned), Equality::warned(how));
        }
    }

    #[test]
    fn case_and_inner_space_matter() {
        for (sent, returned) in
            [("Name", "name"), ("a  b", "a b"), ("a", " a"), ("", " "), ("ﬁ", "fi"), ("a", "a\u{a0}")]
        {
            assert!(matches!(text(sent, returned), Equality::Differs { .. }), "{sent} {returned}");
        }
    }

    #[test]
    fn a_number_that_became_its_text_lost_nothing() {
        for (sent, returned) in [(json!(5), "5"), (json!(1.5), "1.50"), (json!(1e3), "1000"), (json!(true), "True")] {
            assert!(matches!(compare(&sent, &json!(returned)), Equality::Normalised { warn: true, .. }), "{sent}");
        }
        for (sent, returned) in [(json!(5), "6"), (json!(5), ""), (json!(true), "1"), (json!(false), "true")] {
            assert!(matches!(compare(&sent, &json!(returned)), Equality::Differs { .. }), "{sent}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn a_changed_code_point_is_never_equal(before in any::<String>(), c in any::<char>(), other in any::<char>(), after in any::<String>()) {
            prop_assume!(c != other);
            let (sent, returned) = (format!("{before}{c}{after}"), format!("{before}{other}{after}"));
            let outcome = text(&sent, &returned);
            prop_assert!(!outcome.is_silent());
            let same_letters = sent.nfc().eq(returned.nfc()) || sent.trim() == returned;
            prop_assert!(same_letters || matches!(outcome, Equality::Differs { .. }), "{:?}", outcome);
        }

        #[test]
        fn a_lost_code_point_is_never_silent(before in any::<String>(), c in any::<char>(), after in any::<String>()) {
            let outcome = text(&format!("{before}{c}{after}"), &format!("{before}{after}"));
            prop_assert!(!outcome.is_silent());
        }
    }
}
