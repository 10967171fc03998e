//! Contracts proved against their own mock: one of our own with a property of every type, and of the real pages a
//! sample that has every type. The ignored tests prove all of them:
//! `cargo test --test pages every_intune -- --ignored --nocapture`.

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
/// Faults that are looked for on each of all pages, which take turns: together they meet all faults many times.
const FAULTS_IN_TURN: usize = 24;
/// Shapes of contracts in the sample.
const SHAPES: usize = 12;

/// The page of our own.
fn every_type() -> Page {
    import(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/fixtures/every-type-update.md"))
}

fn intune() -> Vec<Page> {
    pages().into_iter().filter(|path| is_intune(path)).map(|path| import(&path)).collect()
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
    let pages = intune();
    on_all_cores(&pages, |page| {
        if page.examples().is_empty() {
            return note(&format!("{}: no case", page.contract().page.file));
        }
        held(page, &block_on(page.proved(CASES)).unwrap());
    });
    note(&format!("{} contracts in {:.0} s", pages.len(), started.elapsed().as_secs_f64()));
}

#[test]
#[ignore = "many minutes: all contracts with two dozen of their faults each"]
fn every_intune_contract_shows_its_faults() {
    let pages: Vec<(usize, Page)> = intune().into_iter().enumerate().collect();
    let rows = on_all_cores(&pages, |(turn, page)| {
        let faults = generic_faults(page.contract());
        let (count, from) = (faults.len(), turn * FAULTS_IN_TURN);
        let turned: Vec<_> = faults.into_iter().cycle().skip(from % count).take(FAULTS_IN_TURN.min(count)).collect();
        row(page, &turned)
    });
    let (shown, missed) = (rows.iter().map(|row| row.faults).sum::<usize>(), rows.iter().map(|row| row.missed.len()));
    let least = rows.iter().map(|row| row.faults - row.missed.len()).min();
    note(&format!(
        "{} contracts show {shown} faults, {} missed, {least:?} found at least",
        rows.len(),
        missed.sum::<usize>()
    ));
    assert!(least.is_none_or(|least| least >= FAULTS));
}
