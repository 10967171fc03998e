//! `docproof report`: any report, later, from the event log.

use std::error::Error;
use std::io::BufReader;

use super::args::ReportArgs;
use super::exit::Exit;
use super::{output, sinks};
use crate::event::read_log;
use crate::model::Level;

pub(super) fn report(args: &ReportArgs) -> Exit {
    match written(args) {
        Ok(()) => Exit::Held,
        Err(error) => {
            output::error(error.as_ref());
            Exit::Usage
        }
    }
}

fn written(args: &ReportArgs) -> Result<(), Box<dyn Error>> {
    let log = BufReader::new(fs_err::File::open(&args.from)?);
    let mut reports = args
        .reports
        .iter()
        .map(|spec| sinks::open(spec, Level::Must, args.page.as_deref()))
        .collect::<Result<Vec<_>, _>>()?;
    for event in read_log(log) {
        let event = event?;
        for report in &mut reports {
            report.event(&event)?;
        }
    }
    reports.into_iter().try_for_each(|report| Ok(report.finish()?))
}
