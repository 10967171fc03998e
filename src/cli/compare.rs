//! `docproof compare`: two recorded runs, what is new, gone, changed and the same.

use std::error::Error;
use std::path::{Path, PathBuf};

use super::args::{CompareArgs, CompareFormat};
use super::exit::Exit;
use super::runlog::{RunLog, RunName};
use super::{output, recorded};
use crate::model::Level;
use crate::report::{Comparison, Verbosity, View, terminal};

pub(super) fn compare(args: &CompareArgs) -> Exit {
    match compared(args) {
        Ok(exit) => exit,
        Err(error) => {
            output::error(error.as_ref());
            Exit::Usage
        }
    }
}

fn compared(args: &CompareArgs) -> Result<Exit, Box<dyn Error>> {
    let [before, after] = sides(args)?;
    let comparison = Comparison::of(&recorded::report(&before)?, &recorded::report(&after)?);
    let verbosity = if args.verbose { Verbosity::Verbose } else { Verbosity::Normal };
    output::out(&match args.format {
        CompareFormat::Text => {
            terminal::comparison(&comparison, &View { width: output::width(), verbosity, is_recorded: true })
        }
        CompareFormat::Json => serde_json::to_string_pretty(&comparison)? + "\n",
    });
    for caveat in comparison.caveats(&named(&before), &named(&after)) {
        output::err(&format!("warning: {caveat}"));
    }
    let deny = if args.deny.is_some() { Level::Should } else { Level::Must };
    Ok(if comparison.is_worse(deny) { Exit::Broken } else { Exit::Held })
}

fn named(file: &Path) -> String {
    format!("the run {}", file.display())
}

/// The two runs: as named, or the last two of a target.
fn sides(args: &CompareArgs) -> Result<[PathBuf; 2], Box<dyn Error>> {
    if let Some(target) = &args.target {
        let name = RunName { target: target.trim_end_matches('/').to_owned(), contract: args.contract.clone() };
        let mut logs = RunLog::of(&name).into_iter().rev();
        let (Some(after), Some(before)) = (logs.next(), logs.next()) else {
            return Err(format!("fewer than two runs of {} against {target} are recorded", args.contract).into());
        };
        return Ok([before, after]);
    }
    match args.runs.as_slice() {
        [before, after] => Ok([before.clone(), after.clone()]),
        _ => Err("name two recorded runs, or --target for the last two of a target".into()),
    }
}
