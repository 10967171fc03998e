//! Commands to copy, continued with `\` where the terminal ends: pasted, they are what they were.

use std::mem::take;

/// Columns before the lines that continue a command.
const INDENT: &str = "    ";

/// The lines of `command`, as wide as `width` allows; `column` columns of the first are taken already.
///
/// Options keep their values beside them as far as there is room. A longer text in single quotes is continued in the
/// first column: a shell joins `'a'\` and `'b'` on the next line to one word.
#[must_use]
pub fn continued(command: &str, column: usize, width: usize) -> String {
    let mut out = String::new();
    let mut column = column;
    for (number, unit) in units(command).into_iter().enumerate() {
        let behind = column + 1 + wide(&unit);
        if number > 0 && behind + 2 > width {
            out.push_str(" \\\n");
            out.push_str(INDENT);
            column = INDENT.len();
        } else if number > 0 {
            out.push(' ');
            column += 1;
        }
        column = quoted(&mut out, &unit, column, width);
    }
    out
}

/// Columns that a text needs up to its end, or to the end of its first line.
fn wide(text: &str) -> usize {
    text.lines().next().unwrap_or_default().chars().count()
}

/// What stays on one line: words, each option with the word behind it, and a comment as a whole.
fn units(command: &str) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    let mut words = words(command).into_iter().peekable();
    while let Some(mut word) = words.next() {
        if word.starts_with('#') {
            let rest: Vec<String> = words.by_ref().collect();
            units.push([&[word], rest.as_slice()].concat().join(" "));
            break;
        }
        let is_value = |next: &String| !next.starts_with(['-', '#', '|']);
        if word.starts_with('-') && words.peek().is_some_and(is_value) {
            word = [word, words.next().unwrap_or_default()].join(" ");
        }
        units.push(word);
    }
    units
}

/// The words of a command, cut at spaces outside of quotes.
fn words(command: &str) -> Vec<String> {
    let (mut words, mut word) = (Vec::new(), String::new());
    let mut quotes = Quotes::default();
    for c in command.chars() {
        if c == ' ' && quotes.is_outside() {
            words.push(take(&mut word));
        } else {
            word.push(c);
        }
        quotes.pass(c);
    }
    words.push(word);
    words
}

/// Appends a unit; a text in single quotes is continued on the next line. The column behind it.
fn quoted(out: &mut String, unit: &str, mut column: usize, width: usize) -> usize {
    let mut quotes = Quotes::default();
    for (at, c) in unit.char_indices() {
        // the character, what ends its line, and a quote inside of the text with it
        let is_before_a_quote = unit[at + c.len_utf8()..].starts_with(r"'\''");
        let room = if is_before_a_quote { 8 } else { 4 };
        if quotes.single && c != '\'' && column + room > width {
            out.push_str("'\\\n'");
            column = 1;
        }
        out.push(c);
        column = if c == '\n' { 0 } else { column + 1 };
        quotes.pass(c);
    }
    column
}

/// Where in a shell's quotes a place of a text is.
#[derive(Default)]
struct Quotes {
    single: bool,
    double: bool,
    escaped: bool,
}

impl Quotes {
    fn is_outside(&self) -> bool {
        !self.single && !self.double && !self.escaped
    }

    fn pass(&mut self, c: char) {
        match c {
            _ if take(&mut self.escaped) => {}
            '\\' if !self.single => self.escaped = true,
            '\'' if !self.double => self.single = !self.single,
            '"' if !self.single => self.double = !self.double,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::continued;

    #[test]
    fn a_command_is_continued_between_options_and_inside_a_long_text() {
        let command = "curl -i -X PATCH 'http://h/a' -H \"Authorization: Bearer $TOKEN\" --data-binary '{\"a\":\"it'\\''s long\"}' # a b c";
        let lines = [
            "curl -i -X PATCH \\",
            "    'http://h/a' \\",
            "    -H \"Authorization: Bearer $TOKEN\" \\",
            "    --data-binary '{\"a\":\"i'\\",
            "'t'\\''s long\"}' # a b c",
        ];
        let lines = lines.join("\n");
        assert_eq!(continued(command, 6, 30), lines);
        assert_eq!(continued("docproof show f1", 0, 80), "docproof show f1");
    }

    #[cfg(unix)]
    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn a_shell_reads_the_words_that_it_read_before(words in proptest::collection::vec("[ -~é\n]{0,60}", 1..5), width in 20_usize..100) {
            let quote = |word: &String| format!("'{}'", word.replace('\'', r"'\''"));
            let command = format!("printf '%s\\0' --x {}", words.iter().map(quote).collect::<Vec<_>>().join(" -H "));
            let read = |command: &str| std::process::Command::new("sh").args(["-c", command]).output().unwrap();
            let (whole, lines) = (read(&command), read(&continued(&command, 10, width)));
            prop_assert_eq!(lines.stdout, whole.stdout);
            prop_assert!(lines.stderr.is_empty());
        }

        #[test]
        fn no_line_of_plain_text_is_wider_than_the_terminal(body in "[a-z{}:, ]{0,300}", width in 40_usize..100) {
            let command = format!("curl -i -X PATCH 'http://h/{}' --data-binary '{body}'", "a/".repeat(60));
            for line in continued(&command, 0, width).lines() {
                prop_assert!(line.chars().count() <= width, "{}", line);
            }
        }
    }
}
