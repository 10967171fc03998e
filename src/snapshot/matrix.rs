//! Outcomes by kind of change and number of the input, as lines that people review.
//!
//! `D09  400 badRequest refused: 1 5-9` says that the inputs 1 and 5 to 9 of class D09 got this outcome: an input that
//! moves from one outcome to another changes two lines.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Outcomes by kind of change and number.
type Outcomes = BTreeMap<(String, u64), String>;

/// The lines, by kind of change, then outcome.
#[must_use]
pub fn render_matrix(outcomes: &Outcomes) -> String {
    let mut lines: BTreeMap<(&str, &str), Vec<u64>> = BTreeMap::new();
    for ((change, number), outcome) in outcomes {
        lines.entry((change, outcome)).or_default().push(*number);
    }
    lines.iter().fold(String::new(), |mut out, ((change, outcome), numbers)| {
        let _ = writeln!(out, "{change:<8} {outcome}: {}", ranges(numbers));
        out
    })
}

/// Reads what [`render_matrix`] wrote; a line that is none of its own is left out, so that it shows as a difference.
#[must_use]
pub fn parse_matrix(text: &str) -> Outcomes {
    let mut outcomes = Outcomes::new();
    for line in text.lines() {
        let Some((head, numbers)) = line.rsplit_once(": ") else { continue };
        let Some((change, outcome)) = head.split_once(' ') else { continue };
        for number in numbers.split(' ').flat_map(range) {
            outcomes.insert((change.to_owned(), number), outcome.trim_start().to_owned());
        }
    }
    outcomes
}

/// What was `seen`, and what `accepted` says of inputs that this run did not send.
#[must_use]
pub fn overlay_matrix(accepted: &str, seen: &Outcomes) -> Outcomes {
    let mut outcomes = parse_matrix(accepted);
    outcomes.extend(seen.iter().map(|(input, outcome)| (input.clone(), outcome.clone())));
    outcomes
}

/// `0-3 7` for sorted numbers.
fn ranges(numbers: &[u64]) -> String {
    let mut parts: Vec<(u64, u64)> = Vec::new();
    for number in numbers {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => parts.push((*number, *number)),
        }
    }
    let words =
        parts.iter().map(|(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") });
    words.collect::<Vec<_>>().join(" ")
}

fn range(word: &str) -> std::ops::Range<u64> {
    let (first, last) = word.split_once('-').unwrap_or((word, word));
    match (first.parse::<u64>(), last.parse::<u64>()) {
        // no run has more inputs of one kind; a longer range is a slip of the pen
        (Ok(first), Ok(last)) if last < u64::MAX && last - first.min(last) < 100_000 => first..last + 1,
        _ => 0..0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Outcomes, overlay_matrix, parse_matrix, render_matrix};

    fn outcomes(list: &[(&str, u64, &str)]) -> Outcomes {
        list.iter().map(|(change, number, what)| (((*change).to_owned(), *number), (*what).to_owned())).collect()
    }

    #[test]
    fn a_refusal_that_became_a_silent_200_changes_two_lines() {
        let before = outcomes(&[("D09", 0, "200 echoed"), ("D09", 1, "400 x refused"), ("D09", 2, "400 x refused")]);
        let after = outcomes(&[("D09", 1, "200 ignored")]);
        assert_eq!(render_matrix(&before), "D09      200 echoed: 0\nD09      400 x refused: 1-2\n");
        let after = overlay_matrix(&render_matrix(&before), &after);
        assert_eq!(
            render_matrix(&after),
            "D09      200 echoed: 0\nD09      200 ignored: 1\nD09      400 x refused: 2\n"
        );
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(list in proptest::collection::btree_map(("[A-Z]{1,3}", 0_u64..40), "[1-5]00( [a-z]{1,5}){1,2}", 0..20)) {
            prop_assert_eq!(parse_matrix(&render_matrix(&list)), list);
        }
    }
}
