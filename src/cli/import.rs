//! `docproof import`: pages → cases, schemas, contract.

use std::path::Path;

use super::args::{DenyDiagnostics, ImportArgs};
use super::exit::Exit;
use super::output;
use crate::cases::write;
use crate::page::{Imported, Severity};

pub(super) fn import(args: &ImportArgs) -> Exit {
    let mut worst = Exit::Held;
    for page in &args.pages {
        match one(page, &args.out) {
            Ok(imported) => {
                let denied =
                    |severity| severity == Severity::Error || (args.deny.is_some() && severity == Severity::Warning);
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

fn one(page: &Path, out: &Path) -> Result<Imported, Box<dyn std::error::Error>> {
    let imported = read(page)?;
    for diagnostic in &imported.diagnostics {
        output::err(&diagnostic.to_string());
    }
    let contract = &imported.contract;
    let outcome = write(out, contract, &imported.cases)?;
    output::out(&format!(
        "{}: {} {}, {} properties, {} {} ({})\n",
        contract.name,
        contract.operation.method,
        contract.operation.path.0,
        contract.properties.len(),
        imported.cases.len(),
        if imported.cases.len() == 1 { "case" } else { "cases" },
        if outcome.written.is_empty() {
            "unchanged".to_owned()
        } else {
            format!("{} files written", outcome.written.len())
        },
    ));
    Ok(imported)
}

/// Reads and imports a page.
pub(super) fn read(page: &Path) -> Result<Imported, Box<dyn std::error::Error>> {
    let bytes = fs_err::read(page)?;
    let name = page.file_name().map_or_else(|| page.display().to_string(), |name| name.to_string_lossy().into_owned());
    Ok(crate::page::import(&name, &bytes)?)
}

/// Whether warnings are denied.
pub(super) fn denies_warnings(deny: Option<DenyDiagnostics>) -> bool {
    matches!(deny, Some(DenyDiagnostics::Warnings))
}
