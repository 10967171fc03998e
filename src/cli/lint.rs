//! `docproof lint`: does a page agree with itself?

use std::path::Path;

use serde_json::{Value, json};

use super::args::{DenyDiagnostics, LintArgs, LintFormat};
use super::exit::Exit;
use super::import::{denies, imported, metadata, worse};
use super::left_out::LeftOut;
use super::pages::{PageFile, expand, file_name};
use super::siblings::Failure;
use super::{output, parallel};
use crate::csdl::Metadata;
use crate::lint::{check, diff, fixed, markdown, sarif};
use crate::page::{Diagnostic, TypePages};

pub(super) fn lint(args: &LintArgs) -> Exit {
    if args.codes {
        output::out(&markdown());
        return Exit::Held;
    }
    let prepared =
        expand(&args.pages).map_err(Failure::from).and_then(|pages| Ok((pages, metadata(args.csdl.as_deref())?)));
    let (pages, metadata) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => {
            output::error(error.as_ref());
            return Exit::Usage;
        }
    };
    if pages.is_empty() {
        output::err("error: the folder holds no page (*.md)");
        return Exit::Nothing;
    }
    if args.fix {
        return each(&pages, args.deny, mended, |diff| {
            output::out(&diff);
            Exit::Held
        });
    }
    let mut told = Vec::new();
    let worst = each(
        &pages,
        args.deny,
        |page| one(page, metadata.as_ref()),
        |remarks| {
            let is_denied = remarks.iter().any(|remark| denies(remark.severity, args.deny));
            told.extend(remarks);
            if is_denied { Exit::Broken } else { Exit::Held }
        },
    );
    output::out(&match args.format {
        LintFormat::Text => told.iter().map(|remark| format!("{remark}\n")).collect(),
        LintFormat::Json => format!("{:#}\n", told.iter().map(object).collect::<Value>()),
        LintFormat::Sarif => format!("{:#}\n", sarif(env!("CARGO_PKG_VERSION"), &told)),
    });
    worst
}

/// Works on every page, on all cores, and takes the results in order; one that cannot be used never stops the others.
fn each<R: Send>(
    pages: &[PageFile],
    deny: Option<DenyDiagnostics>,
    work: impl Fn(&Path) -> Result<R, Failure> + Sync,
    mut take: impl FnMut(R) -> Exit,
) -> Exit {
    let (mut worst, mut usable, mut left_out) = (Exit::Held, 0, LeftOut::default());
    let results = parallel::map(pages, |page| work(&page.path));
    for (page, result) in pages.iter().zip(results) {
        match result {
            Ok(result) => {
                usable += 1;
                worst = worse(worst, take(result));
            }
            Err(error) => left_out.add(page, &error),
        }
    }
    worse(worst, left_out.exit(usable, deny))
}

fn one(page: &Path, metadata: Option<&Metadata>) -> Result<Vec<Diagnostic>, Failure> {
    let (name, bytes) = (file_name(page), fs_err::read(page)?);
    let imported = imported(&name, &bytes, metadata, &TypePages::default())?;
    let mut remarks = check(&name, &String::from_utf8_lossy(&bytes), &imported);
    let path = page.display().to_string();
    for remark in &mut remarks {
        remark.file.clone_from(&path);
    }
    Ok(remarks)
}

fn object(d: &Diagnostic) -> Value {
    json!({
        "file": d.file, "line": d.line, "column": d.column, "severity": d.severity.to_string(), "code": d.code,
        "message": d.message, "quoted": d.quoted, "fix": d.fix,
    })
}

/// The page as it should read, as a diff.
fn mended(page: &Path) -> Result<String, Failure> {
    let text = fs_err::read_to_string(page)?;
    let new = fixed(&file_name(page), &text)?;
    // a patch names files from the folder where it is applied
    Ok(diff(page.display().to_string().trim_start_matches('/'), &text, &new))
}
