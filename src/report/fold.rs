//! Events → [`Report`]. Memory grows with findings, rules and reasons, not with exchanges.

use std::collections::{BTreeMap, HashMap};

use super::echo::{Answered, EchoTracker};
use super::live::LiveFold;
use super::matrix::Matrix;
use super::result::{
    Obstacle, OwnedCount, PhaseCount, ReadBackCount, ReasonCount, RefusalCount, Report, RuleCount, VERSION,
};
use crate::event::{
    self, CONTROL, Convergence, Event, EventKind, Judged, OwnedOutcome, Phase, PromiseUse, ReadBack, RuleEntry,
    RunFacts, SkipCount, Stats,
};
use crate::model::{Finding, Level, StaleWaiver, Verdict};

/// Notes kept; further ones are counted.
const NOTES: usize = 200;

/// A report in the making.
#[derive(Debug, Default)]
pub struct ReportFold {
    run: Option<RunFacts>,
    rules: Vec<RuleCount>,
    rule_at: HashMap<String, usize>,
    findings: Vec<Finding>,
    finding_at: HashMap<String, usize>,
    phases: Vec<PhaseCount>,
    at_phase: Option<usize>,
    matrix: Matrix,
    echoes: EchoTracker,
    live: LiveFold,
    service_owned: Vec<OwnedCount>,
    refusals: RefusalCount,
    skips: BTreeMap<(usize, String), u64>,
    undecided: BTreeMap<(usize, String), u64>,
    obstacles: Vec<Obstacle>,
    read_backs: ReadBackCount,
    stale: Vec<StaleWaiver>,
    notes: Vec<String>,
    notes_dropped: u64,
    counted: Stats,
    end: Option<(Verdict, Stats, Vec<PromiseUse>)>,
}

