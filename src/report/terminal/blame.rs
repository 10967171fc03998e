//! Properties and who disagrees about them.

use std::fmt::Write as _;

use super::style::{BAD, BOLD, DIM, GOOD, painted};
use super::wrap;
use crate::report::blame::Blame;
use crate::report::printable::printable;

/// A block for each property: what the four say, and who disagrees.
#[must_use]
pub fn blame(rows: &[Blame], width: usize) -> String {
    let mut out = String::new();
    for row in rows {
        let _ = writeln!(
            out,
            "{} {}",
            painted(BOLD, &printable(&row.property)),
            painted(DIM, &format!("line {}", row.line))
        );
        for (who, what) in [
            ("page table", &row.table),
            ("page example", &row.example),
            ("metadata", &row.metadata),
            ("live answer", &row.live),
        ] {
            let what = if what.is_empty() { "says nothing" } else { what };
            wrap::paragraph(&mut out, &printable(&format!("{who:<13} {what}")), 2, 16, width);
        }
        if row.disagree.is_empty() {
            let _ = writeln!(out, "  {}", painted(GOOD, "all agree"));
        }
        for who in &row.disagree {
            let mut line = String::new();
            wrap::paragraph(&mut line, &printable(&format!("disagrees     {who}")), 2, 16, width);
            out.push_str(&line.replacen("disagrees", &painted(BAD, "disagrees"), 1));
        }
        out.push('\n');
    }
    out
}
