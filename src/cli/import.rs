//! `docproof import`: pages → cases, schemas, contract.

use std::error::Error;
use std::path::Path;

use super::args::{DenyDiagnostics, ImportArgs};
use super::exit::Exit;
use super::output;
use crate::cases::write;
use crate::csdl::{self, Disagreement, Metadata};
use crate::page::{Diagnostic, Imported, Severity};

pub(super) fn import(args: &ImportArgs) -> Exit {
    let metadata = match metadata(args.csdl.as_deref()) {
        Ok(metadata) => metadata,
        Err(error) => {
            output::error(error.as_ref());
            return Exit::Usage;
        }
    };
    let mut worst = Exit::Held;
    for page in &args.pages {
        match one(page, &args.out, metadata.as_ref()) {
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

fn one(page: &Path, out: &Path, metadata: Option<&Metadata>) -> Result<Imported, Box<dyn Error>> {
    let imported = read(page, metadata)?;
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

/// The metadata document, when one is named.
pub(super) fn metadata(file: Option<&Path>) -> Result<Option<Metadata>, Box<dyn Error>> {
    Ok(file.map(Metadata::load).transpose()?)
}

/// Reads and imports a page, joined with the metadata.
pub(super) fn read(page: &Path, metadata: Option<&Metadata>) -> Result<Imported, Box<dyn Error>> {
    let bytes = fs_err::read(page)?;
    let name = page.file_name().map_or_else(|| page.display().to_string(), |name| name.to_string_lossy().into_owned());
    let mut imported = crate::page::import(&name, &bytes)?;
    if let Some(metadata) = metadata {
        let told = csdl::join(&mut imported.contract, metadata);
        let text = String::from_utf8_lossy(&bytes);
        imported.diagnostics.extend(told.into_iter().map(|one| diagnostic((&name, &text), one)));
        imported.diagnostics.sort_by_key(|d| (d.line, d.column));
    }
    Ok(imported)
}

/// A disagreement with the metadata as a remark on the page.
fn diagnostic(page: (&str, &str), told: Disagreement) -> Diagnostic {
    let severity = if told.kind.is_omission() { Severity::Info } else { Severity::Warning };
    Diagnostic::on_line(page, told.line, (severity, told.kind.code()), told.message)
}

/// Whether warnings are denied.
pub(super) fn denies_warnings(deny: Option<DenyDiagnostics>) -> bool {
    matches!(deny, Some(DenyDiagnostics::Warnings))
}