impl ReportFold {
    /// A fold that has seen nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Folds all of `events`.
    #[cfg(test)]
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event>) -> Report {
        let mut fold = Self::new();
        events.into_iter().for_each(|event| fold.event(event));
        fold.finish()
    }

    /// Takes in the next event of the run.
    pub fn event(&mut self, event: &Event) {
        self.counted.duration_ms = event.at_us / 1000;
        let answered = self.echoes.event(event).unwrap_or_default();
        match &event.kind {
            EventKind::RunStarted(facts) => self.start(facts),
            EventKind::PhaseStarted { phase, planned } => self.phase(*phase, *planned),
            EventKind::Exchanged { exchange, .. } => {
                self.live.exchanged(exchange);
                self.counted.requests += 1;
                let reads = matches!(exchange.request.method.as_str(), "GET" | "HEAD" | "OPTIONS" | "TRACE");
                self.counted.writes += u64::from(!reads);
            }
            EventKind::Judged(judged) => self.judged(judged, &answered),
            EventKind::FindingFound { finding } => {
                self.matrix.found(&finding.case, &finding.place);
                self.found(finding);
            }
            EventKind::FindingShrunk { finding, .. } => self.shrunk(finding),
            EventKind::FindingRepeated { id, case } => {
                if let Some(at) = self.finding_at.get(id) {
                    self.matrix.found(case, &self.findings[*at].place);
                    self.findings[*at].occurrences += 1;
                }
            }
            EventKind::ServiceOwned { property, outcome, .. } => self.service_owned(property, *outcome),
            EventKind::Note { text } => self.note(text),
            EventKind::Obstacle { cause, text } => {
                let obstacle = Obstacle { cause: cause.clone(), text: text.clone() };
                if !self.obstacles.contains(&obstacle) {
                    self.obstacles.push(obstacle);
                }
            }
            EventKind::ReadBack(read_back) => self.read_back(read_back),
            EventKind::WaiverStale(stale) => {
                if !self.stale.contains(stale) {
                    self.stale.push(stale.clone());
                }
            }
            EventKind::RunFinished { verdict, stats, promises } => {
                self.end = Some((*verdict, *stats, promises.clone()));
            }
        }
    }

    fn start(&mut self, facts: &RunFacts) {
        for RuleEntry { id, level, .. } in &facts.rules {
            self.rule(id, *level);
        }
        self.live.start(facts);
        self.run = Some(facts.clone());
    }

    /// A phase may begin again: in the next shard, or because a run opens with one input of it.
    fn phase(&mut self, phase: Phase, planned: u64) {
        let known = self.phases.iter().position(|count| count.phase == phase);
        self.at_phase = Some(known.unwrap_or_else(|| {
            self.phases.push(PhaseCount { phase, planned: 0, judged: 0 });
            self.phases.len() - 1
        }));
        if let Some(at) = self.at_phase {
            self.phases[at].planned += planned;
        }
    }

    /// Index of the rule `id`, which is added when the log did not announce it.
    fn rule(&mut self, id: &str, level: Level) -> usize {
        if let Some(at) = self.rule_at.get(id) {
            return *at;
        }
        let count = RuleCount { id: id.to_owned(), level, held: 0, broken: 0, skipped: 0, undecided: 0 };
        self.rules.push(count);
        self.rule_at.insert(id.to_owned(), self.rules.len() - 1);
        self.rules.len() - 1
    }

    fn judged(&mut self, judged: &Judged, answered: &Answered) {
        if judged.case.starts_with("case/") {
            self.counted.cases += 1;
        } else if judged.case != CONTROL {
            self.counted.inputs += 1;
        }
        if let Some(at) = self.at_phase.filter(|_| judged.case != CONTROL) {
            self.phases[at].judged += 1;
        }
        self.refusals.refused += u64::from(judged.names_property.is_some());
        self.refusals.naming += u64::from(judged.names_property == Some(true));
        self.matrix.judged(judged, answered);
        for id in &judged.held {
            let at = self.rule(id, Level::Must);
            self.rules[at].held += 1;
        }
        for id in &judged.broken {
            let at = self.rule(id, Level::Must);
            self.rules[at].broken += 1;
        }
        for SkipCount { reason, rules } in &judged.skipped {
            for id in rules {
                let at = self.rule(id, Level::Must);
                self.rules[at].skipped += 1;
                *self.skips.entry((at, reason.clone())).or_default() += 1;
            }
        }
        for SkipCount { reason, rules } in &judged.undecided {
            for id in rules {
                let at = self.rule(id, Level::Must);
                self.rules[at].undecided += 1;
                *self.undecided.entry((at, reason.clone())).or_default() += 1;
            }
        }
    }

    fn found(&mut self, finding: &Finding) {
        self.rule(&finding.rule, finding.level);
        if let Some(at) = self.finding_at.get(&finding.id) {
            self.findings[*at].occurrences += 1;
            return;
        }
        self.finding_at.insert(finding.id.clone(), self.findings.len());
        self.findings.push(finding.clone());
    }

    fn shrunk(&mut self, finding: &Finding) {
        let Some(at) = self.finding_at.get(&finding.id) else { return self.found(finding) };
        let occurrences = self.findings[*at].occurrences;
        self.findings[*at] = Finding { occurrences, ..finding.clone() };
    }

    fn read_back(&mut self, read_back: &ReadBack) {
        let counts = &mut self.read_backs;
        match read_back.outcome {
            Convergence::Converged => {
                counts.converged += 1;
                counts.slowest_ms = counts.slowest_ms.max(read_back.after_ms);
            }
            Convergence::Lost => counts.lost += 1,
            Convergence::Reverted => counts.reverted += 1,
        }
    }

    fn service_owned(&mut self, property: &str, outcome: OwnedOutcome) {
        let at = self.service_owned.iter().position(|count| count.property == property).unwrap_or_else(|| {
            self.service_owned.push(OwnedCount { property: property.to_owned(), ..OwnedCount::default() });
            self.service_owned.len() - 1
        });
        let count = &mut self.service_owned[at];
        match outcome {
            OwnedOutcome::Refused => count.refused += 1,
            OwnedOutcome::Ignored => count.ignored += 1,
            OwnedOutcome::Overwritten => count.overwritten += 1,
        }
    }

    fn note(&mut self, text: &str) {
        if self.notes.iter().any(|note| note == text) {
            return;
        }
        if self.notes.len() == NOTES {
            self.notes_dropped += 1;
            return;
        }
        self.notes.push(text.to_owned());
    }

    /// The report. A log without its last event is of a run that was killed: undecided, or broken when a must-finding
    /// is there, with the obstacle `interrupted`.
    #[must_use]
    pub fn finish(mut self) -> Report {
        let (verdict, stats, promises) = self.end.take().unwrap_or_else(|| {
            self.obstacles.push(interrupted());
            let broken = self.findings.iter().any(|finding| finding.fails(Level::Must));
            (if broken { Verdict::Broken } else { Verdict::Undecided }, self.counted, Vec::new())
        });
        if self.notes_dropped > 0 {
            self.notes.push(format!("{} further notes are in the event log", self.notes_dropped));
        }
        let order = self.rule_at;
        let mut findings = self.findings;
        findings.sort_by_key(|finding| (finding.level, order.get(&finding.rule).copied()));
        let reasons = |counts: BTreeMap<(usize, String), u64>| {
            counts
                .into_iter()
                .map(|((at, reason), count)| ReasonCount { rule: self.rules[at].id.clone(), reason, count })
                .collect()
        };
        let (skips, undecided) = (reasons(self.skips), reasons(self.undecided));
        let run = self.run.unwrap_or_else(unknown_run);
        Report {
            version: VERSION,
            verdict,
            seed: run.seed,
            contract: run.contract.clone(),
            target: run.target.clone(),
            run,
            stats,
            rules: self.rules,
            findings,
            promises,
            phases: self.phases,
            matrix: self.matrix.cells(),
            live: self.live.finish(),
            service_owned: self.service_owned,
            refusals: self.refusals,
            skips,
            undecided,
            obstacles: self.obstacles,
            read_backs: self.read_backs,
            stale_waivers: self.stale,
            notes: self.notes,
        }
    }
}

