//! Ranges of numbers that descriptions state in words. A range that is not beyond doubt is none.

use super::vocabulary::{AND, BETWEEN, INCLUSIVE, RANGE_IS, RANGE_WORDS};

/// The smallest and largest number that a description allows: behind a phrase such as "valid values", before
/// "inclusive", or around a letter, as in `0 <= X <= 9`. `None` where there is none, and where two contradict each other.
#[must_use]
pub fn stated_range(text: &str) -> Option<(i64, i64)> {
    let lower = text.to_lowercase();
    let phrases = RANGE_IS.iter().flat_map(|phrase| lower.match_indices(phrase));
    let mut found: Vec<(i64, i64)> =
        phrases.filter_map(|(at, phrase)| behind(phrase, &lower[at + phrase.len()..])).collect();
    found.extend(inclusive(&lower));
    found.extend(around_a_letter(&lower));
    let first = *found.first()?;
    found.iter().all(|range| *range == first).then_some(first)
}

/// Two integers with a range word between them, close behind the phrase.
fn behind(phrase: &str, text: &str) -> Option<(i64, i64)> {
    const NEAR: usize = 16;
    let (at, _) = text.char_indices().take(NEAR).find(|(_, c)| c.is_ascii_digit())?;
    let lead = &text[..at];
    if lead.contains(['。', ';', '`', '|']) {
        return None;
    }
    let minus =
        lead.ends_with(['-', '−']) && !lead.trim_end_matches(['-', '−']).ends_with(|c: char| c.is_ascii_digit());
    let is_between = BETWEEN.iter().any(|word| phrase.contains(word) || lead.contains(word));
    let (low, high, _) = pair(&text[at..], is_between)?;
    ordered(if minus { -low } else { low }, high)
}

/// Two integers at the start of a text, and what stands behind them.
fn pair(text: &str, is_between: bool) -> Option<(i64, i64, &str)> {
    let (low, rest) = integer(text)?;
    let after = rest.trim_start();
    let words = RANGE_WORDS.iter().chain(AND.iter().filter(|_| is_between));
    let word = words.filter(|word| after.starts_with(**word)).max_by_key(|word| word.len())?;
    let rest = after[word.len()..].trim_start();
    let (rest, sign) = rest.strip_prefix(['-', '−']).map_or((rest, 1), |rest| (rest, -1));
    let (high, rest) = integer(rest)?;
    Some((low, sign * high, rest))
}

/// Ranges that a word behind them calls inclusive.
fn inclusive(text: &str) -> Vec<(i64, i64)> {
    let starts = text.char_indices().filter(|(at, c)| c.is_ascii_digit() && is_start(&text[..*at]));
    let is_between = |before: &str| BETWEEN.iter().any(|word| before.trim_end().ends_with(word.trim()));
    let pairs = starts.filter_map(|(at, _)| pair(&text[at..], is_between(&text[..at])));
    let is_inclusive = |rest: &str| INCLUSIVE.iter().any(|word| rest.trim_start_matches([' ', ',']).starts_with(word));
    pairs.filter(|(_, _, rest)| is_inclusive(rest)).filter_map(|(low, high, _)| ordered(low, high)).collect()
}

/// Whether a number begins behind this text: it is no part of a word, and has no sign.
fn is_start(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\u{a0}']);
    !before.ends_with(|c: char| c.is_ascii_alphanumeric() && !c.is_ascii_lowercase())
        && !before.ends_with(['-', '−', '.', ','])
}

/// `0 <= X <= 9`, with blanks anywhere.
fn around_a_letter(text: &str) -> Vec<(i64, i64)> {
    let dense: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().replace("<=", "≤");
    let middle = |(at, _): (usize, &str)| {
        let (before, after) = (&dense[..at], &dense[at + "≤x≤".len()..]);
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let low = before[start..].parse().ok()?;
        let (high, _) = integer(after)?;
        ordered(low, high)
    };
    dense.match_indices("≤x≤").filter_map(middle).collect()
}

fn ordered(low: i64, high: i64) -> Option<(i64, i64)> {
    (low < high).then_some((low, high))
}

/// The integer at the start of a text, and the rest. Languages group its digits by threes, with a blank or a sign that
/// others write before fractions: what can be both is none.
fn integer(text: &str) -> Option<(i64, &str)> {
    let mut digits = String::new();
    let mut rest = text;
    loop {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        digits.push_str(&rest[..end]);
        rest = &rest[end..];
        let Some(group) = rest.strip_prefix([' ', '\u{a0}', '\u{202f}', '\u{2009}', ',', '.']) else { break };
        let count = group.bytes().take_while(u8::is_ascii_digit).count();
        let is_group = count == 3 && digits.len() < 16 && !digits.starts_with('0');
        match (is_group, count, rest.starts_with([',', '.'])) {
            (true, ..) => rest = group,
            (false, 1.., true) => return None,
            _ => break,
        }
    }
    digits.parse().ok().map(|number| (number, rest))
}

#[cfg(test)]
mod tests {
    use super::stated_range;

    #[test]
    fn ranges_are_read_in_many_wordings() {
        for (text, range) in [
            ("Number of days. Valid values 0 to 100", Some((0, 100))),
            ("天数。有效值 1 到 99", Some((1, 99))),
            ("有效值为 4 - 16。", Some((4, 16))),
            ("Valid values -100 to 100", Some((-100, 100))),
            ("Допустимые значения: от 1 до 365.", Some((1, 365))),
            ("Valores válidos de 4 a 16.", Some((4, 16))),
            ("有効な値は 1 から 24 です。", Some((1, 24))),
            ("Gültige Werte sind 0 bis 20", Some((0, 20))),
            ("A level; acceptable values are 0 – 5 where 5 is most.", Some((0, 5))),
            ("Must be between 2 and 8 lines.", Some((2, 8))),
            ("Mit gültigem Bereich zwischen 2 und 8 Zeilen", Some((2, 8))),
            ("Lines, from 2 to 8 inclusive.", Some((2, 8))),
            ("行数，从 2 到 8（含 2 和 8）", Some((2, 8))),
            ("Lines, between 2 and 8 inclusive.", Some((2, 8))),
            ("O valor deve estar entre 2 e 8, inclusive.", Some((2, 8))),
            ("A whole number X, where 2 < = X <= 8.", Some((2, 8))),
            ("有效值：`a`、1 到 2", None),
            ("valid values 1.5 to 2", None),
            ("after 3 to 5 days", None),
        ] {
            assert_eq!(stated_range(text), range, "{text}");
        }
    }

    #[test]
    fn what_is_not_beyond_doubt_is_no_range() {
        for text in [
            "Supported values are 15 and 30.",
            "Valid values 0 to 5, on phones valid values 0 to 9",
            "For desks 4 <= X <= 16, for phones 0 <= X <= 999",
            "Rows that were open between 3 and 5 hours.",
            "Between 3 < X < 5.",
            "Valid values 9 to 1",
            "Valid values 0 to 2.5",
            "Valid values 0 to 2,5",
        ] {
            assert_eq!(stated_range(text), None, "{text}");
        }
    }

    #[test]
    fn digits_may_be_grouped() {
        for (text, high) in [
            ("допустимые значения: от 1 до 65 535.", 65535),
            ("допустимые значения: от 1 до 65\u{a0}535 дней", 65535),
            ("valores válidos de 1 a 3.600", 3600),
            ("valid values 1 to 2,147,483,647", 2_147_483_647),
            ("valid values 1 to 30 days", 30),
            ("valid values 1 to 30, 60 later", 30),
        ] {
            assert_eq!(stated_range(text), Some((1, high)), "{text}");
        }
    }
}
