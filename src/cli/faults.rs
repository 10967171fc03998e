//! `docproof faults`: what the mock can do wrong, and what it may do.

use super::args::FaultsArgs;
use super::exit::Exit;
use super::output;
use crate::mock::{FAULTS, FREEDOMS};
use crate::report::terminal;

pub(super) fn faults(args: &FaultsArgs) -> Exit {
    if args.score {
        return super::score::score();
    }
    let rows: Vec<(String, String)> = if args.freedoms {
        FREEDOMS.iter().map(|freedom| (format!("{:<34}", freedom.id), freedom.summary.to_owned())).collect()
    } else {
        let row = |id: &str, rule: &str, summary: &str| (format!("{id:<34} {rule:<26}"), summary.to_owned());
        FAULTS.iter().map(|fault| row(fault.id, fault.rule, fault.summary)).collect()
    };
    output::out(&terminal::name_list(&rows, output::room(&std::io::stdout())));
    Exit::Held
}
