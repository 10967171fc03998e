//! Every rule has fixtures, and every fixture a rule.

use docproof::internals::rule_ids;
use libtest_mimic::{Failed, Trial};

use crate::fixtures::{Found, Kind};

/// Rules that stand for a freedom and are never broken.
const NEVER_BROKEN: [&str; 1] = ["schema-extra"];

/// One trial for each rule and one for stray folders.
pub(crate) fn trials(found: &[Found]) -> Vec<Trial> {
    let mut trials: Vec<Trial> = rule_ids()
        .into_iter()
        .map(|id| {
            let count = |kind| found.iter().filter(|one| one.rule == id && one.kind == kind).count();
            let (fires, silent) = (count(Kind::Fires), count(Kind::Silent));
            Trial::test(format!("catalogue::{id}::has_fixtures"), move || enough(id, fires, silent))
        })
        .collect();
    let strays: Vec<String> =
        found.iter().filter(|one| !rule_ids().contains(&one.rule.as_str())).map(|one| one.rule.clone()).collect();
    trials.push(Trial::test("catalogue::every_fixture_has_a_rule", move || {
        if strays.is_empty() { Ok(()) } else { Err(format!("no rule is named {strays:?}").into()) }
    }));
    trials
}

fn enough(id: &str, fires: usize, silent: usize) -> Result<(), Failed> {
    let never = NEVER_BROKEN.contains(&id);
    if silent == 0 || (fires == 0) != never {
        return Err(format!("{fires} fixtures fire and {silent} stay silent").into());
    }
    Ok(())
}
