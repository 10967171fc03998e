//! How many of the pages that list properties become contracts that run.
//! `cargo test --test pages every_other_contract -- --ignored --nocapture`.

use docproof::Verdict;
use docproof::internals::Page;

use super::proof::block_on;
use super::whole::on_all_cores;
use super::{import, is_intune, note, pages};

/// Patches of a run.
const CASES: u64 = 30;
/// Every so many contracts with a derived case one is proved.
const STEP: usize = 6;

/// What came of a page: nothing when it holds.
fn obstacle(page: &Page) -> Option<String> {
    match block_on(page.proved(CASES)) {
        Ok(report) if report.verdict == Verdict::Held => None,
        Ok(report) => {
            let rules: Vec<_> = report.findings.iter().map(|found| found.rule.as_str()).collect();
            Some(format!("{:?} {}", report.verdict, rules.join(" ")))
        }
        Err(error) => Some(error),
    }
}

fn others() -> Vec<Page> {
    pages().iter().filter(|path| !is_intune(path)).map(|path| import(path)).collect()
}

/// Whether no example of the page can be sent as it stands.
fn is_derived(page: &Page) -> bool {
    page.files().iter().any(|(path, _)| path.ends_with("derived.json"))
}

/// How many contracts hold; the others are told.
fn held(pages: &[Page]) -> usize {
    let outcomes = on_all_cores(pages, |page| {
        let outcome = obstacle(page);
        if let Some(obstacle) = &outcome {
            note(&format!("{} ({}): {obstacle}", page.contract().page.file, page.contract().properties.len()));
        }
        outcome
    });
    outcomes.iter().filter(|outcome| outcome.is_none()).count()
}

#[test]
fn contracts_whose_examples_cannot_be_sent_hold_too() {
    let derived: Vec<Page> = others().into_iter().filter(is_derived).step_by(STEP).collect();
    assert_eq!(held(&derived), derived.len());
}

#[test]
fn every_page_with_properties_gives_a_case() {
    let all: Vec<Page> = pages().iter().map(|path| import(path)).collect();
    let has_case = |page: &&Page| !page.examples().is_empty();
    let without: Vec<&Page> = all.iter().filter(|page| !has_case(page)).collect();
    let names: Vec<_> = without.iter().map(|page| page.contract().page.file.as_str()).collect();
    assert!(without.iter().all(|page| page.contract().properties.is_empty()), "{names:?}");
    if !all.is_empty() {
        assert_eq!((all.len(), without.len(), all.iter().filter(|page| is_derived(page)).count()), (1140, 7, 37));
    }
}

#[test]
#[ignore = "minutes: all contracts of pages written by hand"]
fn every_other_contract_runs() {
    let pages = others();
    note(&format!("{} of {} contracts hold", held(&pages), pages.len()));
}

#[test]
#[ignore = "a minute: all contracts whose examples cannot be sent"]
fn every_derived_contract_runs() {
    let pages: Vec<Page> = others().into_iter().filter(is_derived).collect();
    note(&format!("{} of {} contracts hold", held(&pages), pages.len()));
}
