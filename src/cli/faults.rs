//! `docproof faults`: what the mock can do wrong, and what it may do.

use super::args::FaultsArgs;
use super::exit::Exit;
use super::output;
use crate::mock::{FAULTS, FREEDOMS};

pub(super) fn faults(args: &FaultsArgs) -> Exit {
    let text: String = if args.freedoms {
        FREEDOMS.iter().map(|freedom| format!("{:<34} {}\n", freedom.id, freedom.summary)).collect()
    } else {
        FAULTS.iter().map(|fault| format!("{:<34} {:<26} {}\n", fault.id, fault.rule, fault.summary)).collect()
    };
    output::out(&text);
    Exit::Held
}
