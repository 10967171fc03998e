//! The proof that the rules bite: every fault of the mock is found by the rule that it names, every freedom is left alone.

#![expect(clippy::print_stderr, reason = "long tests say how far they are, and what is left out is said aloud")]

mod slow;
mod soak;

use std::process::ExitCode;
use std::time::Duration;

use docproof::internals::{
    FAULTS, FREEDOMS, Fault, Level, nested, nested_contract, ranged, ranged_contract, rule_level,
};
use docproof::{Check, Identity, Mock, MockOptions, Report};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    // CI runs `docproof faults --score`, which is the same proof with a table, and says so.
    let scored = std::env::var_os("DOCPROOF_SCORED").is_some();
    if scored {
        eprintln!("DOCPROOF_SCORED is set: faults and freedoms are left to `docproof faults --score`");
    }
    let mut trials = vec![Trial::test("mock::healthy", || held(MockOptions::new(docproof::shipped_contract()), 600))];
    trials.push(Trial::test("mock::ranged", || {
        silent(MockOptions::new(ranged_contract()), |check| ranged(check).cases(240))
    }));
    trials.push(Trial::test("mock::nested", || {
        silent(MockOptions::new(nested_contract()), |check| nested(check).cases(600))
    }));
    trials.push(Trial::test("mock::throwaway", || {
        silent(MockOptions::new(docproof::shipped_contract()), |check| check.cases(240).throwaway())
    }));
    for fault in FAULTS.iter() {
        let trial = Trial::test(format!("fault::{}", fault.id), move || found(fault));
        trials.push(trial.with_ignored_flag(scored));
    }
    for freedom in FREEDOMS.iter() {
        let trial = Trial::test(format!("freedom::{}", freedom.id), move || {
            let contract = if freedom.needs_nested { nested_contract() } else { docproof::shipped_contract() };
            let options = MockOptions::new(contract).freedom(freedom.id).map_err(|e| e.to_string())?;
            silent(options, |check| if freedom.needs_nested { nested(check) } else { check }.cases(240))
        });
        trials.push(trial.with_ignored_flag(scored));
    }
    trials.push(Trial::test("slow::a_quarter_minute", || slow::complete_in_time(slowness(4))));
    trials.push(Trial::test("slow::a_minute", || slow::complete_in_time(slowness(1))).with_ignored_flag(true));
    trials.push(
        Trial::test("slow::half_a_minute", || {
            slow::complete_in_time(slow::Slowness { max_time: Duration::from_secs(30), ..slowness(1) })
        })
        .with_ignored_flag(true),
    );
    trials.push(Trial::test("slow::far_too_short", || {
        slow::told_where_time_is_too_short(slow::Slowness { max_time: Duration::from_secs(2), ..slowness(4) })
    }));
    trials.push(Trial::test("slow::grows_linearly", slow::grows_linearly));
    for (name, trouble) in [
        ("falls_silent", slow::Trouble::SilentAfter(300)),
        ("closes_every_connection", slow::Trouble::ClosesAfter(300)),
    ] {
        trials.push(Trial::test(format!("gone::{name}"), move || slow::undecided_without_findings(trouble)));
    }
    trials.push(Trial::test("soak::healthy", soak::soak).with_ignored_flag(true));
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// 80 ms an answer, a second for one in fifty, and a minute for all, or so many times faster.
fn slowness(times: u32) -> slow::Slowness {
    slow::Slowness {
        answer: Duration::from_millis(80) / times,
        throttled: 1.0 / f64::from(times),
        trouble: slow::Trouble::SilentOn(b":null"),
        max_time: Duration::from_secs(60) / times,
    }
}

/// The rule alone finds the fault; whether other rules see it too does not matter here.
fn found(fault: &Fault) -> Result<(), Failed> {
    let (id, rule, family) = (fault.id, fault.rule, fault.family);
    let level = rule_level(rule).ok_or_else(|| format!("`{id}` names `{rule}`, which is no rule"))?;
    let (contract, with): (_, fn(Check) -> Check) = match family {
        _ if family.needs_range() => (ranged_contract(), ranged),
        _ if family.needs_nested() => (nested_contract(), nested),
        _ => (docproof::shipped_contract(), |check| check),
    };
    let options = MockOptions::new(contract).fault(id).map_err(|error| error.to_string())?;
    let report = checked(options, |check| {
        let check = with(check.rule(rule).first_only().deny(level));
        if family.needs_throwaway() { check.throwaway() } else { check }
    })?;
    match report.findings.first() {
        Some(finding) if finding.rule == rule => Ok(()),
        Some(finding) => Err(format!("found by {} instead", finding.rule).into()),
        None => {
            Err(format!("not found by {rule}; verdict {:?}, obstacles {:?}", report.verdict, report.obstacles).into())
        }
    }
}

/// A conforming server yields no violation and no warning; notes on what it may do otherwise are no findings against it.
fn held(options: MockOptions, inputs: u64) -> Result<(), Failed> {
    silent(options, |check| check.cases(inputs))
}

fn silent(options: MockOptions, configure: impl FnOnce(Check) -> Check) -> Result<(), Failed> {
    let report = checked(options, configure)?;
    let told: Vec<_> = report.findings.iter().filter(|finding| finding.level != Level::May).collect();
    if told.is_empty() && report.obstacles.is_empty() {
        return Ok(());
    }
    let shown: Vec<String> =
        told.iter().map(|f| format!("{} · {} · {} · {} ({})", f.rule, f.case, f.place, f.message, f.seed)).collect();
    Err(format!("{shown:#?} {:?}", report.obstacles).into())
}

fn token_of(identity: Identity) -> String {
    format!("token-of-{}", identity.name())
}

fn checked(options: MockOptions, configure: impl FnOnce(Check) -> Check) -> Result<Report, Failed> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let every = Identity::ALL.into_iter().fold(options, |options, one| options.identity(one, token_of(one)));
        let mock = Mock::start(every).await?;
        let check = Check::new(mock.url()).token(mock.token()).seed(1);
        let check = Identity::ALL.into_iter().fold(check, |check, one| check.identity(one, token_of(one)));
        let report = configure(check).run().await;
        mock.stop().await;
        Ok(report?)
    })
}
