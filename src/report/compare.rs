//! Two runs side by side: what is new, what is gone, what is the same.

use serde::Serialize;

use super::{Report, RuleCount};
use crate::model::{Finding, Level};

/// Version of the format; raised when a reader of the old one would go wrong.
const VERSION: u32 = 1;

/// What changed from one run to another. Findings are the same when rule, place and deviation are; seeds and inputs
/// change from run to run and do not count.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Version of the format; 1 today.
    pub version: u32,
    /// The earlier run.
    pub before: Side,
    /// The later run.
    pub after: Side,
    /// Found by the later run only.
    pub new: Vec<Line>,
    /// Found by the earlier run only, though the later one looked.
    pub gone: Vec<Line>,
    /// Found by both, and something about it is different.
    pub changed: Vec<Changed>,
    /// Found by both.
    pub same: Vec<Line>,
    /// Found by the earlier run; the later one did not decide on the rule.
    pub not_looked_at: Vec<Line>,
}

/// One of the two runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// Start in RFC 3339, UTC.
    pub started: String,
    /// Name of the contract.
    pub contract: String,
    /// Service root, or `mock`.
    pub target: String,
    /// Seed of the run.
    pub seed: u64,
    /// Whether it stopped before it had tried everything: what it did not find may be there.
    pub interrupted: bool,
}

/// A finding in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Short stable name.
    pub id: String,
    /// Rule that is broken.
    pub rule: String,
    /// How binding it is.
    pub level: Level,
    /// Where in the exchange.
    pub place: String,
    /// Name of the deviation.
    pub cause: String,
    /// One sentence.
    pub message: String,
    /// Whether somebody expects it.
    pub waived: bool,
}

/// A finding that both runs have, and what is different about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// The finding as the later run has it.
    #[serde(flatten)]
    pub finding: Line,
    /// One sentence for each difference.
    pub changes: Vec<String>,
}

impl Comparison {
    /// Compares two reports.
    #[must_use]
    pub fn of(before: &Report, after: &Report) -> Self {
        let mut comparison = Self {
            version: VERSION,
            before: side(before),
            after: side(after),
            new: Vec::new(),
            gone: Vec::new(),
            changed: Vec::new(),
            same: Vec::new(),
            not_looked_at: Vec::new(),
        };
        for finding in &after.findings {
            match twin(finding, before) {
                None => comparison.new.push(line(finding)),
                Some(earlier) => comparison.in_both(earlier, finding),
            }
        }
        for finding in before.findings.iter().filter(|finding| twin(finding, after).is_none()) {
            let looked = after.rules.iter().any(|rule| rule.id == finding.rule && has_decided(rule));
            if looked { &mut comparison.gone } else { &mut comparison.not_looked_at }.push(line(finding));
        }
        comparison
    }

    /// Whether the later run found something of `deny` or stronger that is new and that nobody expects.
    #[must_use]
    pub fn is_worse(&self, deny: Level) -> bool {
        self.new.iter().any(|finding| finding.level <= deny && !finding.waived)
    }

    /// What the reader has to know beside it: a run that was interrupted may not have reached what the other found.
    ///
    /// The runs are called `before` and `after`.
    #[must_use]
    pub fn caveats(&self, before: &str, after: &str) -> Vec<String> {
        let told =
            |side: &Side, name: &str, what: &str| side.interrupted.then(|| format!("{name} was interrupted: {what}"));
        let earlier = told(&self.before, before, "what is new may have been there, and not been reached");
        let later = told(&self.after, after, "what is gone may not have been reached");
        earlier.into_iter().chain(later).collect()
    }

    fn in_both(&mut self, earlier: &Finding, later: &Finding) {
        let changes = changes(earlier, later);
        if changes.is_empty() {
            self.same.push(line(later));
        } else {
            self.changed.push(Changed { finding: line(later), changes });
        }
    }
}

/// The same deviation in the other run. Where a waiver covers some inputs only there are two; the like one counts.
fn twin<'r>(finding: &Finding, other: &'r Report) -> Option<&'r Finding> {
    let same = || other.findings.iter().filter(|known| known.identity() == finding.identity());
    same().find(|known| known.id == finding.id).or_else(|| same().next())
}

fn has_decided(rule: &RuleCount) -> bool {
    rule.held + rule.broken > 0
}

