//! `docproof faults`: what the mock can do wrong, and what it may do.

use std::fmt::Write as _;

use super::args::FaultsArgs;
use super::exit::Exit;
use super::output;
use crate::mock::{FAULTS, FREEDOMS};

pub(super) fn faults(args: &FaultsArgs) -> Exit {
    if args.score {
        return super::score::score();
    }
    let mut text = String::new();
    if args.freedoms {
        for freedom in FREEDOMS.iter() {
            let _ = writeln!(text, "{:<34} {}", freedom.id, freedom.summary);
        }
    } else {
        for fault in FAULTS.iter() {
            let _ = writeln!(text, "{:<34} {:<26} {}", fault.id, fault.rule, fault.summary);
        }
    }
    output::out(&text);
    Exit::Held
}
