//! Text broken at spaces to fit the terminal.

/// Appends `text`, each line indented, broken at spaces before `width`; a longer word is broken where it must be.
///
/// The first line is indented by `first` columns, the others by `rest`. Line ends in `text` are kept.
pub fn paragraph(out: &mut String, text: &str, first: usize, rest: usize, width: usize) {
    let mut indent = first;
    for line in text.lines() {
        for piece in pieces(line, width.saturating_sub(first.max(rest)).max(20)) {
            out.extend(std::iter::repeat_n(' ', indent));
            out.push_str(piece.trim_end());
            out.push('\n');
            indent = rest;
        }
    }
}

/// `line` in pieces of at most `room` characters.
fn pieces(line: &str, room: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut left = line;
    while let Some((end, _)) = left.char_indices().nth(room) {
        // a space right behind the last column is a fine place too
        let limit = left[end..].chars().next().map_or(end, |c| end + c.len_utf8());
        let cut = left[..limit].rfind(' ').filter(|at| *at > 0).unwrap_or(end);
        pieces.push(&left[..cut]);
        left = left[cut..].trim_start_matches(' ');
    }
    pieces.push(left);
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::paragraph;

    #[test]
    fn words_move_to_the_next_line_and_long_ones_break() {
        let mut out = String::new();
        paragraph(&mut out, &format!("one two three four five {}", "x".repeat(25)), 0, 2, 22);
        assert_eq!(out, "one two three four\n  five\n  xxxxxxxxxxxxxxxxxxxx\n  xxxxx\n");
    }

    proptest! {
        #[test]
        fn nothing_but_spaces_is_lost_and_no_line_is_too_wide(text in "[a-zé ]{0,200}", width in 22_usize..100) {
            let mut out = String::new();
            paragraph(&mut out, &text, 0, 2, width);
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&out), letters(&text));
            prop_assert!(out.lines().all(|line| line.chars().count() <= width));
        }
    }
}
