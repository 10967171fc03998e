//! `docproof report`: any report, later, from the event log, or from the logs of all shards.

use std::error::Error;

use super::args::ReportArgs;
use super::exit::Exit;
use super::recorded::Recorded;
use super::sinks::Unwritten;
use super::{output, report_files, runlog, sinks};
use crate::event::{Event, EventKind};
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

/// Nothing is opened for writing before everything is read: a report of an earlier day stays when there is no new one.
fn written(args: &ReportArgs) -> Result<(), Box<dyn Error>> {
    let from = if args.from.is_empty() { vec![runlog::named_or_latest(None)?] } else { args.from.clone() };
    let specs = report_files::specs(&args.reports, &from)?;
    let logs = from.iter().map(|file| Recorded::open(file)).collect::<Result<Vec<_>, _>>()?;
    let (results, interrupted) = results(&logs)?;
    let merged = if logs.len() > 1 { Merged::of(&results)? } else { None };
    let open = |spec| sinks::open(spec, Level::Must, args.page.as_deref());
    let mut reports = specs.iter().map(open).collect::<Result<Vec<_>, _>>()?;
    match merged {
        Some(frame) => tell_all(frame, interrupted, &logs, &mut reports)?,
        None => logs.iter().try_for_each(|log| log.events()?.try_for_each(|event| tell(&event?, &mut reports)))?,
    }
    reports.into_iter().try_for_each(|report| Ok(report.finish().map_err(Unwritten)?))
}

/// What each log says as a whole. Beside it, how many logs have no end.
fn results(logs: &[Recorded]) -> Result<(Vec<Report>, usize), Box<dyn Error>> {
    let mut interrupted = 0;
    let mut results = Vec::new();
    for log in logs {
        let (mut fold, mut ended) = (ReportFold::new(), false);
        for event in log.events()? {
            let event = event?;
            ended |= matches!(event.kind, EventKind::RunFinished { .. });
            fold.event(&event);
        }
        interrupted += usize::from(!ended);
        results.push(fold.finish());
    }
    Ok((results, interrupted))
}

/// Tells the logs one after the other as one run.
fn tell_all(
    mut frame: Merged,
    interrupted: usize,
    logs: &[Recorded],
    reports: &mut [Box<dyn Reporter>],
) -> Result<(), Box<dyn Error>> {
    tell(&frame.first(), reports)?;
    for log in logs {
        for event in log.events()? {
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