fn interrupted() -> Obstacle {
    Obstacle {
        cause: "interrupted".to_owned(),
        text: "the event log ends before the run did; what was recorded until then is reported".to_owned(),
    }
}

/// Stands in for the first event of a log that lost it.
fn unknown_run() -> RunFacts {
    RunFacts {
        version: event::VERSION,
        docproof: String::new(),
        started: String::new(),
        contract: String::new(),
        page: String::new(),
        operation: String::new(),
        target: String::new(),
        params: Vec::new(),
        seed: 0,
        planned: 0,
        shard: None,
        rules: Vec::new(),
        properties: Vec::new(),
        example: None,
        changes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::ReportFold;
    use crate::model::{Level, Verdict};
    use crate::report::sample;

    #[test]
    fn findings_of_one_cause_are_one_finding_with_a_count_that_shrinking_keeps() {
        let report = sample::broken();
        let echo: Vec<_> = report.findings.iter().filter(|f| f.rule == "echo-sent").collect();
        assert_eq!(echo.len(), 1);
        assert_eq!((echo[0].occurrences, echo[0].minimal.text.as_deref()), (3, Some(r#"{"displayName":"é"}"#)));
    }

    #[test]
    fn must_comes_before_should() {
        let levels: Vec<_> = sample::broken().findings.iter().map(|finding| finding.level).collect();
        assert_eq!(levels, [Level::Must, Level::Should]);
    }

    #[test]
    fn a_killed_run_is_undecided_and_says_why() {
        let report = sample::interrupted();
        assert_eq!((report.verdict, report.obstacles[0].cause.as_str()), (Verdict::Undecided, "interrupted"));
        assert_eq!((report.stats.requests, report.stats.writes), (1, 1));
    }

    #[test]
    fn a_killed_run_with_a_must_finding_is_broken() {
        let mut events = sample::broken_events();
        events.pop();
        assert_eq!(ReportFold::of(&events).verdict, Verdict::Broken);
    }

    #[test]
    fn what_did_not_apply_is_counted_by_rule_and_reason() {
        let report = sample::broken();
        let rule = report.rules.iter().find(|rule| rule.id == "reject-atomic").unwrap();
        assert_eq!((rule.held, rule.skipped, rule.undecided), (0, 2, 1));
        assert_eq!((report.skips[0].rule.as_str(), report.skips[0].count), ("reject-atomic", 2));
        assert_eq!(report.undecided[0].reason, "the control was refused");
    }

    #[test]
    fn an_empty_log_is_an_interrupted_run() {
        assert_eq!(ReportFold::of([]).verdict, Verdict::Undecided);
    }
}
