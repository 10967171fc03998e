//! `docproof run`: the main job, for one target or several side by side.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use futures_util::future::join_all;
use serde_json::Map;

use super::args::RunArgs;
use super::exit::{Exit, worst};
use super::job::{Done, Job};
use super::{output, rehearse, settings, signals, sinks};
use crate::config::Target;
use crate::engine::{CheckError, RunError};

pub(super) fn run(args: &RunArgs) -> Exit {
    super::runtime::block_on(async {
        match proved(args).await {
            Ok(exit) => exit,
            Err(error) => failed(error.as_ref()),
        }
    })
}

/// Tells why a check cannot begin, and how the program then ends.
fn failed(error: &(dyn Error + 'static)) -> Exit {
    output::error(error);
    match error.downcast_ref() {
        Some(CheckError::Run(RunError::NothingSelected(_))) => Exit::Nothing,
        Some(CheckError::Run(RunError::NothingDiscovered { .. })) => Exit::Undecided,
        Some(CheckError::Run(RunError::Schema(_))) => Exit::Bug,
        _ => super::auth::exit_of(error),
    }
}

async fn proved(args: &RunArgs) -> Result<Exit, Box<dyn Error>> {
    let targets = targets(args)?;
    let cancelled = Arc::new(AtomicBool::new(false));
    let (mut jobs, mut left_out) = (Vec::new(), Vec::new());
    // Whatever is wrong with one target is told before any is written to. One that lets nobody in keeps no other waiting.
    for target in &targets {
        let alone = targets.len() == 1;
        let reports = if alone { args.report.clone() } else { sinks::named(&args.report, &target.label())? };
        match Job::ready(args, target, &reports, alone, Arc::clone(&cancelled)).await {
            Ok(job) => jobs.push(job),
            Err(error) if !alone && super::auth::exit_of(error.as_ref()) == Exit::Undecided => {
                output::err(&format!("target {} is left out", target.label()));
                output::error(error.as_ref());
                left_out.push(target.label());
            }
            Err(error) => return Err(error),
        }
    }
    signals::watch(cancelled);
    for job in &jobs {
        if targets.len() > 1 {
            output::err(&format!("target {}", job.name));
        }
        if args.dry_run {
            rehearse::print(&job.plan).await?;
        } else if !job.plan.address.is_loopback() {
            rehearse::announce(&job.plan).await?;
        }
    }
    if args.dry_run {
        return Ok(Exit::Held);
    }
    // Both wait for the network nearly all the time: one thread drives them all.
    let outcomes = join_all(jobs.into_iter().map(Job::prove)).await;
    Ok(told(args, outcomes, &left_out))
}

/// What is said about each target, the first-named first.
fn targets(args: &RunArgs) -> Result<Vec<Target>, Box<dyn Error>> {
    let config = settings::config(args.settings.config.as_deref())?;
    let one = |named: Option<&str>| {
        let mut said = Map::new();
        said.extend(args.cases.map(|cases| ("cases".to_owned(), cases.into())));
        said.extend(args.max_time.map(|time| ("max-time".to_owned(), settings::time(time))));
        said.extend(args.budget_writes.map(|writes| ("budget-writes".to_owned(), writes.into())));
        for (key, is_said) in
            [("read-only", args.read_only), ("eventual", args.eventual), ("strict-odata", args.strict_odata)]
        {
            said.extend(is_said.then(|| (key.to_owned(), true.into())));
        }
        said.extend(args.baseline.as_ref().map(|file| ("baseline".to_owned(), file.display().to_string().into())));
        settings::target(&config, named, &args.settings, said)
    };
    if let Some(twice) = args.target.iter().enumerate().find(|(at, name)| args.target[..*at].contains(name)) {
        return Err(format!("--target {} is given twice", twice.1).into());
    }
    let targets = if args.target.is_empty() {
        vec![one(None)?]
    } else {
        args.target.iter().map(|named| one(Some(named))).collect::<Result<_, _>>()?
    };
    settings::one_owner_of_the_token(&targets)?;
    Ok(targets)
}

/// Shows every outcome, and with several targets one summary. The worst decides how the program ends.
fn told(args: &RunArgs, outcomes: Vec<Result<Done, RunError>>, left_out: &[String]) -> Exit {
    let several = outcomes.len() + left_out.len() > 1;
    let mut summary: String =
        left_out.iter().map(|name| format!("{name}: undecided · nobody could sign in\n")).collect();
    let mut exit = if left_out.is_empty() { Exit::Held } else { Exit::Undecided };
    for outcome in outcomes {
        exit = worst(
            exit,
            match outcome {
                Ok(mut done) => {
                    let exit = done.conclude(args);
                    if !(several && args.quiet) {
                        done.show(args);
                    }
                    summary.extend([done.name.as_str(), ": ", done.line().trim_end(), "\n"]);
                    exit
                }
                Err(error) => failed(&CheckError::Run(error)),
            },
        );
    }
    if several {
        output::out(&format!("\n{summary}"));
    }
    exit
}
