//! The only module that prints.

use std::io::Write as _;

/// Columns where the output is no terminal.
const WIDTH: usize = 100;

/// Prints to standard output; colours go only where they are wanted. A closed pipe is no error.
pub(super) fn out(text: &str) {
    let _ = anstream::stdout().write_all(text.as_bytes());
}

/// Prints a line to standard error.
pub(super) fn err(text: &str) {
    if !text.is_empty() {
        let _ = writeln!(anstream::stderr(), "{text}");
    }
}

/// Prints an error and what caused it, each described once.
pub(super) fn error(error: &dyn std::error::Error) {
    err(&format!("error: {error}"));
    let mut cause = error.source();
    while let Some(inner) = cause {
        err(&format!("  caused by: {inner}"));
        cause = inner.source();
    }
}

/// Columns of the terminal on standard output.
pub(super) fn width() -> usize {
    terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0).max(40))
}
