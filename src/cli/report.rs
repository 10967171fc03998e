//! `docproof report`: any report, later, from the event log, or from the logs of all shards.

use std::error::Error;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use super::args::ReportArgs;
use super::exit::Exit;
use super::sinks::Unwritten;
use super::{output, runlog, sinks};
use crate::event::{Event, EventError, EventKind, read_log};
use crate::model::Level;
use crate::report::{Merged, Report, ReportFold, Reporter};

pub(super) fn report(args: &ReportArgs) -> Exit {
    match written(args) {
        Ok(()) => Exit::Held,
        Err(error) => {
            output::error(error.as_ref());
            if error.is::<Unwritten>() { Exit::Unwritten } else { Exit::Usage }
        }
    }
}

fn written(args: &ReportArgs) -> Result<(), Box<dyn Error>> {
    let from = if args.from.is_empty() { vec![runlog::named_or_latest(None)?] } else { args.from.clone() };
    // Logs are read before a report of an earlier day is overwritten.
    let merged = if from.len() > 1 { merged(&from)? } else { None };
    let first = from.first().map(|path| events(path)).transpose()?;
    let mut reports = args
        .reports
        .iter()
        .map(|spec| sinks::open(spec, Level::Must, args.page.as_deref()))
        .collect::<Result<Vec<_>, _>>()?;
    match (merged, first) {
        (Some((frame, interrupted)), _) => tell_all(frame, interrupted, &from, &mut reports)?,
        (None, Some(events)) => {
            let mut events = events.peekable();
            if events.peek().is_none() {
                return Err(format!("{} holds no event: no run wrote it", from[0].display()).into());
            }
            for event in events {
                tell(&event?, &mut reports)?;
            }
        }
        (None, None) => {}
    }
    reports.into_iter().try_for_each(|report| Ok(report.finish().map_err(Unwritten)?))
}

/// Reads each log once, for what the merged run says as a whole. Beside it, how many logs have no end.
fn merged(files: &[PathBuf]) -> Result<Option<(Merged, usize)>, Box<dyn Error>> {
    let mut interrupted = 0;
    let mut reports: Vec<Report> = Vec::new();
    for file in files {
        let (mut fold, mut ended) = (ReportFold::new(), false);
        for event in events(file)? {
            let event = event.map_err(|error| named(file, &error))?;
            ended |= matches!(event.kind, EventKind::RunFinished { .. });
            fold.event(&event);
        }
        interrupted += usize::from(!ended);
        reports.push(fold.finish());
    }
    Ok(Merged::of(&reports)?.map(|frame| (frame, interrupted)))
}

/// Tells the logs one after the other as one run.
fn tell_all(
    mut frame: Merged,
    interrupted: usize,
    files: &[PathBuf],
    reports: &mut [Box<dyn Reporter>],
) -> Result<(), Box<dyn Error>> {
    tell(&frame.first(), reports)?;
    for file in files {
        for event in events(file)? {
            if let Some(event) = frame.inner(event?) {
                tell(&event, reports)?;
            }
        }
    }
    frame.last(interrupted).iter().try_for_each(|event| tell(event, reports))
}

fn tell(event: &Event, reports: &mut [Box<dyn Reporter>]) -> Result<(), Box<dyn Error>> {
    reports.iter_mut().try_for_each(|report| Ok(report.event(event).map_err(Unwritten)?))
}

fn events(file: &Path) -> Result<impl Iterator<Item = Result<Event, EventError>> + use<>, Box<dyn Error>> {
    Ok(read_log(BufReader::new(fs_err::File::open(file)?)))
}

/// Which of the logs it is about.
fn named(file: &Path, error: &dyn Error) -> Box<dyn Error> {
    let cause = error.source().map(|source| format!(": {source}")).unwrap_or_default();
    format!("{}: {error}{cause}", file.display()).into()
}
