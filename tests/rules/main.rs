//! One trial for each fixture of each rule: `rule::<id>::fires::<stem>` and `rule::<id>::silent::<stem>`.
//!
//! A fixture that fires names in `broken` what the rule must see: places, or objects with `place`, `cause` and `level`.
//! A silent fixture must be judged `held`, unless `verdict` says otherwise; every other rule must be silent on it too,
//! except those it lists in `others`.

mod catalogue;
mod expectation;
mod fixtures;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let found = match fixtures::find() {
        Ok(found) => found,
        Err(error) => {
            return libtest_mimic::run(&arguments, vec![Trial::test("fixtures", move || Err(error.into()))])
                .exit_code();
        }
    };
    let mut trials = catalogue::trials(&found);
    for fixture in found {
        let name = format!("rule::{}::{}::{}", fixture.rule, fixture.kind, fixture.stem);
        trials.push(Trial::test(name, move || expectation::check(&fixture).map_err(Into::into)));
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}
