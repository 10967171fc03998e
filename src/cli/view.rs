//! The terminal view, as wide as the terminal.

use super::output;
use crate::report::terminal::Beside;
use crate::report::{Report, Verbosity, View, terminal};

/// The view of a finished run; the last line alone when quiet, brief when the log has the details.
pub(super) fn of(report: &Report, quiet: bool, verbose: bool, is_recorded: bool, beside: &Beside) -> String {
    let verbosity = match (quiet, verbose) {
        (true, _) => Verbosity::Quiet,
        (_, true) => Verbosity::Verbose,
        _ => Verbosity::Normal,
    };
    terminal::concluded(report, &View { width: output::width(), verbosity, is_recorded }, beside)
}
