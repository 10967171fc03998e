//! A sample of contracts proved against their own mock. `examples/every_page.rs` proves all of them.

use docproof::internals::{Page, fault_rule, generic_faults};
use docproof::{Mock, MockOptions, Report, Verdict};

use super::{import, is_intune, pages};

/// Every so many pages one is proved.
const STEP: usize = 36;
/// Patches of a run.
const CASES: u64 = 60;

fn sample() -> Vec<Page> {
    let intune: Vec<_> = pages().into_iter().filter(|path| is_intune(path)).collect();
    intune.iter().step_by(STEP).map(|path| import(path)).collect()
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
#[ignore = "not yet true: a thirteenth month is not found on every contract"]
fn generic_faults_are_found_on_any_contract() {
    for page in sample() {
        let faults = generic_faults(page.contract());
        assert!(faults.len() >= 20, "{}: {}", page.contract().page.file, faults.len());
        for fault in faults {
            let rule = fault_rule(fault).unwrap();
            let report = proved(&page, Some((fault, rule)));
            assert!(!report.findings.is_empty(), "{}: {fault} is not found by {rule}", page.contract().page.file);
        }
    }
}