/// What a reader would call different: not the input that chance chose, and not how often it was seen.
fn changes(earlier: &Finding, later: &Finding) -> Vec<String> {
    let level = |finding: &Finding| super::words::level_name(finding.level).to_owned();
    let status = |finding: &Finding| finding.response.as_ref().map_or("none".to_owned(), |r| r.status.to_string());
    let waived = |finding: &Finding| finding.waived.as_ref().map_or("no".to_owned(), |waived| waived.by.clone());
    let facts: [(&str, String, String); 5] = [
        ("level", level(earlier), level(later)),
        ("message", earlier.message.clone(), later.message.clone()),
        ("status", status(earlier), status(later)),
        ("page line", earlier.source.line.to_string(), later.source.line.to_string()),
        ("waived", waived(earlier), waived(later)),
    ];
    let differs = facts.into_iter().filter(|(_, before, after)| before != after);
    differs.map(|(what, before, after)| format!("{what}: {before} → {after}")).collect()
}

fn side(report: &Report) -> Side {
    Side {
        started: report.run.started.clone(),
        contract: report.contract.clone(),
        target: report.target.clone(),
        seed: report.seed,
        interrupted: report.is_interrupted(),
    }
}

fn line(finding: &Finding) -> Line {
    Line {
        id: finding.id.clone(),
        rule: finding.rule.clone(),
        level: finding.level,
        place: finding.place.clone(),
        cause: finding.cause.clone(),
        message: finding.message.clone(),
        waived: finding.waived.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::Comparison;
    use crate::model::{Level, Waived};
    use crate::report::sample;

    fn rules(lines: &[super::Line]) -> Vec<&str> {
        lines.iter().map(|line| line.rule.as_str()).collect()
    }

    #[test]
    fn another_input_and_another_count_are_the_same_finding() {
        let before = sample::broken();
        let mut after = before.clone();
        for finding in &mut after.findings {
            finding.seed = "valid-0000000000000001".to_owned();
            finding.case = "valid/9".to_owned();
            finding.occurrences += 5;
        }
        let comparison = Comparison::of(&before, &after);
        assert_eq!(rules(&comparison.same), ["echo-sent", "date"]);
        assert!(comparison.new.is_empty() && comparison.gone.is_empty() && comparison.changed.is_empty());
    }

    #[test]
    fn what_only_one_run_found_is_new_or_gone() {
        let (held, broken) = (sample::held(), sample::broken());
        let worse = Comparison::of(&held, &broken);
        assert_eq!(rules(&worse.new), ["echo-sent", "date"]);
        assert!(worse.is_worse(Level::Must));
        let better = Comparison::of(&broken, &held);
        assert_eq!(rules(&better.gone), ["echo-sent", "date"]);
        assert!(!better.is_worse(Level::Should));
    }

    #[test]
    fn what_the_later_run_did_not_look_at_is_not_gone() {
        let mut after = sample::held();
        for rule in after.rules.iter_mut().filter(|rule| rule.id == "echo-sent") {
            rule.held = 0;
        }
        let comparison = Comparison::of(&sample::broken(), &after);
        assert_eq!((rules(&comparison.not_looked_at), rules(&comparison.gone)), (vec!["echo-sent"], vec!["date"]));
    }

    #[test]
    fn a_run_that_was_interrupted_may_not_have_reached_what_the_other_found() {
        let (whole, cut) = (sample::broken(), sample::interrupted());
        let caveats = |before, after| Comparison::of(before, after).caveats("a", "b");
        assert_eq!(caveats(&whole, &whole), Vec::<String>::new());
        assert_eq!(caveats(&whole, &cut), ["b was interrupted: what is gone may not have been reached"]);
        assert_eq!(caveats(&cut, &whole), ["a was interrupted: what is new may have been there, and not been reached"]);
    }

    #[test]
    fn a_change_is_told_with_both_sides() {
        let before = sample::broken();
        let mut after = before.clone();
        after.findings[0].level = Level::May;
        let by = "waivers.toml:1".to_owned();
        after.findings[1].waived = Some(Waived { by, reason: "r".to_owned(), until: None });
        let changes: Vec<_> = Comparison::of(&before, &after).changed.into_iter().flat_map(|c| c.changes).collect();
        assert_eq!(changes, ["level: must → may", "waived: no → waivers.toml:1"]);
    }

    #[test]
    fn a_new_finding_that_somebody_expects_is_not_worse() {
        let mut after = sample::broken();
        for finding in &mut after.findings {
            finding.waived = Some(Waived { by: "w".to_owned(), reason: "r".to_owned(), until: None });
        }
        assert!(!Comparison::of(&sample::held(), &after).is_worse(Level::Should));
    }
}
