//! `docproof doc-patch`: the page, corrected, as a unified diff.

use std::error::Error;
use std::path::Path;

use super::args_recorded::DocPatchArgs;
use super::exit::Exit;
use super::{output, recorded, runlog};
use crate::lint::{check, diff, fixed};
use crate::page::import;
use crate::report::doc_patch;

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
    let report = recorded::report(&runlog::named_or_latest(args.run.from.as_deref())?)?;
    let page = args.page.display().to_string();
    let text = fs_err::read_to_string(&args.page)?;
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    for correction in doc_patch::corrections(&report, &text) {
        let line = &mut lines[correction.line - 1];
        let end = line[line.trim_end_matches(['\r', '\n']).len()..].to_owned();
        *line = correction.text + &end;
        output::err(&format!("{page}:{}: {}", correction.line, correction.why));
    }
    contradictions(&args.page, &text);
    let name = args.page.file_name().map_or_else(|| page.clone(), |name| name.to_string_lossy().into_owned());
    // a patch names files from the folder where it is applied
    let patch = diff(page.trim_start_matches('/'), &text, &fixed(&name, &lines.concat())?);
    if patch.is_empty() {
        output::err(&format!("{page}: neither the page itself nor the run calls for a change"));
    }
    output::out(&patch);
    Ok(())
}

/// Where the page's example contradicts the rest of the page.
const CONTRADICTIONS: [&str; 5] =
    ["example-not-echoed", "example-not-listed", "example-out-of-range", "example-type", "status-differs"];

/// Tells the contradictions that no run decides: which side is right, only people can say.
fn contradictions(page: &Path, text: &str) {
    let Ok(imported) = import(&page.display().to_string(), text.as_bytes()) else { return };
    let told = check(&page.display().to_string(), text, &imported);
    for one in told.iter().filter(|one| CONTRADICTIONS.contains(&one.code)) {
        output::err(&format!("{one}\n  which side is right, no run decides: left as it is"));
    }
}
