//! Whether the description of a row says plainly that the property is read-only.

use super::read_only_words::{ALL_OF_THEM, CONDITIONS, FOR_WHOM, NO_CONDITIONS, NOT, READ_ONLY, RIGHTS, THIS_PROPERTY};

/// Whether a description calls the property read-only, at all times and for everyone.
///
/// What holds under a condition, for some objects only, or of something else than the property leaves it updatable.
#[must_use]
pub fn says_read_only(text: &str) -> bool {
    text.to_lowercase().split(['。', '.', ';', '；', '!', '！', '\n']).any(is_plain)
}

/// Whether a sentence says so without a condition in the same clause, at its start, or right behind it.
fn is_plain(sentence: &str) -> bool {
    let clauses: Vec<&str> = sentence.split([',', '，', '、']).collect();
    let says = |at: &usize| says_of_property(clauses[*at]);
    let Some(at) = (0..clauses.len()).find(says) else { return false };
    !clauses.iter().enumerate().any(|(other, clause)| other != at && starts_condition(clause))
}

/// Whether a clause calls the property itself read-only, without a condition.
fn says_of_property(clause: &str) -> bool {
    // of two that fit at one place the longer one is meant
    let found = READ_ONLY.iter().filter_map(|words| Some((clause.find(words)?, words.len())));
    let Some((at, length)) = found.max_by_key(|(at, length)| (std::cmp::Reverse(*at), *length)) else { return false };
    let (before, after) = (clause[..at].trim_end(), clause[at + length..].trim_start());
    let is_denied = NOT.iter().any(|word| before.ends_with(word));
    let is_limited = FOR_WHOM.iter().chain(RIGHTS).any(|word| starts_with_word(after, word));
    let is_conditional = CONDITIONS.iter().any(|word| has_word(before, word) || has_word(after, word));
    !(is_denied || is_limited || is_conditional || is_of_others(before))
}

/// Whether what stands before the word makes it one about other things, as in *system rules are read-only*.
fn is_of_others(before: &str) -> bool {
    let copula = ALL_OF_THEM.iter().find_map(|word| before.strip_suffix(word));
    copula.is_some_and(|subject| !subject.trim().is_empty() && !THIS_PROPERTY.iter().any(|word| subject.contains(word)))
}

fn starts_condition(clause: &str) -> bool {
    CONDITIONS.iter().chain(FOR_WHOM).any(|word| starts_with_word(clause.trim_start(), word))
}

fn starts_with_word(text: &str, word: &str) -> bool {
    let ends = |rest: &str| !word.is_ascii() || !rest.starts_with(char::is_alphanumeric);
    text.strip_prefix(word).is_some_and(ends) && !NO_CONDITIONS.iter().any(|longer| text.starts_with(longer))
}

/// Whether a text has a word: a whole one in scripts with blanks.
fn has_word(text: &str, word: &str) -> bool {
    let starts = |at: usize| !text[..at].ends_with(char::is_alphanumeric) || is_unspaced(word);
    text.match_indices(word).any(|(at, _)| {
        let rest = &text[at..];
        let is_whole = is_unspaced(word) || !rest[word.len()..].starts_with(char::is_alphanumeric);
        starts(at) && is_whole && !is_part_of_longer(text, at)
    })
}

/// Whether a word of a script without blanks stands in a longer one of another meaning.
fn is_part_of_longer(text: &str, at: usize) -> bool {
    NO_CONDITIONS
        .iter()
        .any(|longer| text.match_indices(longer).any(|(from, _)| (from..from + longer.len()).contains(&at)))
}

fn is_unspaced(word: &str) -> bool {
    word.chars().any(|c| c >= '\u{2e80}')
}

#[cfg(test)]
mod tests {
    use super::says_read_only;

    #[test]
    fn plain_sentences_make_a_property_read_only() {
        for text in [
            "Read-only.",
            "The address of the thing, read-only.",
            "When the thing was made. This property is read-only.",
            "Read-only collection of the things below it.",
            "A read-only mark",
            "此属性是只读的。",
            "创建时间。此为只读，且自动生成。",
            "创建时间为只读",
            "当前状态。只读。",
            "键，不可为 null，只读。",
            "Diese Eigenschaft ist schreibgeschützt.",
            "Только для чтения.",
            "Somente para leitura.",
        ] {
            assert!(says_read_only(text), "{text}");
        }
    }

    #[test]
    fn conditions_denials_and_other_things_leave_it_updatable() {
        for text in [
            "Read-only when `isSystem` is true.",
            "If the thing is built in, this is read-only.",
            "For things from elsewhere, read-only.",
            "Read-only for synced things.",
            "This is read-only, unless the thing is a draft.",
            "Everything that is not read-only can change.",
            "Guests with read-only access to the thing.",
            "Whether the thing is read-only.",
            "System things are read-only",
            "**isSystem** 为 true 时为只读。",
            "如果已同步，则为只读。",
            "对于同步用户，此属性为只读。",
            "系统脚本是只读的。",
            "指示是否为只读。",
            "不是只读的。",
            "具有只读权限的用户。",
            "Schreibgeschützt, wenn es ein System ist.",
            "Nothing of the kind.",
        ] {
            assert!(!says_read_only(text), "{text}");
        }
    }
}
