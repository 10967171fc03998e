//! Texts side by side, with the part in which they differ marked.

use maud::{Markup, html};
use serde_json::Value;

use crate::report::printable::{pretty, shorten_pair};

/// What was sent, promised and seen, side by side.
pub fn three_sides(sent: String, expected: &Value, actual: &Value) -> Markup {
    let (expected, actual) = shorten_pair(expected, actual);
    let (expected, actual) = (pretty(&expected), pretty(&actual));
    let (before, after) = shared(&expected, &actual);
    let compared = !(expected == "null" && actual == "null");
    html! {
        div class={ "sides" @if compared { " three" } } {
            figure { figcaption { "sent" } pre tabindex="0" { (sent) } }
            @if compared {
                (side("expected", &expected, before, after))
                (side("actual", &actual, before, after))
            }
        }
    }
}

fn side(title: &str, text: &str, before: usize, after: usize) -> Markup {
    let end = text.len() - after;
    html! {
        figure class=(title) {
            figcaption { (title) }
            pre tabindex="0" { (text[..before]) @if before < end { mark { (text[before..end]) } } (text[end..]) }
        }
    }
}

/// What of the texts is left unmarked: their quotes alone where they share less than half of the shorter one, since single
/// letters that two words happen to share say nothing.
fn shared(left: &str, right: &str) -> (usize, usize) {
    let (before, after) = common(left, right);
    let are_texts = [left, right].iter().all(|text| text.len() > 1 && text.starts_with('"') && text.ends_with('"'));
    let quotes = if are_texts { 2 } else { 0 };
    if 2 * (before + after).saturating_sub(quotes) >= left.len().min(right.len()) - quotes {
        (before, after)
    } else {
        (quotes / 2, quotes / 2)
    }
}

/// Octets that both texts share at their beginning and at their end, without overlap and on character boundaries.
fn common(left: &str, right: &str) -> (usize, usize) {
    let same = |(a, b): &(char, char)| a == b;
    let before: usize = left.chars().zip(right.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (left, right) = (&left[before..], &right[before..]);
    let after = left.chars().rev().zip(right.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    (before, after)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{common, shared};

    #[test]
    fn only_what_differs_is_marked() {
        assert_eq!(common("\"aéz\"", "\"aez\""), (2, 2));
        assert_eq!(common("aa", "aaa"), (2, 0));
    }

    #[test]
    fn words_that_share_a_letter_are_marked_as_a_whole() {
        assert_eq!(shared("\"a challenge\"", "\"none\""), (1, 1));
        assert_eq!(shared("200", "204"), (2, 0));
        assert_eq!(shared("400", "7"), (0, 0));
    }

    proptest! {
        #[test]
        fn the_shared_parts_never_overlap(left in "[aé]{0,8}", right in "[aé]{0,8}") {
            let (before, after) = common(&left, &right);
            prop_assert!(before + after <= left.len().min(right.len()));
            prop_assert_eq!(&left[..before], &right[..before]);
            prop_assert_eq!(&left[left.len() - after..], &right[right.len() - after..]);
        }
    }
}
