//! Names and values as Hurl writes them.

use std::fmt::Write as _;

use super::printable::hides;

/// Text as part of a pattern between slashes.
pub fn pattern(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        if c.is_alphanumeric() {
            out.push(c);
        } else {
            let _ = write!(out, "\\x{{{:x}}}", u32::from(c));
        }
        out
    })
}

/// A JSON pointer as a `JSONPath`: digits alone are the place of an item.
pub fn json_path(pointer: &str) -> String {
    let step = |name: &str| match name.parse::<usize>() {
        Ok(item) => format!("[{item}]"),
        Err(_) => format!("['{}']", quoted(&name.replace("~1", "/").replace("~0", "~").replace('\'', r"\'"))),
    };
    pointer.split('/').skip(1).map(step).fold("$".to_owned(), |path, step| path + &step)
}

/// Text between double quotes; a brace pair would be a variable.
pub fn quoted(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '{' => out.push_str("\\u{7b}"),
            c if hides(c) => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
        out
    })
}
