//! `docproof lint`: does a page agree with itself, and with the metadata?

use super::args::LintArgs;
use super::exit::Exit;
use super::import::{denies_warnings, metadata, read};
use super::output;
use crate::page::Severity;

pub(super) fn lint(args: &LintArgs) -> Exit {
    let metadata = match metadata(args.csdl.as_deref()) {
        Ok(metadata) => metadata,
        Err(error) => {
            output::error(error.as_ref());
            return Exit::Usage;
        }
    };
    let mut worst = Exit::Held;
    for page in &args.pages {
        match read(page, metadata.as_ref()) {
            Ok(imported) => {
                for diagnostic in &imported.diagnostics {
                    output::out(&format!("{diagnostic}\n"));
                }
                let denied = |severity| {
                    severity == Severity::Error || (denies_warnings(args.deny) && severity == Severity::Warning)
                };
                if worst == Exit::Held && imported.diagnostics.iter().any(|d| denied(d.severity)) {
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
