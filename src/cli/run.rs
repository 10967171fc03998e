//! `docproof run`: the main job.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::args::{Deny, RunArgs};
use super::exit::Exit;
use super::params::Seed;
use super::sinks::Sinks;
use super::target::{Prepared, prepare};
use super::{github, history, journal, output, rehearse, signals, snapshots, waivers};
use crate::engine::{Check, CheckError, RunError, prove};
use crate::event::Event;
use crate::model::{Level, Verdict};
use crate::report::Report;
use crate::snapshot::SnapshotMode;

pub(super) fn run(args: &RunArgs) -> Exit {
    super::runtime::block_on(async {
        match checked(args).await {
            Ok(exit) => exit,
            Err(error) => {
                output::error(&error);
                exit_of(&error)
            }
        }
    })
}

/// How a check that cannot begin ends the program.
pub(super) fn exit_of(error: &CheckError) -> Exit {
    match error {
        CheckError::Run(RunError::NothingSelected(_)) => Exit::Nothing,
        CheckError::Run(RunError::NothingDiscovered { .. }) => Exit::Undecided,
        CheckError::Run(RunError::Schema(_)) => Exit::Bug,
        _ => Exit::Usage,
    }
}

async fn checked(args: &RunArgs) -> Result<Exit, CheckError> {
    let mut sinks = match Sinks::open(&args.report, deny(args), args.page.as_deref(), !args.quiet && !args.dry_run) {
        Ok(sinks) => sinks,
        Err(error) => {
            output::error(error.as_ref());
            return Ok(Exit::Usage);
        }
    };
    let Prepared { check, mock } = match prepare(&args.target)
        .await
        .and_then(|prepared| journal::keep(prepared, &args.target))
        .and_then(|prepared| waivers::keep(prepared, args))
    {
        Ok(prepared) => prepared,
        Err(error) => {
            output::error(error.as_ref());
            return Ok(Exit::Usage);
        }
    };
    let cancelled = Arc::new(AtomicBool::new(false));
    signals::watch(Arc::clone(&cancelled));
    let plan = configured(check, args).cancelled_by(cancelled).plan()?;
    if args.dry_run {
        return rehearse::print(&plan).await;
    }
    if !plan.address.is_loopback() {
        rehearse::announce(&plan).await?;
    }
    let mut observed = snapshots::Observed::default();
    let mut listener = |event: &Event| {
        sinks.event(event);
        if args.snapshots != SnapshotMode::Off {
            observed.event(event);
        }
    };
    let report = prove(&plan, &mut listener).await;
    let is_own = mock.is_some();
    if let Some(mock) = mock {
        mock.stop().await;
    }
    let (log, whole) = sinks.finish();
    let report = report?;
    show(args, &report, log.as_deref());
    github::tell(&report, args.page.as_deref());
    // Faults and freedoms of the embedded mock make every run of it another target.
    if let (false, false, Some(log)) = (is_own, args.quiet, &log) {
        history::tell(&report, Path::new(log));
    }
    Ok(conclude(args, &report, observed, whole))
}

fn configured(check: Check, args: &RunArgs) -> Check {
    let mut check = check.cases(args.cases).max_time(args.max_time);
    check = match &args.seed {
        Some(Seed::Run(seed)) => check.seed(*seed),
        Some(Seed::Input(token)) => check.only(token.clone()),
        None => check.seed(super::runtime::fresh_seed()),
    };
    check = args.rule.iter().fold(check, Check::rule);
    check = args.case.iter().fold(check, Check::case);
    // Nobody's consent to write is needed where nothing is sent.
    if args.read_only {
        check = check.read_only();
    } else if args.dry_run {
        check = check.allow_writes();
    }
    if args.eventual {
        check = check.eventual();
    }
    check = match args.shard {
        Some(shard) => check.shard(shard),
        None => check,
    };
    if args.strict_odata {
        check = check.strict_odata();
    }
    check = check.deny(deny(args));
    match args.budget_writes {
        Some(writes) => check.budget_writes(writes),
        None => check,
    }
}

fn deny(args: &RunArgs) -> Level {
    if args.deny.contains(&Deny::Should) { Level::Should } else { Level::Must }
}

/// Prints the view where reports leave room for it.
fn show(args: &RunArgs, report: &Report, log: Option<&str>) {
    let view = super::view::of(report, args.quiet, args.verbose, log.is_some());
    if args.report.iter().any(|spec| spec.ends_with("=-")) {
        output::err(view.trim_end());
    } else {
        output::out(&view);
    }
    if let (Some(log), false) = (log, args.quiet) {
        output::err(&format!("events: {log}"));
    }
}

/// Compares snapshots and says how the program ends.
fn conclude(args: &RunArgs, report: &Report, observed: snapshots::Observed, whole: bool) -> Exit {
    let differs = if args.snapshots == SnapshotMode::Off {
        false
    } else {
        let comparison =
            snapshots::Comparison { folder: &args.snapshot_dir, mode: args.snapshots, cases: all_cases(args) };
        match snapshots::differ(observed, &comparison) {
            Ok(differs) => differs,
            Err(error) => {
                output::error(error.as_ref());
                return Exit::Usage;
            }
        }
    };
    let stale = args.deny.contains(&Deny::Stale) && !report.stale_waivers.is_empty();
    if stale {
        output::err(&format!("{} stale, which --deny stale fails", counted(report.stale_waivers.len())));
    }
    match report.verdict {
        Verdict::Held if !whole => Exit::Usage,
        Verdict::Held if differs || stale => Exit::Broken,
        verdict => verdict.into(),
    }
}

/// Names of the contract's cases, unless only some of them were asked for.
fn all_cases(args: &RunArgs) -> Option<Vec<String>> {
    if !args.case.is_empty() || args.read_only || matches!(args.seed, Some(Seed::Input(_))) {
        return None;
    }
    let bundle = super::target::bundle(&args.target.contract).ok()?;
    Some(bundle.cases.into_iter().map(|file| file.case.name).collect())
}

fn counted(waivers: usize) -> String {
    if waivers == 1 { "1 waiver is".to_owned() } else { format!("{waivers} waivers are") }
}
