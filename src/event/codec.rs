//! One event, one line of JSON.

use std::io::BufRead;

use super::Event;

/// A log that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// The file ended or the disk failed.
    #[error("the event log cannot be read")]
    Io(#[from] std::io::Error),
    /// A line is not an event.
    #[error("line {line} of the event log is not an event")]
    Line {
        /// Line number (1-based).
        line: usize,
        /// What the parser says.
        #[source]
        source: serde_json::Error,
    },
}

/// The event as a line, with its line end.
#[must_use]
pub fn to_line(event: &Event) -> Vec<u8> {
    let mut line = serde_json::to_vec(event).expect("events hold only types that serialise");
    line.push(b'\n');
    line
}

/// Reads a log event by event; a torn last line (the writer was killed) ends the log without error.
///
/// # Errors
/// Yields [`EventError`] for a line that is no event, unless it is the unterminated last one.
pub fn read_log(reader: impl BufRead) -> impl Iterator<Item = Result<Event, EventError>> {
    let mut reader = reader;
    let mut number = 0;
    let mut done = false;
    std::iter::from_fn(move || {
        loop {
            if done {
                return None;
            }
            number += 1;
            let mut line = Vec::new();
            match reader.read_until(b'\n', &mut line) {
                Err(error) => {
                    done = true;
                    return Some(Err(error.into()));
                }
                Ok(0) => return None,
                Ok(_) => {}
            }
            let torn = line.last() != Some(&b'\n');
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            return match serde_json::from_slice(&line) {
                Ok(event) => Some(Ok(event)),
                Err(_) if torn => None,
                Err(source) => {
                    done = true;
                    Some(Err(EventError::Line { line: number, source }))
                }
            };
        }
    })
}
