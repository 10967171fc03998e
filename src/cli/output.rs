//! The only module that prints.

use std::io::{ErrorKind, IsTerminal, Result, Write};
use std::sync::OnceLock;

use crate::report::terminal;

/// Columns where the output is no terminal.
const WIDTH: usize = 100;

/// What went wrong first with standard output.
static LOST: OnceLock<String> = OnceLock::new();

/// Prints to standard output; colours go only where they are wanted. What goes wrong is kept for the end of the program.
pub(super) fn out(text: &str) {
    let mut stdout = Pipe(anstream::stdout());
    if let Err(error) = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        let _ = LOST.set(error.to_string());
    }
}

/// Standard output for a report, octet by octet.
pub(super) fn stream() -> impl Write + Send {
    Pipe(std::io::stdout())
}

/// An output whose reader may stop reading: `docproof … | head` is no error.
struct Pipe<W>(W);

impl<W: Write> Write for Pipe<W> {
    fn write(&mut self, octets: &[u8]) -> Result<usize> {
        gone(self.0.write(octets), octets.len())
    }

    fn flush(&mut self) -> Result<()> {
        gone(self.0.flush(), ())
    }
}

/// The result, or `as_if` where nobody reads any more.
fn gone<T>(result: Result<T>, as_if: T) -> Result<T> {
    match result {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(as_if),
        other => other,
    }
}

/// Why not everything reached standard output.
pub(super) fn lost() -> Option<&'static str> {
    LOST.get().map(String::as_str)
}

/// Prints a line to standard error.
pub(super) fn err(text: &str) {
    if !text.is_empty() {
        let _ = writeln!(anstream::stderr(), "{text}");
    }
}

/// Prints sentences to standard error, broken where the terminal ends.
pub(super) fn note(text: &str) {
    err(terminal::prose(text, room(&std::io::stderr())).trim_end());
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

/// Columns of a stream that a person reads; a program has its lines whole.
pub(super) fn room(stream: &impl IsTerminal) -> usize {
    if stream.is_terminal() { width() } else { usize::MAX }
}

/// Columns of the terminal on standard output.
pub(super) fn width() -> usize {
    terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0).max(40))
}
