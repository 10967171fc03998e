//! One event, one line of JSON.

use std::io::BufRead;

use serde::Deserialize;

use super::{Event, VERSION};

/// A log that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// The file ended or the disk failed.
    #[error("the event log cannot be read")]
    Io(#[from] std::io::Error),
    /// There is not one line in it.
    #[error("it holds no event: no run wrote it")]
    Empty,
    /// It does not say what was run.
    #[error("it is no event log: it begins with `{event}` where a log begins with `run-started`")]
    NoStart {
        /// Name of the event that stands first.
        event: String,
    },
    /// Another version of the format.
    #[error(
        "it is an event log of version {version}, and this docproof reads version {VERSION}; \
         read it with the docproof that wrote it"
    )]
    Version {
        /// The version that the log names.
        version: u32,
    },
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

/// What every version of the format says first, so that a reader can refuse one that it does not know.
#[derive(Deserialize)]
struct Beginning {
    event: String,
    #[serde(default)]
    version: Option<u32>,
}

/// Whether a log may begin with this line. One that is no event at all is left to the reader of events.
fn begin(line: &[u8]) -> Result<(), EventError> {
    match serde_json::from_slice::<Beginning>(line) {
        Ok(Beginning { event, .. }) if event != "run-started" => Err(EventError::NoStart { event }),
        Ok(Beginning { version: Some(version), .. }) if version != VERSION => Err(EventError::Version { version }),
        _ => Ok(()),
    }
}

/// Reads a log event by event; a torn last line (the writer was killed) ends the log without error.
///
/// # Errors
/// Yields [`EventError`], and nothing behind it, for a log without an event, one that does not begin a run or is of
/// another version, and for a line that is no event, unless it is the unterminated last one.
pub fn read_log(reader: impl BufRead) -> impl Iterator<Item = Result<Event, EventError>> {
    let mut reader = reader;
    let mut number = 0;
    let (mut begun, mut done) = (false, false);
    std::iter::from_fn(move || {
        loop {
            if done {
                return None;
            }
            number += 1;
            let mut line = Vec::new();
            let read = reader.read_until(b'\n', &mut line);
            if read.as_ref().is_ok_and(|octets| *octets > 0) && line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let next = event(read, &line, number, begun);
            begun = true;
            done = !matches!(next, Some(Ok(_)));
            return next;
        }
    })
}

/// The event of a line, where the log goes on.
fn event(read: std::io::Result<usize>, line: &[u8], number: usize, begun: bool) -> Option<Result<Event, EventError>> {
    match read {
        Err(error) => return Some(Err(error.into())),
        Ok(0) => return (!begun).then_some(Err(EventError::Empty)),
        Ok(_) => {}
    }
    if let Some(error) = (!begun).then(|| begin(line)).and_then(Result::err) {
        return Some(Err(error));
    }
    match serde_json::from_slice(line) {
        Ok(event) => Some(Ok(event)),
        // the writer was killed within the line
        Err(_) if line.last() != Some(&b'\n') => (!begun).then_some(Err(EventError::Empty)),
        Err(source) => Some(Err(EventError::Line { line: number, source })),
    }
}

#[cfg(test)]
mod tests {
    use super::read_log;

    #[test]
    fn what_no_run_of_this_version_wrote_is_refused_before_its_first_event() {
        let version = "version 99, and this docproof reads version 1";
        for (log, words) in [
            ("", "no event"),
            ("\n \n", "no event"),
            ("{\"seq\":0", "no event"),
            ("some words", "no event"),
            ("some words\n", "line 1"),
            ("\n\u{0}\u{1}\n", "line 2"),
            ("{\"seq\":0,\"at_us\":0,\"event\":\"note\",\"text\":\"a\"}\n", "begins with `note`"),
            ("{\"seq\":0,\"event\":\"run-started\",\"version\":99,\"new\":[]}\n", version),
        ] {
            let read: Vec<_> = read_log(log.as_bytes()).collect();
            let [Err(error)] = read.as_slice() else { panic!("{log:?} is read as {read:?}") };
            assert!(error.to_string().contains(words), "{log:?}: {error}");
        }
    }
}
