//! `docproof blame`: page table, page example, metadata and live answer of each property, and who disagrees.

use std::error::Error;

use super::args_recorded::FromArgs;
use super::exit::Exit;
use super::{output, recorded, runlog};
use crate::report::{blame, terminal};

pub(super) fn blame(args: &FromArgs) -> Exit {
    match told(args) {
        Ok(exit) => exit,
        Err(error) => {
            output::error(error.as_ref());
            Exit::Usage
        }
    }
}

fn told(args: &FromArgs) -> Result<Exit, Box<dyn Error>> {
    let report = recorded::report(&runlog::named_or_latest(args.from.as_deref())?)?;
    let rows = blame::of(&report);
    if rows.is_empty() {
        output::err("this log holds no properties: an older version wrote it, or the page has no table");
        return Ok(Exit::Nothing);
    }
    output::out(&terminal::blame(&rows, output::width()));
    Ok(if rows.iter().all(|row| row.disagree.is_empty()) { Exit::Held } else { Exit::Broken })
}
