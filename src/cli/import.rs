//! `docproof import`: pages → cases, schemas, contract.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::args::{DenyDiagnostics, ImportArgs};
use super::exit::Exit;
use super::siblings::{self, Failure};
use super::{output, parallel};
use crate::cases::{WriteOutcome, write};
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
    let pages = parallel::map(&args.pages, |page| read(page, metadata.as_ref()));
    let (files, mut pages) = siblings::joined(&args.pages, pages);
    rename_collisions(&files, &mut pages);
    let outcomes = parallel::map(&pages, |page| {
        let imported = page.as_ref().ok()?;
        Some(write(&args.out, &imported.contract, &imported.cases))
    });
    let mut worst = Exit::Held;
    for (page, outcome) in pages.iter().zip(outcomes) {
        match (page, outcome) {
            (Ok(imported), Some(Ok(outcome))) => {
                output::err(&diagnostics(imported));
                output::out(&line(imported, &outcome));
                if worst == Exit::Held && is_denied(imported, args.deny) {
                    worst = Exit::Broken;
                }
            }
            (Ok(_), Some(Err(error))) => {
                output::error(&error);
                worst = Exit::Usage;
            }
            (Err(error), _) => {
                output::error(error.as_ref());
                worst = Exit::Usage;
            }
            (Ok(_), None) => {}
        }
    }
    worst
}

/// Pages of one name but of other content get a number in the order given: `update-user`, `update-user-2`.
///
/// v1.0 and beta in one folder are such pages; import them into two folders to keep their names.
fn rename_collisions(files: &[PathBuf], pages: &mut [Result<Imported, Failure>]) {
    let mut seen: BTreeMap<String, (usize, &Path)> = BTreeMap::new();
    for (file, page) in files.iter().zip(pages) {
        let Ok(imported) = page else { continue };
        let (count, first) = seen.entry(imported.contract.name.clone()).or_insert((0, file));
        *count += 1;
        if *count > 1 {
            let name = format!("{}-{count}", imported.contract.name);
            output::err(&format!(
                "{}: warning[same-name]: {} gives the contract `{}` too; this one is called `{name}`",
                file.display(),
                first.display(),
                imported.contract.name
            ));
            imported.contract.name = name;
        }
    }
}

fn diagnostics(imported: &Imported) -> String {
    imported.diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn line(imported: &Imported, outcome: &WriteOutcome) -> String {
    let contract = &imported.contract;
    format!(
        "{}: {} {}, {} properties, {} {}{} ({})\n",
        contract.name,
        contract.operation.method,
        contract.operation.path.0,
        contract.properties.len(),
        imported.cases.len(),
        if imported.cases.len() == 1 { "case" } else { "cases" },
        siblings::told(contract),
        if outcome.written.is_empty() {
            "unchanged".to_owned()
        } else {
            format!("{} files written", outcome.written.len())
        },
    )
}

/// The metadata document, when one is named.
pub(super) fn metadata(file: Option<&Path>) -> Result<Option<Metadata>, Failure> {
    Ok(file.map(Metadata::load).transpose()?)
}

/// Reads and imports a page, joined with the metadata.
pub(super) fn read(page: &Path, metadata: Option<&Metadata>) -> Result<Imported, Failure> {
    let bytes = fs_err::read(page)?;
    let name = page.file_name().map_or_else(|| page.display().to_string(), |name| name.to_string_lossy().into_owned());
    let mut imported = crate::page::import(&name, &bytes)?;
    if let Some(metadata) = metadata {
        let told = join(&mut imported, metadata, (&name, &String::from_utf8_lossy(&bytes)));
        imported.diagnostics.extend(told);
        imported.diagnostics.sort_by_key(|d| (d.line, d.column));
    }
    Ok(imported)
}

/// Joins the contract with the metadata; what disagrees, as remarks on the page.
pub(super) fn join(imported: &mut Imported, metadata: &Metadata, page: (&str, &str)) -> Vec<Diagnostic> {
    let told = csdl::join(&mut imported.contract, metadata);
    told.into_iter().map(|one| diagnostic(page, one)).collect()
}

/// A disagreement with the metadata as a remark on the page.
fn diagnostic(page: (&str, &str), told: Disagreement) -> Diagnostic {
    let severity = if told.kind.is_omission() { Severity::Info } else { Severity::Warning };
    Diagnostic::on_line(page, told.line, (severity, told.kind.code()), told.message)
}

/// Whether a remark on the page fails the command.
fn is_denied(imported: &Imported, deny: Option<DenyDiagnostics>) -> bool {
    imported.diagnostics.iter().any(|diagnostic| denies(diagnostic.severity, deny))
}

/// Whether a severity fails the command.
pub(super) fn denies(severity: Severity, deny: Option<DenyDiagnostics>) -> bool {
    severity == Severity::Error || (deny.is_some() && severity == Severity::Warning)
}
