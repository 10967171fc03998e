//! JUnit XML: one suite a rule, one test case a group of inputs.
//!
//! A *failure* is a broken promise that fails the run, an *error* is a decision that could not be made; what only warns
//! is output of a passed test. Names do not depend on how many inputs ran, so CI can follow a test over time.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, Write};
use std::time::Duration;

use quick_junit::{NonSuccessKind, Property, Report as Xml, TestCase, TestCaseStatus, TestSuite, XmlString};

use super::printable::{compact, shorten_value};
use super::words::{counted, level_name, waiver};
use super::{Report, ReportFold, Reporter, RuleCount};
use crate::event::{Event, EventKind, Judged, SkipCount};
use crate::model::{Finding, Level};

/// What one rule said of one group of inputs.
#[derive(Debug, Default)]
struct Group {
    held: u64,
    broken: u64,
    skipped: BTreeMap<String, u64>,
    undecided: BTreeMap<String, u64>,
    findings: BTreeSet<String>,
}

/// Writes JUnit XML at the end of the run.
pub struct JunitReporter {
    fold: ReportFold,
    groups: BTreeMap<(String, String), Group>,
    rule_of: HashMap<String, String>,
    deny: Level,
    out: Box<dyn Write + Send>,
}

impl std::fmt::Debug for JunitReporter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("JunitReporter").field("groups", &self.groups.len()).finish_non_exhaustive()
    }
}

impl JunitReporter {
    /// A reporter that calls findings of `deny` and stronger failures.
    #[must_use]
    pub fn new(out: Box<dyn Write + Send>, deny: Level) -> Self {
        Self { fold: ReportFold::new(), groups: BTreeMap::new(), rule_of: HashMap::new(), deny, out }
    }

    fn group(&mut self, rule: &str, case: &str) -> &mut Group {
        self.groups.entry((rule.to_owned(), group_of(case).to_owned())).or_default()
    }

    fn judged(&mut self, judged: &Judged) {
        for rule in &judged.held {
            self.group(rule, &judged.case).held += 1;
        }
        for rule in &judged.broken {
            self.group(rule, &judged.case).broken += 1;
        }
        for SkipCount { reason, rules } in &judged.skipped {
            for rule in rules {
                *self.group(rule, &judged.case).skipped.entry(reason.clone()).or_default() += 1;
            }
        }
        for SkipCount { reason, rules } in &judged.undecided {
            for rule in rules {
                *self.group(rule, &judged.case).undecided.entry(reason.clone()).or_default() += 1;
            }
        }
    }

    fn found(&mut self, finding: &Finding) {
        self.rule_of.insert(finding.id.clone(), finding.rule.clone());
        self.group(&finding.rule, &finding.case).findings.insert(finding.id.clone());
    }
}

