//! `docproof lint`: does a page agree with itself?

use super::args::LintArgs;
use super::exit::Exit;
use super::import::{denies, read};
use super::output;

pub(super) fn lint(args: &LintArgs) -> Exit {
    let mut worst = Exit::Held;
    for page in &args.pages {
        match read(page) {
            Ok(imported) => {
                for diagnostic in &imported.diagnostics {
                    output::out(&format!("{diagnostic}\n"));
                }
                if worst == Exit::Held && imported.diagnostics.iter().any(|d| denies(d.severity, args.deny)) {
                    worst = Exit::Broken;
                }
            }
            Err(error) => {
                output::error(error.as_ref());
                worst = Exit::Usage;
            }
        }
    }
    worst
}
