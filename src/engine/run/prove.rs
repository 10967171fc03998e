//! A run and its report.

use super::run::run;
use crate::engine::plan::{Plan, RunError};
use crate::event::Event;
use crate::report::{Report, ReportFold};

/// Runs a plan, tells `listener` each event as it happens, and reports.
///
/// # Errors
/// When the run cannot begin.
pub async fn prove(plan: &Plan, listener: &mut dyn FnMut(&Event)) -> Result<Report, RunError> {
    let mut fold = ReportFold::default();
    let mut both = |event: &Event| {
        fold.event(event);
        listener(event);
    };
    run(plan, &mut both).await?;
    Ok(fold.finish())
}
