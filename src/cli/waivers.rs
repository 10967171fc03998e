//! `--waivers` and `--baseline`: what a run is expected to find.

use std::error::Error;
use std::path::{Path, PathBuf};

use super::args::RunArgs;
use super::target::Prepared;
use crate::config::Target;
use crate::rules::RULES;
use crate::waivers::Waivers;

/// Gives a check what it is expected to find.
pub(super) fn keep(prepared: Prepared, args: &RunArgs, target: &Target) -> Result<Prepared, Box<dyn Error>> {
    // Those of the command line are for every target, those of the file for their own.
    let own = target.waivers.iter().filter(|_| args.waivers.is_empty()).map(|said| said.value.clone());
    let files: Vec<PathBuf> = args.waivers.iter().cloned().chain(own).collect();
    let check = prepared.check.waivers(read(&files, target.baseline.as_ref().map(|said| said.value.as_path()))?);
    Ok(Prepared { check, ..prepared })
}

/// Reads the files.
fn read(files: &[PathBuf], baseline: Option<&Path>) -> Result<Waivers, Box<dyn Error>> {
    let rules: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    let mut waivers = Waivers::default();
    for file in files {
        waivers = waivers.file(&file.display().to_string(), &fs_err::read_to_string(file)?, &rules)?;
    }
    if let Some(file) = baseline {
        waivers = waivers.baseline(&file.display().to_string(), &fs_err::read_to_string(file)?)?;
    }
    Ok(waivers)
}
