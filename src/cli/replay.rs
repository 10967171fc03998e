//! `docproof replay`: fixed, still broken, or undecided.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde_json::Map;

use super::args::ReplayArgs;
use super::ended_mock::{self, MOCK};
use super::exit::Exit;
use super::target::{Prepared, prepare};
use super::{journal, output, recorded, runlog, settings, signals};
use crate::engine::{Replayed, replay as replay_findings};
use crate::model::{Finding, Verdict};
use crate::report::terminal;

pub(super) fn replay(args: &ReplayArgs) -> Exit {
    let (target, findings) = match recorded(&args.what) {
        Ok((_, findings)) if findings.is_empty() => {
            output::err(&format!("nothing to replay: {} has no finding", args.what));
            return Exit::Nothing;
        }
        Ok(recorded) => recorded,
        Err(error) => {
            output::error(error.as_ref());
            return Exit::Usage;
        }
    };
    super::runtime::block_on(async {
        match replayed(args, &target, &findings).await {
            Ok(exit) => exit,
            Err(error) => {
                output::error(error.as_ref());
                Exit::Usage
            }
        }
    })
}

/// The findings of a log file, or the one with this id in the logs of the last runs, or those of a rule in the last
/// run; and the target of their run.
fn recorded(what: &str) -> Result<(String, Vec<Finding>), Box<dyn Error>> {
    if Path::new(what).exists() {
        let report = recorded::report(Path::new(what))?;
        return Ok((report.target, report.findings));
    }
    if let Some((log, finding)) = runlog::find(what) {
        return Ok((recorded::report(&log)?.target, vec![finding]));
    }
    let last = runlog::latest().map(|log| recorded::report(&log)).transpose()?;
    let of_rule = last.map(|mut report| {
        report.findings.retain(|finding| finding.rule == what);
        (report.target, report.findings)
    });
    of_rule.filter(|(_, findings)| !findings.is_empty()).ok_or_else(|| {
        format!("`{what}` is neither a recorded run nor a finding of the last runs, nor a rule that the last run broke")
            .into()
    })
}

async fn replayed(args: &ReplayArgs, recorded: &str, findings: &[Finding]) -> Result<Exit, Box<dyn Error>> {
    let config = settings::config(args.settings.config.as_deref())?;
    // `mock` is the embedded one of a run that is over: a new one takes its place.
    let target = args.target.as_deref().or(Some(recorded).filter(|target| *target != MOCK));
    output::note(&format!("asking {}", target.map_or_else(|| own(args, findings), str::to_owned)));
    let target = settings::target(&config, target, &args.settings, Map::new())?;
    let Prepared { check, mock } = journal::keep(prepare(&target, &args.settings).await?, &target)?;
    let cancelled = Arc::new(AtomicBool::new(false));
    signals::watch(Arc::clone(&cancelled));
    let plan = check.cancelled_by(cancelled).plan()?;
    let outcome = replay_findings(&plan, findings, &mut |_| ()).await;
    if let Some(mock) = mock {
        mock.stop().await;
    }
    let outcome = outcome?;
    for one in &outcome {
        output::out(&terminal::prose(&line(one), output::room(&std::io::stdout())));
    }
    Ok(worst(&outcome))
}

/// What the embedded mock is asked as. That of the run may have deviated where this one does not.
fn own(args: &ReplayArgs, findings: &[Finding]) -> String {
    let (faults, freedoms) = (&args.settings.fault, &args.settings.freedom);
    let given = faults.iter().chain(freedoms).map(String::as_str).collect::<Vec<_>>().join(", ");
    let deviated = findings.first().map(ended_mock::deviations).unwrap_or_default();
    match (given.is_empty(), deviated.is_empty()) {
        (false, _) => format!("an embedded mock with {given}"),
        (true, true) => "a healthy embedded mock".to_owned(),
        (true, false) => format!("a healthy embedded mock; the one of the run deviated, as with {deviated}"),
    }
}

fn line(replayed: &Replayed) -> String {
    let word = match replayed.verdict {
        Verdict::Held => "fixed",
        Verdict::Broken => "still broken",
        Verdict::Undecided => "undecided",
    };
    let why = replayed.why.as_deref().map(|why| format!(": {why}")).unwrap_or_default();
    format!("{word:<12} {} {} · {}{why}", replayed.id, replayed.rule, replayed.case)
}

/// Broken beats undecided, undecided beats fixed.
fn worst(outcome: &[Replayed]) -> Exit {
    let any = |verdict| outcome.iter().any(|one| one.verdict == verdict);
    if any(Verdict::Broken) {
        Exit::Broken
    } else if any(Verdict::Undecided) {
        Exit::Undecided
    } else {
        Exit::Held
    }
}
