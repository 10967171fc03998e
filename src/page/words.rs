//! What the few words mean that no structure carries; the words themselves are in `vocabulary`.

use crate::model::ValueType;

use super::vocabulary::{
    COLLECTION_AFTER, COLLECTION_BEFORE, ENUMERATION, LIST_WORDS, MARKS, NOT_REQUIRED, REQUIRED, TYPES, VALUES_ARE,
};

fn contains_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether a header's description calls it required.
#[must_use]
pub fn says_required(text: &str) -> bool {
    let lower = text.to_lowercase();
    contains_any(&lower, REQUIRED) && !contains_any(&lower, NOT_REQUIRED)
}

/// Whether a cell is one of the words that a column such as *Required* holds: never the name of a property.
#[must_use]
pub fn is_mark(text: &str) -> bool {
    MARKS.contains(&text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str())
}

/// The name of an enumeration without the word that says it is one.
#[must_use]
pub fn without_enumeration(type_name: &str) -> &str {
    let bare = ENUMERATION.iter().find_map(|word| type_name.strip_suffix(word));
    bare.unwrap_or(type_name).trim_end()
}

/// Whether a text introduces a list of values.
#[must_use]
pub fn introduces_values(text: &str) -> bool {
    contains_any(&text.to_lowercase(), VALUES_ARE)
}

/// Whether a text is only what stands between two values of a list: punctuation, connecting words, and remarks in
/// brackets.
#[must_use]
pub fn separates_values(text: &str) -> bool {
    let mut outside = String::new();
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    let lower = outside.to_lowercase();
    lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .all(|word| LIST_WORDS.contains(&word) || word.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a text between two values can be the connecting word of a language that is not in the list of them: one
/// short word at most.
#[must_use]
pub fn may_separate_values(text: &str) -> bool {
    const SHORT: usize = 4;
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    separates_values(text) || (words.next().is_some_and(|word| word.chars().count() <= SHORT) && words.next().is_none())
}

/// The primitive type that a word names.
#[must_use]
pub fn primitive(word: &str) -> Option<ValueType> {
    let lower = word.trim().to_lowercase();
    let bare = lower.strip_prefix("edm.").unwrap_or(&lower);
    TYPES.iter().find(|(name, _)| *name == bare).map(|(_, value_type)| value_type.clone())
}

/// The type inside a collection: `X collection`, `X 集合`, `Collection(X)`. A type name that ends in
/// `Collection` without a blank is none.
#[must_use]
pub fn collection_of(text: &str) -> Option<&str> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    if let Some(inner) = lower.strip_prefix("collection(").and_then(|r| r.strip_suffix(')')) {
        let start = "collection(".len();
        return text.get(start..start + inner.len());
    }
    if let Some(inner) = text.strip_prefix("集合").map(str::trim).and_then(|r| r.strip_prefix('(')?.strip_suffix(')'))
    {
        return Some(inner);
    }
    if let Some(inner) = text.strip_suffix("[]") {
        return Some(inner);
    }
    let folded = text.to_lowercase();
    if let Some(word) = COLLECTION_BEFORE.iter().find(|word| folded.starts_with(**word) && folded.len() == text.len()) {
        return text.get(word.len()..).map(|inner| inner.trim_matches(['(', ')']).trim());
    }
    let word = COLLECTION_AFTER.iter().find(|word| lower.ends_with(**word))?;
    let inner = text.get(..text.len() - word.len())?;
    // German joins the words
    let is_word_of_its_own = !word.is_ascii() || word.starts_with('-') || inner.ends_with(char::is_whitespace);
    (is_word_of_its_own || primitive(inner).is_some()).then(|| inner.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{collection_of, introduces_values, says_required, separates_values};

    #[test]
    fn collections_need_a_word_of_their_own() {
        for (text, inner) in [
            ("String collection", Some("String")),
            ("String 集合", Some("String")),
            ("字符串集合", Some("字符串")),
            ("Collection(Edm.String)", Some("Edm.String")),
            ("集合 (字符串)", Some("字符串")),
            ("Коллекция String", Some("String")),
            ("Coleção de cadeias de caracteres", Some("cadeias de caracteres")),
            ("protectionResourceCollection", None),
        ] {
            assert_eq!(collection_of(text), inner, "{text}");
        }
    }

    #[test]
    fn lists_are_told_from_sentences() {
        for separator in ["、", " ：、、、。 ", ", ", " 和 ", " or ", "（默认）、", " - 0, "] {
            assert!(separates_values(separator), "{separator}");
        }
        assert!(!separates_values("。请使用 "));
        assert!(introduces_values("Status. Possible values are: "));
    }

    #[test]
    fn marks_are_read_in_more_than_one_language() {
        assert!(
            says_required("Bearer {token}. Required.") && says_required("必需。") && !says_required("Not required.")
        );
    }
}
