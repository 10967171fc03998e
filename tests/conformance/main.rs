//! The authored cases against a target: the embedded mock, or the one that `DOCPROOF_TARGET` names.
//!
//! `DOCPROOF_TARGET=http://127.0.0.1:8080/v1.0 DOCPROOF_TOKEN=… cargo test --test conformance` points the same tests at another endpoint.

use std::process::ExitCode;

use docproof::internals::{RULES, case_names};
use docproof::{Check, Mock, MockOptions};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials: Vec<Trial> = Vec::new();
    for name in case_names() {
        trials.push(Trial::test(format!("case::{name}"), move || {
            check(|check| check.case(format!("case/{name}")).cases(0))
        }));
    }
    for rule in RULES {
        trials.push(Trial::test(format!("rule::{}", rule.id), move || check(|check| check.rule(rule.id).cases(60))));
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn check(configure: impl FnOnce(Check) -> Check) -> Result<(), Failed> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let report = if let Ok(url) = std::env::var("DOCPROOF_TARGET") {
            let token = std::env::var("DOCPROOF_TOKEN").unwrap_or_else(|_| docproof::DEFAULT_TOKEN.to_owned());
            configure(Check::new(url).token(token).seed(1)).run().await?
        } else {
            let mock = Mock::start(MockOptions::new(docproof::shipped_contract())).await?;
            let report = configure(Check::new(mock.url()).token(mock.token()).seed(1)).run().await;
            mock.stop().await;
            report?
        };
        report.assert_held();
        Ok(())
    })
}
