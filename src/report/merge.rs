//! The shards of one run as one run.

use super::Report;
use crate::event::{Event, EventKind, PromiseUse, RunFacts, Stats};
use crate::model::Verdict;

/// Logs that are not of one run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// They differ in what makes a run.
    #[error(
        "these are logs of different runs: the {what} is `{first}` in one and `{other}` in another; merge shards of one run"
    )]
    Different {
        /// What differs.
        what: &'static str,
        /// Value in the first log.
        first: String,
        /// Value in another.
        other: String,
    },
    /// Two logs say that they are the same part.
    #[error("two of the logs are shard {0}; give each log once")]
    Twice(String),
    /// Two logs are of the very same run.
    #[error("two of the logs are of the run that began at {0}; give each log once")]
    Same(String),
}

/// The frame of the merged run: its first event, and its last.
#[derive(Debug)]
pub struct Merged {
    facts: RunFacts,
    verdict: Verdict,
    stats: Stats,
    promises: Vec<PromiseUse>,
    missing: Vec<String>,
    next: u64,
}

impl Merged {
    /// Joins the results of all logs. `None` when there is no log.
    ///
    /// # Errors
    /// When they are not of one run.
    pub fn of(reports: &[Report]) -> Result<Option<Self>, MergeError> {
        let Some((first, others)) = reports.split_first() else { return Ok(None) };
        for other in others {
            same("contract", &first.contract, &other.contract)?;
            same("target", &first.target, &other.target)?;
            same("seed", &first.seed.to_string(), &other.seed.to_string())?;
            same("number of shards", of(first), of(other))?;
            same("version of docproof", &first.run.docproof, &other.run.docproof)?;
        }
        let shards: Vec<&str> = reports.iter().filter_map(|report| report.run.shard.as_deref()).collect();
        if let Some(twice) = shards.iter().enumerate().find(|(at, shard)| shards[..*at].contains(shard)) {
            return Err(MergeError::Twice((*twice.1).to_owned()));
        }
        let begins: Vec<_> = reports.iter().map(|report| (&report.run.started, &report.run.shard)).collect();
        if let Some(twice) = begins.iter().enumerate().find(|(at, begin)| begins[..*at].contains(begin)) {
            return Err(MergeError::Same(twice.1.0.clone()));
        }
        let missing = missing(&shards);
        let verdict = verdict(reports, &missing);
        let mut facts = first.run.clone();
        facts.shard = if others.is_empty() { facts.shard } else { None };
        let (stats, promises) = (stats(reports), promises(reports));
        Ok(Some(Self { facts, verdict, stats, promises, missing, next: 0 }))
    }

    /// The first event of the merged run.
    pub fn first(&mut self) -> Event {
        let facts = self.facts.clone();
        self.numbered(0, EventKind::RunStarted(facts))
    }

    /// An event of one of the logs as one of the merged run; `None` for what begins and ends a log.
    pub fn inner(&mut self, event: Event) -> Option<Event> {
        match event.kind {
            EventKind::RunStarted(_) | EventKind::RunFinished { .. } => None,
            kind => Some(self.numbered(event.at_us, kind)),
        }
    }

    /// What a log without an end, or a log that is not there, keeps from being decided; then the last event.
    pub fn last(mut self, interrupted: usize) -> Vec<Event> {
        let mut events = Vec::new();
        if interrupted > 0 {
            let text = format!("{interrupted} of the event logs end before their runs did");
            events.push(EventKind::Obstacle { cause: "interrupted".to_owned(), text });
        }
        if !self.missing.is_empty() {
            let text = format!("no log was given of shard {}", self.missing.join(", "));
            events.push(EventKind::Obstacle { cause: "missing-shard".to_owned(), text });
        }
        let end = EventKind::RunFinished { verdict: self.verdict, stats: self.stats, promises: self.promises.clone() };
        let at_us = self.stats.duration_ms * 1000;
        events.into_iter().chain([end]).map(|kind| self.numbered(at_us, kind)).collect()
    }

    fn numbered(&mut self, at_us: u64, kind: EventKind) -> Event {
        let seq = self.next;
        self.next += 1;
        Event { seq, at_us, kind }
    }
}

/// Into how many parts the plan of a log was divided.
fn of(report: &Report) -> &str {
    report.run.shard.as_deref().and_then(|shard| shard.split_once('/')).map_or("1", |(_, of)| of)
}

fn same(what: &'static str, first: &str, other: &str) -> Result<(), MergeError> {
    if first == other {
        return Ok(());
    }
    Err(MergeError::Different { what, first: first.to_owned(), other: other.to_owned() })
}

