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
        let cut = place(left, end, room);
        pieces.push(&left[..cut]);
        left = left[cut..].trim_start_matches(' ');
    }
    pieces.push(left);
    pieces
}

/// Where to cut a line that is longer than its first `end` octets: at a space, unless the word behind it is too long for
/// any line; such a word is cut behind a slash, else where it must be.
fn place(line: &str, end: usize, room: usize) -> usize {
    // a space right behind the last column is a fine place too
    let limit = line[end..].chars().next().map_or(end, |c| end + c.len_utf8());
    let space = line[..limit].rfind(' ').filter(|at| *at > 0);
    let word = space.map_or(line, |at| &line[at + 1..]).split(' ').next().unwrap_or_default();
    if let Some(space) = space.filter(|_| word.chars().count() <= room) {
        return space;
    }
    let from = space.map_or(0, |at| at + 1);
    line[from..end].rfind('/').filter(|at| *at > 0).map_or(end, |slash| from + slash + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::paragraph;

    #[test]
    fn words_move_to_the_next_line_and_long_ones_break() {
        let mut out = String::new();
        paragraph(&mut out, &format!("one two three four five {}", "x".repeat(25)), 0, 2, 22);
        assert_eq!(out, "one two three four\n  five xxxxxxxxxxxxxxx\n  xxxxxxxxxx\n");
    }

    #[test]
    fn a_path_is_cut_behind_a_slash() {
        let mut out = String::new();
        paragraph(&mut out, "PATCH /deviceManagement/partners/7443c8b9", 0, 4, 30);
        assert_eq!(out, "PATCH /deviceManagement/\n    partners/7443c8b9\n");
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
