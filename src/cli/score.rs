//! `docproof faults --score`: what the rules catch, and what they leave alone.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use super::exit::Exit;
use super::output;
use crate::cases::{CasesError, ContractBundle};
use crate::engine::{Check, DEFAULT_CONTRACT};
use crate::mock::{FAULTS, FREEDOMS, Family, Mock, MockOptions};
use crate::model::Level;
use crate::report::Report;
use crate::rules::rule_by_id;

/// Runs at the same time; each has its own mock.
const WORKERS: usize = 2;
/// Patches of a run against a freedom: every kind of input once, and some chance.
const FREEDOM_INPUTS: u64 = 240;
/// Seed of every scoring run.
const SEED: u64 = 1;

/// One run of the score.
#[derive(Debug, Clone)]
enum Task {
    /// A fault, and the rule that must find it.
    Fault { id: &'static str, rule: &'static str, family: Family },
    /// A freedom, which no rule may flag.
    Freedom { id: &'static str, needs_nested: bool },
}

/// What became of a run.
#[derive(Debug)]
struct Scored {
    right: bool,
    line: String,
}

/// Runs every fault and every freedom and prints the table.
pub(super) fn score() -> Exit {
    let faults = FAULTS.iter().map(|fault| Task::Fault { id: fault.id, rule: fault.rule, family: fault.family });
    let freedoms = FREEDOMS.iter().map(|freedom| Task::Freedom { id: freedom.id, needs_nested: freedom.needs_nested });
    let tasks: Vec<Task> = faults.chain(freedoms).collect();
    let scored = run_all(&tasks);
    output::out(&format!("{:<40} {:<28} {:>9} {:>8}\n", "fault or freedom", "found by", "requests", "seconds"));
    for one in &scored {
        output::out(&one.line);
    }
    output::out(&format!("\n{}\n", summary(&tasks, &scored)));
    if scored.iter().all(|one| one.right) { Exit::Held } else { Exit::Broken }
}

/// How many faults were found, and how many freedoms were not left alone.
fn summary(tasks: &[Task], scored: &[Scored]) -> String {
    let of_faults = |faults: bool| {
        let both = tasks.iter().zip(scored);
        let mine: Vec<bool> =
            both.filter(|(task, _)| matches!(task, Task::Fault { .. }) == faults).map(|(_, one)| one.right).collect();
        (mine.iter().filter(|right| **right).count(), mine.len())
    };
    let ((found, faults), (quiet, freedoms)) = (of_faults(true), of_faults(false));
    // Rounded down: what is not all is not 100 %.
    let share = found * 100 / faults.max(1);
    format!(
        "faults found: {found} of {faults} ({share} %) · freedoms with findings: {} of {freedoms}",
        freedoms - quiet
    )
}

fn run_all(tasks: &[Task]) -> Vec<Scored> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(task) = tasks.get(at) else { return };
                    let scored = scored(task);
                    done.lock().expect("no worker panics while it holds the lock").push((at, scored));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("all workers have ended");
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, scored)| scored).collect()
}

fn scored(task: &Task) -> Scored {
    let started = Instant::now();
    let report = checked(task);
    let seconds = started.elapsed().as_secs_f64();
    let (id, right, by, requests) = match (task, &report) {
        (Task::Fault { id, .. } | Task::Freedom { id, .. }, Err(error)) => (id, false, error.clone(), 0),
        (Task::Fault { id, .. }, Ok(report)) => {
            let by = report.findings.first().map_or("not found", |finding| finding.rule.as_str());
            (id, !report.findings.is_empty(), by.to_owned(), report.stats.requests)
        }
        (Task::Freedom { id, .. }, Ok(report)) => {
            let told: Vec<&str> =
                report.findings.iter().filter(|f| f.level != Level::May).map(|f| f.rule.as_str()).collect();
            let quiet = told.is_empty() && report.obstacles.is_empty();
            (
                id,
                quiet,
                if quiet { "none".to_owned() } else { format!("{} {:?}", told.join(" "), report.obstacles) },
                report.stats.requests,
            )
        }
    };
    Scored { right, line: format!("{id:<40} {by:<28} {requests:>9} {seconds:>8.2}\n") }
}

fn checked(task: &Task) -> Result<Report, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string())?;
    runtime.block_on(async {
        let bundle = bundle_for(task).map_err(|e| e.to_string())?;
        let options = MockOptions::new(bundle.contract.clone()).every_identity();
        let options = match task {
            Task::Fault { id, .. } => options.fault(id),
            Task::Freedom { id, .. } => options.freedom(id),
        };
        let mock = Mock::start(options.map_err(|e| e.to_string())?).await.map_err(|e| e.to_string())?;
        let check = Check::new(mock.url()).bundle(bundle).token(mock.token()).seed(SEED);
        let check = mock.identities().iter().fold(check, |check, (who, token)| check.identity(*who, token));
        let report = match task {
            Task::Fault { rule, family, .. } if family.needs_throwaway() => {
                sharpened(check, rule).throwaway().run().await
            }
            Task::Fault { rule, .. } => sharpened(check, rule).run().await,
            Task::Freedom { .. } => check.cases(FREEDOM_INPUTS).run().await,
        };
        mock.stop().await;
        report.map_err(|e| e.to_string())
    })
}

/// The shipped contract; with a range or nested objects, where the fault or freedom needs some.
fn bundle_for(task: &Task) -> Result<ContractBundle, CasesError> {
    let shipped = ContractBundle::embedded(DEFAULT_CONTRACT)?;
    Ok(match task {
        Task::Fault { family, .. } if family.needs_range() => shipped.with_a_range(),
        Task::Fault { family, .. } if family.needs_nested() => shipped.with_nested_objects(),
        Task::Freedom { needs_nested: true, .. } => shipped.with_nested_objects(),
        Task::Fault { .. } | Task::Freedom { .. } => shipped,
    })
}

/// Only the rule that must find the fault, failing at its own level, content with one finding.
fn sharpened(check: Check, rule: &str) -> Check {
    let level = rule_by_id(rule).map_or(Level::Must, |rule| rule.level);
    check.rule(rule).deny(level).first_only()
}
