//! Recorded runs: event logs, and reports in JSON.

use std::error::Error;
use std::io::{BufRead, BufReader, Cursor, Read as _};
use std::path::{Path, PathBuf};

use crate::event::{Event, read_log};
use crate::report::{Report, ReportFold};

/// An event log that can be read more than once.
#[derive(Debug)]
pub(super) struct Recorded {
    file: PathBuf,
    /// What a pipe held: it gives its octets only once.
    kept: Option<Vec<u8>>,
}

impl Recorded {
    /// The log at `file`. Nothing of it is checked yet.
    pub(super) fn open(file: &Path) -> Result<Self, Box<dyn Error>> {
        let kept = if fs_err::metadata(file)?.is_file() { None } else { Some(fs_err::read(file)?) };
        Ok(Self { file: file.to_owned(), kept })
    }

    /// Its events, from the first one.
    pub(super) fn events(&self) -> Result<impl Iterator<Item = Result<Event, Box<dyn Error>>>, Box<dyn Error>> {
        let reader: Box<dyn BufRead> = match &self.kept {
            Some(octets) => Box::new(Cursor::new(octets)),
            None => Box::new(BufReader::new(fs_err::File::open(&self.file)?)),
        };
        Ok(read_log(reader).map(|event| event.map_err(|error| told(&self.file, &error))))
    }
}

/// The result of a recorded run.
pub(super) fn report(path: &Path) -> Result<Report, Box<dyn Error>> {
    let mut reader = BufReader::new(fs_err::File::open(path)?);
    if is_one_object(reader.fill_buf()?) {
        let mut text = String::new();
        reader.read_to_string(&mut text)?;
        return serde_json::from_str(&text).map_err(|error| told(path, &error));
    }
    let mut fold = ReportFold::new();
    for event in read_log(reader) {
        fold.event(&event.map_err(|error| told(path, &error))?);
    }
    Ok(fold.finish())
}

/// A report spans lines, a log has an object on each.
fn is_one_object(beginning: &[u8]) -> bool {
    beginning.starts_with(b"{\n") || beginning.starts_with(b"{\r")
}

/// Which file it is about.
fn told(path: &Path, error: &dyn Error) -> Box<dyn Error> {
    let cause = error.source().map(|source| format!(": {source}")).unwrap_or_default();
    format!("{}: {error}{cause}", path.display()).into()
}
