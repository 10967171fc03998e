//! `docproof lint`: does a page agree with itself?

use std::path::Path;

use serde_json::{Value, json};

use super::args::{LintArgs, LintFormat};
use super::exit::Exit;
use super::import::{denies, join, metadata};
use super::siblings::Failure;
use super::{output, parallel};
use crate::csdl::Metadata;
use crate::lint::{diff, fixed};
use crate::page::Diagnostic;

pub(super) fn lint(args: &LintArgs) -> Exit {
    if args.fix {
        return print_fixes(args);
    }
    let metadata = match metadata(args.csdl.as_deref()) {
        Ok(metadata) => metadata,
        Err(error) => {
            output::error(error.as_ref());
            return Exit::Usage;
        }
    };
    let mut worst = Exit::Held;
    let mut told: Vec<Value> = Vec::new();
    for page in parallel::map(&args.pages, |page| one(page, metadata.as_ref())) {
        match page {
            Ok(diagnostics) => {
                match args.format {
                    LintFormat::Text => diagnostics.iter().for_each(|d| output::out(&format!("{d}\n"))),
                    LintFormat::Json => told.extend(diagnostics.iter().map(object)),
                }
                if worst == Exit::Held && diagnostics.iter().any(|d| denies(d.severity, args.deny)) {
                    worst = Exit::Broken;
                }
            }
            Err(error) => {
                output::error(error.as_ref());
                worst = Exit::Usage;
            }
        }
    }
    if args.format == LintFormat::Json {
        output::out(&format!("{:#}\n", Value::Array(told)));
    }
    worst
}

fn one(page: &Path, metadata: Option<&Metadata>) -> Result<Vec<Diagnostic>, Failure> {
    let (name, bytes) = (name(page), fs_err::read(page)?);
    let mut told = crate::lint::lint(&name, &bytes)?;
    if let Some(metadata) = metadata {
        let mut imported = crate::page::import(&name, &bytes)?;
        told.extend(join(&mut imported, metadata, (&name, &String::from_utf8_lossy(&bytes))));
        told.sort_by_key(|d| (d.line, d.column));
    }
    Ok(told)
}

fn name(page: &Path) -> String {
    page.file_name().map_or_else(|| page.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn object(d: &Diagnostic) -> Value {
    json!({
        "file": d.file, "line": d.line, "column": d.column, "severity": d.severity.to_string(), "code": d.code,
        "message": d.message, "quoted": d.quoted, "fix": d.fix,
    })
}

fn print_fixes(args: &LintArgs) -> Exit {
    let mended = |page: &Path| -> Result<String, Failure> {
        let text = fs_err::read_to_string(page)?;
        let new = fixed(&name(page), &text)?;
        Ok(diff(&page.display().to_string(), &text, &new))
    };
    let mut worst = Exit::Held;
    for page in parallel::map(&args.pages, |page| mended(page)) {
        match page {
            Ok(diff) => output::out(&diff),
            Err(error) => {
                output::error(error.as_ref());
                worst = Exit::Usage;
            }
        }
    }
    worst
}
