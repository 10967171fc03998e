//! What a journal says is left to put back.

use std::path::Path;
use std::time::Duration;

use super::record::{Opened, Record, VERSION};
use super::{JournalError, Sent};

/// What an interrupted run left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOver {
    /// The first line.
    pub opened: Opened,
    /// Everything that the run sent or made the target show.
    pub sent: Sent,
    /// Time since the run wrote its last line: a request of it may still be on its way for a while.
    pub idle: Duration,
}

/// Reads a journal. `None` when nothing is left to put back: it is closed, or no write can have gone out.
///
/// A last line without its end was never finished: what it announces did not happen.
///
/// # Errors
/// [`JournalError::Damaged`] for anything else that is no record in its place.
pub fn read(path: &Path, bytes: &[u8]) -> Result<Option<LeftOver>, JournalError> {
    let damaged = |line, why: &str| JournalError::Damaged { path: path.to_owned(), line, why: why.to_owned() };
    let mut left: Option<LeftOver> = None;
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(&bytes[..0], |end| &bytes[..end]);
    for (number, line) in whole.split(|byte| *byte == b'\n').enumerate().filter(|(_, line)| !line.is_empty()) {
        let number = number + 1;
        let record: Record = serde_json::from_slice(line).map_err(|error| damaged(number, &error.to_string()))?;
        match (record, &mut left) {
            (Record::Opened(opened), None) if opened.version == VERSION => {
                left = Some(LeftOver { opened: *opened, sent: Sent::default(), idle: Duration::ZERO });
            }
            (Record::Opened(opened), None) => {
                return Err(damaged(
                    number,
                    &format!("its version is {}, this program knows {VERSION}", opened.version),
                ));
            }
            (Record::Intent { values } | Record::Shown { values }, Some(left)) => {
                left.sent.add(&values);
            }
            (Record::Closed { .. }, Some(_)) => return Ok(None),
            _ => return Err(damaged(number, "it does not begin with the original values")),
        }
    }
    Ok(left)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::{Map, Value, json};

    use super::{LeftOver, read};
    use crate::journal::JournalError;
    use crate::journal::record::{Opened, Record, VERSION};

    fn object(value: Value) -> Map<String, Value> {
        let Value::Object(members) = value else { panic!("no object: {value}") };
        members
    }

    fn journal() -> Vec<Record> {
        let opened = Opened {
            version: VERSION,
            run: "r".to_owned(),
            pid: 7,
            started: "2026-01-01T00:00:00Z".to_owned(),
            target: "http://h".to_owned(),
            name: None,
            contract: "c".to_owned(),
            entity: "http://h/e".to_owned(),
            params: vec![("id".to_owned(), "e".to_owned())],
            original: object(json!({"a": 1, "z": null, "b": "x\ny"})),
            throwaway: false,
            marker: None,
        };
        let intent = |value| Record::Intent { values: object(value) };
        let shown = Record::Shown { values: object(json!({"a": 22})) };
        vec![Record::Opened(Box::new(opened)), intent(json!({"a": 2})), intent(json!({"a": 2, "b": "ü"})), shown]
    }

    fn bytes(records: &[Record]) -> Vec<u8> {
        records.iter().flat_map(Record::to_line).collect()
    }

    fn left(bytes: &[u8]) -> Result<Option<LeftOver>, JournalError> {
        read(Path::new("j"), bytes)
    }

    #[test]
    fn what_was_written_is_read() {
        let left = left(&bytes(&journal())).unwrap().unwrap();
        assert_eq!(left.opened.original, object(json!({"a": 1, "z": null, "b": "x\ny"})));
        let latest = |name: &str| left.sent.latest(name).cloned().collect::<Vec<_>>();
        assert_eq!((latest("a"), latest("b"), latest("z")), (vec![json!(22), json!(2)], vec![json!("ü")], vec![]));
    }

    #[test]
    fn wherever_it_is_torn_it_says_what_its_whole_lines_say() {
        let whole = bytes(&journal());
        for cut in 0..=whole.len() {
            let lines = whole[..cut].split(|byte| *byte == b'\n').count() - 1;
            let expected = left(&bytes(&journal()[..lines])).unwrap();
            assert_eq!(left(&whole[..cut]).unwrap(), expected, "cut at {cut}");
            assert_eq!(expected.is_some(), lines > 0, "cut at {cut}");
        }
    }

    #[test]
    fn a_closed_journal_leaves_nothing() {
        let mut records = journal();
        records.push(Record::Closed { how: "put back".to_owned() });
        assert_eq!(left(&bytes(&records)).unwrap(), None);
    }

    #[test]
    fn damage_is_named_with_its_line() {
        let lines = |records: &[Record], more: &[u8]| [bytes(records), more.to_vec()].concat();
        for (text, line) in [
            (lines(&journal(), b"{\"record\":\n"), 5),
            (lines(&[], b"garbage\n"), 1),
            (lines(&journal()[1..], b""), 1),
            (lines(&[journal(), journal()].concat(), b""), 5),
            (lines(&journal(), b"\0\0\0\0\n"), 5),
        ] {
            match left(&text) {
                Err(JournalError::Damaged { line: found, .. }) => assert_eq!(found, line),
                other => panic!("line {line} is damaged, but {other:?}"),
            }
        }
    }

    #[test]
    fn a_journal_of_another_version_is_not_guessed_at() {
        let text = String::from_utf8(bytes(&journal())).unwrap().replace("\"version\":1", "\"version\":99");
        assert!(left(text.as_bytes()).unwrap_err().to_string().contains("99"));
    }
}
