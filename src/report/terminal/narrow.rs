//! What fits a wide page as it is, laid out for a terminal that is narrower. Nothing changes where all of it fits.

use super::wrap::paragraph;

/// Shortest line that its writer can have broken for want of room.
const FULL: usize = 100;

/// Names and what they stand for: side by side where every line fits, else one below the other.
#[must_use]
pub fn name_list(rows: &[(String, String)], width: usize) -> String {
    let lines: String = rows.iter().map(|(names, text)| format!("{names} {text}\n")).collect();
    if fits(&lines, width) {
        return lines;
    }
    let mut out = String::new();
    for (names, text) in rows {
        paragraph(&mut out, names.trim_end(), 0, 4, width);
        paragraph(&mut out, text, 4, 4, width);
    }
    out
}

/// Sentences, with their headings and lists.
#[must_use]
pub fn prose(text: &str, width: usize) -> String {
    let text = text.trim_end();
    if fits(text, width) {
        return format!("{text}\n");
    }
    let mut joined: Vec<String> = Vec::new();
    let mut is_full = false;
    for line in text.lines() {
        let begins = line.is_empty() || ["#", "- ", "Clause:"].iter().any(|sign| line.starts_with(sign));
        match joined.last_mut() {
            Some(last) if is_full && !begins => *last = format!("{last} {line}"),
            _ => joined.push(line.to_owned()),
        }
        is_full = line.chars().count() >= FULL;
    }
    let mut out = String::new();
    for line in joined {
        match line.as_str() {
            "" => out.push('\n'),
            line => paragraph(&mut out, line, 0, 0, width),
        }
    }
    out
}

/// The lines of a difference: changed ones are whole, and the others end with the terminal.
#[must_use]
pub fn difference(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        if fits(line, width) {
            out.push_str(line);
            out.push('\n');
        } else if line.starts_with(['<', '>']) {
            paragraph(&mut out, line, 0, 2, width);
        } else {
            out.extend(line.chars().take(width - 1));
            out.push_str("…\n");
        }
    }
    out
}

fn fits(text: &str, width: usize) -> bool {
    text.lines().all(|line| line.chars().count() <= width)
}

#[cfg(test)]
mod tests {
    use super::{difference, name_list, prose};

    #[test]
    fn what_fits_stays_as_it_is_and_what_does_not_moves_below_or_to_the_next_line() {
        let rows = [("a   must".to_owned(), "answer each request at once".to_owned())];
        assert_eq!(name_list(&rows, 40), "a   must answer each request at once\n");
        assert_eq!(name_list(&rows, 30), "a   must\n    answer each request at\n    once\n");
        let text = format!("## Why\n\n{} end\nof it.\n- item\n", "word ".repeat(20));
        assert_eq!(prose(&text, usize::MAX), text);
        let narrow = prose(&text, 60);
        assert!(narrow.starts_with("## Why\n\nword ") && narrow.ends_with(" end of it.\n- item\n"), "{narrow}");
        let text = format!("<{0}\n>b\n {0}", "a ".repeat(20));
        assert_eq!(difference(&text, usize::MAX), format!("{text}\n"));
        let narrow = difference(&text, 30);
        assert!(narrow.ends_with(" a a …\n") && narrow.matches('a').count() == 34, "{narrow}");
        assert!([prose(&text, 30), narrow].iter().all(|text| text.lines().all(|line| line.chars().count() <= 30)));
    }
}
