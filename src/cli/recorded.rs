//! Recorded runs: event logs, and reports in JSON.

use std::error::Error;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use crate::event::read_log;
use crate::report::{Report, ReportFold};

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

fn told(path: &Path, error: &dyn Error) -> Box<dyn Error> {
    let cause = error.source().map(|source| format!(": {source}")).unwrap_or_default();
    format!("{}: {error}{cause}", path.display()).into()
}
