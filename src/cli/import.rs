//! `docproof import`: pages → cases, schemas, contract.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::args::{DenyDiagnostics, ImportArgs};
use super::exit::Exit;
use super::left_out::{LeftOut, is_other_kind};
use super::pages::{PageFile, expand, file_name};
use super::siblings::{self, Failure};
use super::{output, parallel};
use crate::cases::{WriteOutcome, write};
use crate::csdl::{self, Disagreement, Metadata};
use crate::page::{Diagnostic, Imported, Severity, TypePages, has_nested, import_joined, recover, unknown_types};

pub(super) fn import(args: &ImportArgs) -> Exit {
    let prepared = prepare(args);
    let (files, metadata, types) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => {
            output::error(error.as_ref());
            return Exit::Usage;
        }
    };
    if files.is_empty() {
        output::err("error: the folder holds no page (*.md)");
        return Exit::Nothing;
    }
    let pages = read_all(&files, metadata.as_ref(), types);
    let paths: Vec<PathBuf> = files.iter().map(|file| file.path.clone()).collect();
    let (kept, mut pages) = siblings::joined(&paths, pages);
    let files: Vec<PageFile> = files.into_iter().filter(|file| kept.contains(&file.path)).collect();
    rename_collisions(&files, &mut pages);
    // one message when the folder cannot be made, not one for each page
    if let Err(error) = if pages.iter().any(Result::is_ok) { fs_err::create_dir_all(&args.out) } else { Ok(()) } {
        output::error(&error);
        return Exit::Usage;
    }
    let outcomes = parallel::map(&pages, |page| {
        let imported = page.as_ref().ok()?;
        Some(write(&args.out, &imported.contract, &imported.cases))
    });
    let mut worst = Exit::Held;
    let mut left_out = LeftOut::default();
    for ((file, page), outcome) in files.iter().zip(&pages).zip(outcomes) {
        let exit = match (page, outcome) {
            (Ok(imported), Some(Ok(outcome))) => {
                output::err(&diagnostics(imported));
                output::out(&line(imported, &outcome));
                if is_denied(imported, args.deny) { Exit::Broken } else { Exit::Held }
            }
            (Ok(_), Some(Err(error))) => {
                output::error(&error);
                Exit::Usage
            }
            (Err(error), _) => {
                left_out.add(file, error);
                Exit::Held
            }
            (Ok(_), None) => Exit::Held,
        };
        worst = worse(worst, exit);
    }
    let usable = pages.iter().filter(|page| page.is_ok()).count();
    worse(worst, left_out.exit(usable, args.deny))
}

/// A fault of the arguments counts before a remark on a page.
pub(super) fn worse(one: Exit, other: Exit) -> Exit {
    if one == Exit::Held || other == Exit::Usage { other } else { one }
}

/// All pages. Those of resources among them tell the others their types, as `--resources` does.
fn read_all(files: &[PageFile], metadata: Option<&Metadata>, mut types: TypePages) -> Vec<Result<Imported, Failure>> {
    let mut pages = parallel::map(files, |file| read(&file.path, metadata, &types));
    let known = types.len();
    for (file, page) in files.iter().zip(&pages) {
        if page.as_ref().is_err_and(is_other_kind)
            && let Ok(bytes) = fs_err::read(&file.path)
        {
            types.add(&file_name(&file.path), &String::from_utf8_lossy(&bytes));
        }
    }
    if types.len() > known {
        let wants_types = |page: &Imported| !page.parts.properties || has_nested(&page.contract);
        let again = |page: &Result<Imported, Failure>| page.as_ref().is_ok_and(wants_types);
        let nested: Vec<usize> = (0..pages.len()).filter(|at| again(&pages[*at])).collect();
        let told = parallel::map(&nested, |at| read(&files[*at].path, metadata, &types));
        nested.into_iter().zip(told).for_each(|(at, page)| pages[at] = page);
    }
    for (file, page) in files.iter().zip(&mut pages) {
        let Ok(page) = page else { continue };
        let path = file.path.display().to_string();
        page.diagnostics.iter_mut().for_each(|remark| remark.file.clone_from(&path));
    }
    pages
}

/// The pages, the metadata and the types of the resource pages.
fn prepare(args: &ImportArgs) -> Result<(Vec<PageFile>, Option<Metadata>, TypePages), Failure> {
    let files = expand(&args.pages)?;
    let metadata = metadata(args.csdl.as_deref())?;
    let mut types = TypePages::default();
    for page in expand(&args.resources)? {
        let bytes = fs_err::read(&page.path)?;
        types.add(&file_name(&page.path), &String::from_utf8_lossy(&bytes));
    }
    Ok((files, metadata, types))
}

/// Pages of one name but of other content get a number in the order given: `update-user`, `update-user-2`.
///
/// v1.0 and beta in one folder are such pages; import them into two folders to keep their names.
fn rename_collisions(files: &[PageFile], pages: &mut [Result<Imported, Failure>]) {
    let mut seen: BTreeMap<String, (usize, &Path)> = BTreeMap::new();
    for (file, page) in files.iter().zip(pages) {
        let Ok(imported) = page else { continue };
        let (count, first) = seen.entry(imported.contract.name.clone()).or_insert((0, &file.path));
        *count += 1;
        if *count > 1 {
            let name = format!("{}-{count}", imported.contract.name);
            output::err(&format!(
                "{}: warning[same-name]: {} gives the contract `{}` too; this one is called `{name}`",
                file.path.display(),
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
pub(super) fn read(page: &Path, metadata: Option<&Metadata>, types: &TypePages) -> Result<Imported, Failure> {
    let bytes = fs_err::read(page)?;
    imported(&file_name(page), &bytes, metadata, types)
}

/// Imports a page, joins it with the metadata, and says what stays unknown.
pub(super) fn imported(
    name: &str,
    bytes: &[u8],
    metadata: Option<&Metadata>,
    types: &TypePages,
) -> Result<Imported, Failure> {
    let text = String::from_utf8_lossy(bytes);
    let mut imported = import_joined(name, bytes, types, |page| {
        let Some(metadata) = metadata else { return };
        if !page.lost.is_empty() {
            let declared = csdl::declared(&page.contract, metadata);
            recover(page, &declared);
        }
        let told = join(page, metadata, (name, &text));
        page.diagnostics.extend(told);
    })?;
    imported.diagnostics.extend(unknown_types((name, &text), &imported.contract));
    imported.diagnostics.sort_by_key(|d| (d.line, d.column));
    Ok(imported)
}

/// Joins the contract with the metadata; what disagrees, as remarks on the page.
fn join(imported: &mut Imported, metadata: &Metadata, page: (&str, &str)) -> Vec<Diagnostic> {
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
