//! One target of a run: its plan, its reports, its verdict.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::args::{Deny, RunArgs};
use super::exit::Exit;
use super::params::Seed;
use super::sinks::Sinks;
use super::target::Prepared;
use super::{github, history, journal, output, snapshots, view, waivers};
use crate::config::Target;
use crate::engine::{Check, Plan, RunError, prove};
use crate::event::Event;
use crate::mock::Mock;
use crate::model::{Level, Verdict};
use crate::report::Report;
use crate::report::terminal::Beside;
use crate::snapshot::SnapshotMode;

/// A target that is ready to be proved.
#[derive(Debug)]
pub(super) struct Job {
    /// What to call it beside other targets.
    pub(super) name: String,
    pub(super) plan: Plan,
    mock: Option<Mock>,
    sinks: Sinks,
    observed: snapshots::Observed,
    /// Whether answers are compared with reviewed ones.
    compared: bool,
    /// Names of the contract's cases, unless only some of them were asked for.
    cases: Option<Vec<String>>,
}

/// What came of a target.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) name: String,
    report: Report,
    observed: snapshots::Observed,
    cases: Option<Vec<String>>,
    /// Where the events are.
    log: Option<String>,
    /// Whether everything was written.
    whole: bool,
    /// Whether the embedded mock was proved.
    is_own: bool,
    /// What beside the promises decides how the run ends.
    beside: Beside,
}

impl Job {
    /// Everything that can be wrong before the first request.
    pub(super) async fn ready(
        args: &RunArgs,
        target: &Target,
        reports: &[String],
        alone: bool,
        cancelled: Arc<AtomicBool>,
    ) -> Result<Self, Box<dyn Error>> {
        let sinks = Sinks::open(reports, deny(args), args.page.as_deref(), alone && !args.quiet && !args.dry_run)?;
        let prepared = super::target::prepare(target, &args.settings).await?;
        let prepared = waivers::keep(journal::keep(prepared, target)?, args, target)?;
        let Prepared { check, mock } = prepared;
        let plan = configured(check, args, target).cancelled_by(cancelled).plan()?;
        Ok(Self {
            name: plan.target.clone(),
            cases: all_cases(args, &plan),
            compared: args.snapshots != SnapshotMode::Off,
            plan,
            mock,
            sinks,
            observed: snapshots::Observed::default(),
        })
    }

    pub(super) async fn prove(mut self) -> Result<Done, RunError> {
        let mut listener = |event: &Event| {
            self.sinks.event(event);
            if self.compared {
                self.observed.event(event);
            }
        };
        let report = prove(&self.plan, &mut listener).await;
        let is_own = self.mock.is_some();
        if let Some(mock) = self.mock {
            mock.stop().await;
        }
        let (log, whole) = self.sinks.finish();
        let (report, beside) = (report?, Beside::default());
        Ok(Done { name: self.name, report, observed: self.observed, cases: self.cases, log, whole, is_own, beside })
    }
}

fn configured(check: Check, args: &RunArgs, target: &Target) -> Check {
    let mut check = check.cases(target.cases.value);
    check = match &target.max_time {
        Some(time) => check.max_time(time.value),
        None => check,
    };
    check = match &args.seed {
        Some(Seed::Run(seed)) => check.seed(*seed),
        Some(Seed::Input(token)) => check.only(token.clone()),
        None => check.seed(super::runtime::fresh_seed()),
    };
    check = args.rule.iter().fold(check, Check::rule);
    check = args.case.iter().fold(check, Check::case);
    // Nobody's consent to write is needed where nothing is sent.
    if args.dry_run {
        check = check.allow_writes();
    }
    check = match args.shard {
        Some(shard) => check.shard(shard),
        None => check,
    };
    check = check.deny(deny(args));
    match &target.budget_writes {
        Some(writes) => check.budget_writes(writes.value),
        None => check,
    }
}

fn deny(args: &RunArgs) -> Level {
    if args.deny.contains(&Deny::Should) { Level::Should } else { Level::Must }
}

impl Done {
    /// Prints the view where reports leave room for it.
    pub(super) fn show(&self, args: &RunArgs) {
        let shown = view::of(&self.report, args.quiet, args.verbose, self.log.is_some(), &self.beside);
        if args.report.iter().any(|spec| spec.ends_with("=-")) {
            output::err(shown.trim_end());
        } else {
            output::out(&shown);
        }
        github::tell(&self.report, args.page.as_deref(), &self.beside);
        if let (Some(log), false) = (&self.log, args.quiet) {
            output::err(&format!("events: {log}"));
            // Faults and freedoms of the embedded mock make every run of it another target.
            if !self.is_own {
                history::tell(&self.report, Path::new(log));
            }
        }
    }

    /// The last line of the view.
    pub(super) fn line(&self) -> String {
        view::of(&self.report, true, false, false, &self.beside)
    }

    /// Compares snapshots and decides how the program ends: what is shown afterwards says why.
    pub(super) fn conclude(&mut self, args: &RunArgs) -> Exit {
        let differ = match self.differing(args) {
            Ok(differ) => differ,
            Err(error) => {
                output::error(error.as_ref());
                return Exit::Usage;
            }
        };
        let stale = if args.deny.contains(&Deny::Stale) { self.report.stale_waivers.len() } else { 0 };
        let reasons = &mut self.beside.reasons;
        reasons.extend(counted(differ, "snapshot differs", "snapshots differ"));
        reasons.extend(counted(stale, "waiver is stale (--deny stale)", "waivers are stale (--deny stale)"));
        self.beside.fails = !reasons.is_empty();
        if !self.whole {
            reasons.push("not everything was written".to_owned());
        }
        match self.report.verdict {
            Verdict::Held if self.beside.fails => Exit::Broken,
            Verdict::Held if !self.whole => Exit::Unwritten,
            verdict => verdict.into(),
        }
    }

    /// How many answers are not the reviewed ones.
    fn differing(&mut self, args: &RunArgs) -> Result<usize, Box<dyn Error>> {
        if args.snapshots == SnapshotMode::Off {
            return Ok(0);
        }
        let (folder, cases) = (&args.snapshot_dir, self.cases.take());
        let comparison = snapshots::Comparison { folder, mode: args.snapshots, cases };
        snapshots::differ(std::mem::take(&mut self.observed), &comparison)
    }
}

/// Names of the contract's cases, unless only some of them were asked for.
fn all_cases(args: &RunArgs, plan: &Plan) -> Option<Vec<String>> {
    if !args.case.is_empty() || plan.read_only || matches!(args.seed, Some(Seed::Input(_))) {
        return None;
    }
    Some(plan.bundle.cases.iter().map(|file| file.case.name.clone()).collect())
}

fn counted(count: usize, one: &str, several: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {several}")),
    }
}
