//! Contracts proved against their own mock: one of our own with a property of every type, and of the real pages a
//! sample that has every type. The ignored tests prove all of them:
//! `cargo test --release --test pages every_intune -- --ignored --nocapture`, or a part of them: `DOCPROOF_PAGES=1/4` is the
//! first of four shares, as different from each other as they can be.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use docproof::internals::{Page, generic_faults, rarer_generic_faults};
use docproof::{Report, Verdict};

use super::whole::on_all_cores;
use super::{import, is_intune, note, pages};

/// Patches of a run.
const CASES: u64 = 60;
/// Patches of a run that looks for a fault: each rule has to see the values of every type.
const FAULT_CASES: u64 = 200;
/// Patches of a run that looks for a fault at one value among many.
const RARER_CASES: u64 = 1200;
/// Faults that must be found on each page.
const FAULTS: usize = 20;
/// Shapes of contracts in the sample.
const SHAPES: usize = 12;

/// The page of our own.
fn every_type() -> Page {
    import(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/fixtures/every-type-update.md"))
}

fn intune() -> Vec<Page> {
    pages().into_iter().filter(|path| is_intune(path)).map(|path| import(&path)).collect()
}

/// Every page, or those of the share that `DOCPROOF_PAGES` names.
fn intune_share() -> Vec<Page> {
    let wanted = std::env::var("DOCPROOF_PAGES").unwrap_or_else(|_| "1/1".to_owned());
    let (share, of) = wanted.split_once('/').expect("DOCPROOF_PAGES is as in 2/4");
    let (share, of): (usize, usize) = (share.parse().unwrap(), of.parse().unwrap());
    intune().into_iter().enumerate().filter(|(at, _)| at % of + 1 == share).map(|(_, page)| page).collect()
}

/// Of the real pages the first of each kind of property: a page is taken when it has a kind that none before it has.
fn of_each_type() -> Vec<Page> {
    let mut seen = BTreeSet::new();
    let is_new = |page: &Page| kinds(page).into_iter().filter(|kind| seen.insert(kind.clone())).count() > 0;
    std::iter::once(every_type()).chain(intune().into_iter().filter(is_new)).collect()
}

/// Kinds of the properties that a patch can carry, as in `collection of string`.
fn kinds(page: &Page) -> Vec<String> {
    let kind = |value: &serde_json::Value| value["kind"].as_str().unwrap_or_default().to_owned();
    let properties = page.contract().properties.iter().filter(|property| property.is_updatable());
    let types = properties.map(|property| serde_json::to_value(&property.value_type).unwrap());
    types.map(|value| format!("{} of {}", kind(&value), kind(&value["of"]))).collect()
}

/// Of the real pages the first ones of a new shape: which faults they can show.
fn of_each_shape() -> Vec<Page> {
    let mut seen = BTreeSet::new();
    intune().into_iter().filter(|page| seen.insert(generic_faults(page.contract()))).take(SHAPES).collect()
}

pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// Those of `faults` that are not found.
fn missed(page: &Page, faults: &[&'static str], cases: u64) -> Vec<&'static str> {
    faults.iter().copied().filter(|fault| !block_on(page.finds(fault, cases)).unwrap()).collect()
}

/// How many faults a page shows, and those that are not found.
struct Row {
    page: String,
    faults: usize,
    missed: Vec<&'static str>,
}

fn row(page: &Page, faults: &[&'static str]) -> Row {
    let name = page.contract().page.file.clone();
    let missed = missed(page, faults, FAULT_CASES);
    note(&format!("{:3} of {:3}  {name}  {}", faults.len() - missed.len(), faults.len(), missed.join(" ")));
    Row { page: name, faults: faults.len(), missed }
}

fn held(page: &Page, report: &Report) {
    assert_eq!((report.verdict, &report.findings[..]), (Verdict::Held, &[][..]), "{}", page.contract().page.file);
}

#[test]
fn contracts_hold_against_their_own_mock() {
    for page in of_each_type() {
        held(&page, &block_on(page.proved(CASES)).unwrap());
    }
}

#[test]
fn generic_faults_are_found_on_a_contract_of_each_shape() {
    let rows: Vec<_> = of_each_shape().iter().map(|page| row(page, &generic_faults(page.contract()))).collect();
    for Row { page, faults, missed } in rows {
        assert!(faults >= FAULTS && missed.is_empty(), "{page}: {faults} faults, missed {missed:?}");
    }
}

#[test]
fn every_generic_fault_is_found_on_a_contract_of_every_type() {
    let page = every_type();
    assert_eq!(missed(&page, &generic_faults(page.contract()), FAULT_CASES), Vec::<&str>::new());
    assert_eq!(missed(&page, &rarer_generic_faults(page.contract()), RARER_CASES), Vec::<&str>::new());
}

#[test]
#[ignore = "minutes: all contracts"]
fn every_intune_contract_holds() {
    let started = Instant::now();
    let pages = intune_share();
    on_all_cores(&pages, |page| {
        if page.examples().is_empty() {
            return note(&format!("{}: no case", page.contract().page.file));
        }
        held(page, &block_on(page.proved(CASES)).unwrap());
    });
    note(&format!("{} contracts in {:.0} s", pages.len(), started.elapsed().as_secs_f64()));
}

#[test]
#[ignore = "many minutes: all contracts with all their generic faults"]
fn every_intune_contract_shows_its_faults() {
    let started = Instant::now();
    let rows = on_all_cores(&intune_share(), |page| row(page, &generic_faults(page.contract())));
    let found = |row: &Row| row.faults - row.missed.len();
    let (least, most) = (rows.iter().map(found).min(), rows.iter().map(found).max());
    note(&format!(
        "{} contracts in {:.0} s: {} of {} faults found, on each from {least:?} to {most:?}",
        rows.len(),
        started.elapsed().as_secs_f64(),
        rows.iter().map(found).sum::<usize>(),
        rows.iter().map(|row| row.faults).sum::<usize>()
    ));
    let missed: Vec<_> = rows.iter().filter(|row| !row.missed.is_empty()).map(|row| (&row.page, &row.missed)).collect();
    assert!(missed.is_empty() && least.is_none_or(|least| least >= FAULTS), "missed {missed:#?}");
}
