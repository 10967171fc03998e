//! What is new since the last run of the same target.

use std::path::Path;

use super::runlog::{RunLog, RunName};
use super::{output, recorded};
use crate::report::{Comparison, Report, View, terminal};

/// Says what is new since the last run. A history that cannot be read is no reason to fail a run that is over.
pub(super) fn tell(report: &Report, log: &Path) {
    let name = RunName { target: report.target.clone(), contract: report.contract.clone() };
    let earlier = RunLog::of(&name).into_iter().rev().find(|path| path.as_path() < log);
    let Some(before) = earlier.and_then(|path| recorded::report(&path).ok()) else { return };
    let comparison = Comparison::of(&before, report);
    let view = View { width: output::width(), ..View::default() };
    output::err(terminal::comparison(&comparison, &view).trim_end());
}
