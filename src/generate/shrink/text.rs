//! Shorter and plainer text.

use serde_json::Value;

use super::step::Move;

/// Up to this many characters each one is tried on its own.
const SHORT: usize = 12;

/// Steps for one text: the same length in plain letters, then pieces, then single characters.
#[must_use]
pub fn moves(name: &str, text: &str) -> Vec<Move> {
    let chars: Vec<char> = text.chars().collect();
    if chars.iter().all(|c| *c == 'a') {
        return lengths(chars.len()).into_iter().map(|length| Move::Length(name.to_owned(), length)).collect();
    }
    let replace = |text: String| Move::Replace(name.to_owned(), Value::String(text));
    let mut steps = vec![Move::Fill(name.to_owned())];
    if !text.is_ascii() {
        steps.push(replace(chars.iter().map(|c| if c.is_ascii() { *c } else { 'a' }).collect()));
    }
    steps.extend(pieces(&chars).into_iter().map(replace));
    if chars.len() <= SHORT {
        steps.extend((0..chars.len()).filter(|at| chars[*at] != 'a').map(|at| {
            replace(chars.iter().enumerate().map(|(index, c)| if index == at { 'a' } else { *c }).collect())
        }));
    }
    steps
}

/// 1, then a half, three quarters, seven eighths, … of the length, down to one less.
fn lengths(length: usize) -> Vec<usize> {
    let mut lengths = if length > 2 { vec![1] } else { Vec::new() };
    let mut cut = length / 2;
    while cut > 0 {
        if !lengths.contains(&(length - cut)) {
            lengths.push(length - cut);
        }
        cut /= 2;
    }
    lengths
}

/// The halves, the text without each quarter, without each eighth, without each character of a short one.
fn pieces(chars: &[char]) -> Vec<String> {
    let length = chars.len();
    let mut all = Vec::new();
    for parts in [2, 4, 8, length] {
        let allowed = parts <= length && (parts <= 8 || length <= SHORT) && parts > 1;
        if !allowed {
            continue;
        }
        for part in (0..parts).rev() {
            let (from, to) = (length * part / parts, length * (part + 1) / parts);
            all.push(chars[..from].iter().chain(&chars[to..]).collect());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{lengths, pieces};

    #[test]
    fn lengths_approach_the_whole() {
        assert_eq!(lengths(16), [1, 8, 12, 14, 15]);
        assert_eq!(lengths(2), [1]);
        assert!(lengths(1).is_empty());
    }

    #[test]
    fn pieces_begin_with_the_halves() {
        let chars: Vec<char> = "abcdef".chars().collect();
        assert_eq!(pieces(&chars)[..2], ["abc", "def"]);
        assert!(pieces(&['x']).is_empty());
    }
}
