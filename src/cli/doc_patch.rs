//! `docproof doc-patch`: the page, corrected, as a unified diff.

use std::error::Error;
use std::path::Path;

use super::args_recorded::DocPatchArgs;
use super::exit::Exit;
use super::pages::file_name;
use super::{output, recorded, runlog};
use crate::lint::{diff, fixed, proposals};
use crate::page::{Diagnostic, import};
use crate::report::{Report, doc_patch};

pub(super) fn doc_patch(args: &DocPatchArgs) -> Exit {
    match printed(args) {
        Ok(()) => Exit::Held,
        Err(error) => {
            output::error(error.as_ref());
            Exit::Usage
        }
    }
}

fn printed(args: &DocPatchArgs) -> Result<(), Box<dyn Error>> {
    let page = args.page.display().to_string();
    let text = fs_err::read_to_string(&args.page)?;
    let contract = import(&file_name(&args.page), text.as_bytes())?.contract.name;
    let report = run_about(&contract, args.run.from.as_deref())?;
    let proven = report.as_ref().map_or_else(|| text.clone(), |report| proven(report, &page, &text));
    let live = |name: &str| {
        let shown = report.iter().flat_map(|report| &report.live).find(|live| live.property == name);
        shown.map(|live| live.values.clone()).unwrap_or_default()
    };
    let proposed = proposals(&file_name(&args.page), &proven, &live)?;
    for (line, why) in &proposed.made {
        output::err(&format!("{page}:{line}: {why}"));
    }
    if !proposed.made.is_empty() {
        output::err("where an example is changed and the example is right, the table or the statement is to change");
    }
    for one in proposed.left {
        let one = Diagnostic { file: page.clone(), ..one };
        output::err(&format!("{one}\n  no change is proposed: which side is right, only people can say"));
    }
    // a patch names files from the folder where it is applied
    let patch = diff(page.trim_start_matches('/'), &text, &fixed(&file_name(&args.page), &proposed.text)?);
    if patch.is_empty() {
        output::err(&format!("{page}: neither the page itself nor the run calls for a change"));
    }
    output::out(&patch);
    Ok(())
}

/// The named run, else the last one, if it is about the page. A page that contradicts itself needs none.
fn run_about(contract: &str, log: Option<&Path>) -> Result<Option<Report>, Box<dyn Error>> {
    let Some(log) = log.map(Path::to_owned).or_else(runlog::latest) else { return Ok(None) };
    let report = recorded::report(&log)?;
    let about = &report.run.contract;
    if about == contract {
        return Ok(Some(report));
    }
    output::err(&format!("the run of {} is about {about}; this page is looked at without a run", log.display()));
    Ok(None)
}

/// The page with the lines corrected that the run proves wrong.
fn proven(report: &Report, page: &str, text: &str) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    for correction in doc_patch::corrections(report, text) {
        let line = &mut lines[correction.line - 1];
        let end = line[line.trim_end_matches(['\r', '\n']).len()..].to_owned();
        *line = correction.text + &end;
        output::err(&format!("{page}:{}: {}", correction.line, correction.why));
    }
    lines.concat()
}
