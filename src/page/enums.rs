//! Members of enumerations: the back-ticked tokens that a description lists.

use super::inline::{Inline, Piece};
use super::words;

/// The members that a description lists, in page order and without repetition.
///
/// A token counts when a phrase such as "possible values" introduces it, or when only list separators stand
/// between it and a token that counts. Translations scramble the separators but not the tokens.
#[must_use]
pub fn members(description: &Inline) -> Vec<String> {
    let local = listed(description.pieces.iter().filter(|p| !p.english));
    if local.is_empty() { listed(description.pieces.iter().filter(|p| p.english)) } else { local }
}

/// The members of the list that `shown` is one of, whatever the language that introduces it; empty when `shown` stands
/// in no list.
#[must_use]
pub fn members_beside(description: &Inline, shown: &str) -> Vec<String> {
    let mut runs: Vec<Vec<String>> = Vec::new();
    let mut gap = String::new();
    for piece in description.pieces.iter().filter(|piece| !piece.english) {
        if !piece.code {
            gap.push_str(&piece.text);
            continue;
        }
        if runs.is_empty() || !words::may_separate_values(&gap) {
            runs.push(Vec::new());
        }
        gap.clear();
        let tokens = piece.text.split([',', '、', '，', '`']).map(str::trim).filter(|token| is_member(token));
        if let Some(run) = runs.last_mut() {
            for token in tokens {
                if !run.iter().any(|known| known == token) {
                    run.push(token.to_owned());
                }
            }
        }
    }
    let is_list = |run: &Vec<String>| run.len() > 1 && run.iter().any(|member| member == shown);
    runs.into_iter().find(is_list).unwrap_or_default()
}

fn listed<'p>(pieces: impl Iterator<Item = &'p Piece>) -> Vec<String> {
    let mut members: Vec<String> = Vec::new();
    let (mut gap, mut counts) = (String::new(), false);
    for piece in pieces {
        if !piece.code {
            gap.push_str(&piece.text);
            continue;
        }
        counts = words::introduces_values(&gap) || (counts && words::separates_values(&gap));
        gap.clear();
        for token in piece.text.split([',', '、', '，', '`']).map(str::trim) {
            if counts && is_member(token) && !members.iter().any(|m| m == token) {
                members.push(token.to_owned());
            }
        }
    }
    members
}

/// Whether a token can be the name of an enum member; literals are none.
pub(super) fn is_member(token: &str) -> bool {
    token.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && !matches!(token, "true" | "false" | "null")
}

#[cfg(test)]
mod tests {
    use super::{Inline, members, members_beside};

    fn description(text: &str) -> Inline {
        let mut inline = Inline::default();
        for (at, part) in text.split('`').enumerate() {
            inline.push(at % 2 == 1, false, part, 0);
        }
        inline
    }

    #[test]
    fn a_list_is_known_by_the_value_that_the_example_takes_from_it() {
        let text = description("Khi `isSet` là `true`. Giá trị có thể là: `a`, `b` hoặc `c`.");
        assert_eq!(members_beside(&text, "b"), ["a", "b", "c"]);
        assert_eq!(members_beside(&text, "z"), Vec::<String>::new());
    }

    #[test]
    fn listed_tokens_are_members() {
        for (text, expected) in [
            ("Kind. Possible values are: `a`, `b`, and `c`.", vec!["a", "b", "c"]),
            ("可能的值是 `free` `busy` ：、、、。 `oof` `away`", vec!["free", "busy", "oof", "away"]),
            ("可取值为：`null`、`minor`。默认值为 `minor`。", vec!["minor"]),
            ("Possible values are: `x`. Only when `isSet` is `true`.", vec!["x"]),
            ("A language, for example `en`.", vec![]),
        ] {
            assert_eq!(members(&description(text)), expected, "{text}");
        }
    }
}