/// Shards that somebody named the number of and that are not there.
fn missing(shards: &[&str]) -> Vec<String> {
    let of: Option<u64> = shards.first().and_then(|shard| shard.split_once('/')?.1.parse().ok());
    let all = (1..=of.unwrap_or(0)).map(|number| format!("{number}/{}", of.unwrap_or(0)));
    all.filter(|shard| !shards.contains(&shard.as_str())).collect()
}

/// Broken beats undecided, undecided beats held; a part that is not there is not decided.
fn verdict(reports: &[Report], missing: &[String]) -> Verdict {
    let any = |verdict| reports.iter().any(|report| report.verdict == verdict);
    if any(Verdict::Broken) {
        Verdict::Broken
    } else if any(Verdict::Undecided) || !missing.is_empty() {
        Verdict::Undecided
    } else {
        Verdict::Held
    }
}

/// Sums; the duration is that of the longest, since shards run side by side.
fn stats(reports: &[Report]) -> Stats {
    reports.iter().map(|report| report.stats).fold(Stats::default(), |sum, stats| Stats {
        requests: sum.requests + stats.requests,
        writes: sum.writes + stats.writes,
        cases: sum.cases + stats.cases,
        inputs: sum.inputs + stats.inputs,
        duration_ms: sum.duration_ms.max(stats.duration_ms),
        retries: sum.retries + stats.retries,
    })
}

/// Each promise with all its uses; a reason why not only where no shard exercised it.
fn promises(reports: &[Report]) -> Vec<PromiseUse> {
    let mut all: Vec<PromiseUse> = Vec::new();
    for used in reports.iter().flat_map(|report| &report.promises) {
        match all.iter_mut().find(|known| (&known.promise, known.line) == (&used.promise, used.line)) {
            Some(known) => {
                known.exercised += used.exercised;
                known.why_not = known.why_not.take().filter(|_| known.exercised == 0);
            }
            None => all.push(used.clone()),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{MergeError, Merged};
    use crate::event::Event;
    use crate::model::Verdict;
    use crate::report::{Report, ReportFold, sample};

    fn merged(logs: &[Vec<Event>]) -> Report {
        let reports: Vec<Report> = logs.iter().map(ReportFold::of).collect();
        let mut merged = Merged::of(&reports).unwrap().unwrap();
        let mut events = vec![merged.first()];
        for event in logs.iter().flatten() {
            events.extend(merged.inner(event.clone()));
        }
        events.extend(merged.last(0));
        assert!(events.iter().zip(0..).all(|(event, number)| event.seq == number));
        ReportFold::of(&events)
    }

    #[test]
    fn counts_add_up_and_findings_of_one_cause_are_one() {
        let (broken, held) = (sample::broken(), sample::held());
        let mut logs = [sample::held_events(), sample::broken_events(), sample::broken_events()];
        for (log, shard) in logs.iter_mut().zip(["1/3", "2/3", "3/3"]) {
            sample::shard(log, shard);
        }
        let report = merged(&logs);
        assert_eq!(report.verdict, Verdict::Broken);
        assert_eq!(report.stats.requests, held.stats.requests + 2 * broken.stats.requests);
        assert_eq!(report.stats.duration_ms, broken.stats.duration_ms);
        assert_eq!(report.findings.len(), broken.findings.len());
        assert_eq!(report.findings[0].occurrences, 2 * broken.findings[0].occurrences);
        assert_eq!(report.promises[0].exercised, held.promises[0].exercised + 2 * broken.promises[0].exercised);
        assert_eq!(report.phases.len(), broken.phases.len(), "a phase of two shards is one");
    }

    #[test]
    fn a_log_that_is_given_twice_is_refused() {
        let message = Merged::of(&[sample::held(), sample::held()]).unwrap_err().to_string();
        assert_eq!(
            message,
            format!("two of the logs are of the run that began at {}; give each log once", sample::held().run.started)
        );
    }

    #[test]
    fn a_shard_that_is_not_there_is_not_decided() {
        let mut shard = sample::held_events();
        sample::shard(&mut shard, "2/3");
        let report = merged(&[shard.clone()]);
        assert_eq!(report.verdict, Verdict::Undecided);
        assert!(report.obstacles[0].text.contains("shard 1/3, 3/3"), "{:?}", report.obstacles);
        let reports = [ReportFold::of(&shard), ReportFold::of(&shard)];
        assert_eq!(Merged::of(&reports).unwrap_err(), MergeError::Twice("2/3".to_owned()));
    }

    #[test]
    fn logs_of_different_runs_are_refused_with_what_differs() {
        let mut other = sample::held();
        other.seed = 43;
        let message = Merged::of(&[sample::held(), other]).unwrap_err().to_string();
        assert!(message.contains("the seed is `42` in one and `43` in another"), "{message}");
    }
}
