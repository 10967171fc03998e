//! The table of rules.

use std::fmt::Write as _;

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use super::{Verbosity, View};
use crate::report::words::level_name;
use crate::report::{Report, RuleCount};

/// Appends the rules that have something to say: broken or undecided ones, all when verbose.
pub fn table(out: &mut String, report: &Report, view: &View) {
    let verbose = view.verbosity == Verbosity::Verbose;
    let shown: Vec<&RuleCount> =
        report.rules.iter().filter(|rule| verbose || rule.broken > 0 || rule.undecided > 0).collect();
    if shown.is_empty() {
        return;
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(view.width).unwrap_or(u16::MAX));
    table.set_header(["rule", "level", "held", "broken", "skipped", "undecided"]);
    for rule in &shown {
        let counts = [rule.held, rule.broken, rule.skipped, rule.undecided].map(|count| count.to_string());
        let [held, broken, skipped, undecided] = counts;
        table.add_row([rule.id.clone(), level_name(rule.level).to_owned(), held, broken, skipped, undecided]);
    }
    for column in table.column_iter_mut().skip(2) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    for line in table.to_string().lines() {
        let _ = writeln!(out, "{}", line.trim_end());
    }
    let quiet = report.rules.len() - shown.len();
    if quiet > 0 {
        let _ = writeln!(out, " and {quiet} more without a broken or undecided input");
    }
    out.push('\n');
}
