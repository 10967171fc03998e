//! Contracts proved against their own mock: one of our own with a property of every type, and of the real pages a
//! sample that has every type. `examples/every_page.rs` proves all of them.

use std::collections::BTreeSet;
use std::path::Path;

use docproof::internals::{Page, fault_rule, generic_faults};
use docproof::{Mock, MockOptions, Report, Verdict};

use super::{import, is_intune, pages};

/// Patches of a run.
const CASES: u64 = 60;
/// Faults that must be found on each page; the pages take turns, so that the sample meets all of them.
const FAULTS: usize = 20;

/// The page of our own.
fn every_type() -> Page {
    import(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/fixtures/every-type-update.md"))
}

/// Of the real pages the first of each kind of property: a page is taken when it has a kind that none before it has.
fn sample() -> Vec<Page> {
    let mut seen = BTreeSet::new();
    let intune = pages().into_iter().filter(|path| is_intune(path)).map(|path| import(&path));
    let is_new = |page: &Page| kinds(page).into_iter().filter(|kind| seen.insert(kind.clone())).count() > 0;
    std::iter::once(every_type()).chain(intune.filter(is_new)).collect()
}

/// Kinds of the properties that a patch can carry, as in `collection of string`.
fn kinds(page: &Page) -> Vec<String> {
    let kind = |value: &serde_json::Value| value["kind"].as_str().unwrap_or_default().to_owned();
    let properties = page.contract().properties.iter().filter(|property| property.is_updatable());
    let types = properties.map(|property| serde_json::to_value(&property.value_type).unwrap());
    types.map(|value| format!("{} of {}", kind(&value), kind(&value["of"]))).collect()
}

fn proved(page: &Page, fault: Option<(&str, &str)>) -> Report {
    let mut options = MockOptions::new(page.contract().clone());
    if let Some((fault, _)) = fault {
        options = options.fault(fault).unwrap();
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mock = Mock::start(options).await.unwrap();
        let mut check = page.check(mock.url()).token(mock.token()).seed(1).cases(CASES);
        for (name, value) in mock.params().iter().chain(mock.key()) {
            check = check.param(name, value);
        }
        if let Some((_, rule)) = fault {
            // A fault may need a boundary that a proof of health does not reach.
            check = check.rule(rule).cases(1200).first_only().deny(docproof::Level::Should);
        }
        let report = check.run().await.unwrap_or_else(|error| panic!("{fault:?}: {error}"));
        mock.stop().await;
        report
    })
}

#[test]
fn contracts_hold_against_their_own_mock() {
    for page in sample() {
        let report = proved(&page, None);
        assert_eq!((report.verdict, &report.findings[..]), (Verdict::Held, &[][..]), "{}", page.contract().page.file);
    }
}

#[test]
fn generic_faults_are_found_on_any_contract() {
    for (turn, page) in sample().iter().enumerate() {
        let faults = generic_faults(page.contract());
        assert!(faults.len() >= FAULTS, "{}: {}", page.contract().page.file, faults.len());
        for fault in faults.into_iter().cycle().skip(turn * FAULTS).take(FAULTS) {
            let rule = fault_rule(fault).unwrap();
            let report = proved(page, Some((fault, rule)));
            assert!(!report.findings.is_empty(), "{}: {fault} is not found by {rule}", page.contract().page.file);
        }
    }
}

#[test]
fn every_generic_fault_is_found_on_a_contract_of_every_type() {
    let page = every_type();
    let missed: Vec<_> = generic_faults(page.contract())
        .into_iter()
        .filter(|fault| proved(&page, Some((fault, fault_rule(fault).unwrap()))).findings.is_empty())
        .collect();
    assert_eq!(missed, Vec::<&str>::new());
}