impl Reporter for JunitReporter {
    fn event(&mut self, event: &Event) -> io::Result<()> {
        self.fold.event(event);
        match &event.kind {
            EventKind::Judged(judged) => self.judged(judged),
            EventKind::FindingFound { finding } => self.found(finding),
            EventKind::FindingRepeated { id, case } => {
                if let Some(rule) = self.rule_of.get(id).cloned() {
                    self.group(&rule, case).findings.insert(id.clone());
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let Self { fold, groups, deny, mut out, .. } = *self;
        let report = fold.finish();
        // whole first: an error of the library would hide why its writing failed
        let text = document(&report, &groups, deny).to_string().map_err(io::Error::other)?;
        out.write_all(text.as_bytes())?;
        out.flush()
    }
}

/// The input's name without its running number: `D06/lastConnectionDateTime/3` is of `D06/lastConnectionDateTime`.
fn group_of(case: &str) -> &str {
    match case.rsplit_once('/') {
        Some((group, number)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => group,
        _ => case,
    }
}

fn document(report: &Report, groups: &BTreeMap<(String, String), Group>, deny: Level) -> Xml {
    let mut xml = Xml::new("docproof");
    xml.set_time(Duration::from_millis(report.stats.duration_ms));
    let mut suites: Vec<TestSuite> = report.rules.iter().map(|rule| suite(report, rule, groups, deny)).collect();
    if !report.obstacles.is_empty() {
        suites.push(obstacles(report));
    }
    xml.add_test_suites(suites);
    xml
}

fn suite(report: &Report, rule: &RuleCount, groups: &BTreeMap<(String, String), Group>, deny: Level) -> TestSuite {
    let mut suite = TestSuite::new(xml(&rule.id));
    if let Some(entry) = report.run.rules.iter().find(|entry| entry.id == rule.id) {
        suite.add_property(Property::new("summary", xml(&entry.summary)));
        suite.add_property(Property::new("clause", xml(&entry.clause)));
    }
    suite.add_property(Property::new("contract", xml(&report.contract)));
    suite.add_property(Property::new("target", xml(&report.target)));
    suite.add_property(Property::new("seed", report.seed.to_string()));
    for ((_, name), group) in groups.iter().filter(|((id, _), _)| *id == rule.id) {
        suite.add_test_case(test_case(report, rule, name, group, deny));
    }
    suite
}

fn test_case(report: &Report, rule: &RuleCount, name: &str, group: &Group, deny: Level) -> TestCase {
    let findings: Vec<&Finding> = report.findings.iter().filter(|f| group.findings.contains(&f.id)).collect();
    let (waived, others): (Vec<&Finding>, Vec<&Finding>) = findings.into_iter().partition(|f| f.waived.is_some());
    let (failing, warning): (Vec<&Finding>, Vec<&Finding>) = others.into_iter().partition(|f| f.fails(deny));
    // a broken rule without a finding would be a gap in the log: it must not look green
    let unexplained = group.broken > 0 && failing.len() + warning.len() + waived.len() == 0 && rule.level <= deny;
    let status = if let Some(first) = failing.first() {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_type(level_name(first.level)).set_message(xml(&first.message));
        status.set_description(xml(&failing.iter().map(|f| describe(f)).collect::<Vec<_>>().join("\n\n")));
        status
    } else if unexplained {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_message(format!("broken on {} inputs; the log holds no finding for it", group.broken));
        status
    } else if let Some(first) = waived.iter().find_map(|finding| finding.waived.as_ref()) {
        let mut status = TestCaseStatus::skipped();
        status.set_message(xml(&waiver(first)));
        status
    } else if let Some(reason) = most_frequent(&group.undecided) {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_type("undecided").set_message(xml(reason)).set_description(xml(&reasons(&group.undecided)));
        status
    } else if group.held + group.broken == 0 {
        let mut status = TestCaseStatus::skipped();
        status.set_message(xml(most_frequent(&group.skipped).unwrap_or("no input of this group was judged")));
        status
    } else {
        TestCaseStatus::success()
    };
    let mut case = TestCase::new(xml(&format!("{}::{name}", rule.id)), status);
    case.set_classname(xml(&format!("{}.{}", report.contract, rule.id)));
    case.set_assertions(usize::try_from(group.held + group.broken).unwrap_or(usize::MAX));
    if warning.len() + waived.len() > 0 {
        let text = warning.iter().chain(&waived).map(|f| describe(f)).collect::<Vec<_>>().join("\n\n");
        case.set_system_out(xml(&text));
    }
    case
}

/// What kept the whole run from deciding, as errors of a suite of its own.
fn obstacles(report: &Report) -> TestSuite {
    let mut suite = TestSuite::new("run");
    for obstacle in &report.obstacles {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_type(xml(&obstacle.cause)).set_message(xml(&obstacle.text));
        suite.add_test_case(TestCase::new(xml(&format!("run::{}", obstacle.cause)), status));
    }
    suite
}

fn describe(finding: &Finding) -> String {
    let value = |value| compact(&shorten_value(value));
    format!(
        "{} ({}) on {}, seen {}\n{}\nplace: {}\nexpected: {}\nactual: {}\npage: {}:{} ({})\nreplay: {}",
        finding.rule,
        level_name(finding.level),
        finding.case,
        counted(finding.occurrences, "time"),
        finding.message,
        finding.place,
        value(&finding.expected),
        value(&finding.actual),
        finding.source.page,
        finding.source.line,
        finding.source.clause,
        finding.replay,
    )
}

fn most_frequent(reasons: &BTreeMap<String, u64>) -> Option<&str> {
    reasons.iter().max_by_key(|(reason, count)| (**count, std::cmp::Reverse(*reason))).map(|(r, _)| r.as_str())
}

fn reasons(reasons: &BTreeMap<String, u64>) -> String {
    reasons.iter().map(|(reason, count)| format!("{count} × {reason}")).collect::<Vec<_>>().join("\n")
}

/// Text that XML 1.0 may hold: the library drops control characters, the two noncharacters are left to us.
fn xml(text: &str) -> XmlString {
    XmlString::new(text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}"))
}

#[cfg(test)]
mod tests {
    use super::group_of;
    use crate::model::Level;
    use crate::report::{Format, Options, sample};

    fn junit(deny: Level) -> String {
        sample::written(Format::Junit, &sample::broken_events(), Options { deny, ..Options::default() })
    }

    #[test]
    fn a_running_number_is_no_part_of_a_test_name() {
        assert_eq!(group_of("D06/lastConnectionDateTime/3"), "D06/lastConnectionDateTime");
        assert_eq!((group_of("valid/17"), group_of("case/documented")), ("valid", "case/documented"));
    }

    #[test]
    fn failures_errors_and_skips_are_kept_apart() {
        let text = junit(Level::Must);
        assert!(text.contains(r#"failures="2" errors="2""#), "{text}");
        assert!(text.contains(r#"<failure message="the answer does not echo `displayName`" type="must">"#), "{text}");
        assert!(text.contains(r#"<error message="the control was refused" type="undecided">"#), "{text}");
        assert!(text.contains(r#"<skipped message="the patch is valid"/>"#), "{text}");
    }

    #[test]
    fn a_should_finding_is_output_until_it_is_denied() {
        assert!(junit(Level::Must).contains("<system-out>"));
        let denied = junit(Level::Should);
        assert!(denied.contains(r#"failures="3""#) && !denied.contains("<system-out>"), "{denied}");
    }

    #[test]
    fn no_character_that_xml_forbids_is_written() {
        let mut events = sample::broken_events();
        sample::reword(&mut events, "bell \u{7} escape \u{1b}[31m red\u{1b}[0m \u{ffff} <&>");
        let text = sample::written(Format::Junit, &events, Options::default());
        let forbidden = |c: char| (c.is_control() && !"\t\n\r".contains(c)) || ('\u{fffe}'..='\u{ffff}').contains(&c);
        assert!(!text.contains(forbidden) && text.contains("bell  escape  red"), "{text}");
    }
}
