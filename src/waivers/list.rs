//! All that is expected of a run.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::baseline::{Baseline, Known};
use super::file;
use super::waiver::Waiver;
use crate::model::{FileFault, Finding, StaleWaiver, Waived};

/// Waivers and a baseline.
#[derive(Debug, Clone, Default)]
pub struct Waivers {
    waivers: Vec<Waiver>,
    /// Accepted findings, each with the file that names it.
    known: Vec<(String, Known)>,
}

/// An entry that describes a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// Its number, as [`Waivers::stale`] counts.
    pub number: usize,
    /// What the finding says of it.
    pub fact: Waived,
    /// Whether another input may show the same deviation and not be covered.
    pub is_partial: bool,
}

impl Waivers {
    /// Adds the entries of a waivers file. `rules` are the ids that there are.
    ///
    /// # Errors
    /// The first place that does not fit.
    pub fn file(mut self, file: &str, text: &str, rules: &[&str]) -> Result<Self, Box<FileFault>> {
        self.waivers.extend(file::read(file, text, rules)?);
        Ok(self)
    }

    /// Adds the findings of a baseline file.
    ///
    /// # Errors
    /// The place that does not fit.
    pub fn baseline(mut self, file: &str, text: &str) -> Result<Self, Box<FileFault>> {
        let findings = Baseline::read(file, text)?.findings;
        self.known.extend(findings.into_iter().map(|known| (file.to_owned(), known)));
        Ok(self)
    }

    /// The first entry that describes the finding. A waiver whose last day is over describes none.
    #[must_use]
    pub fn cover(&self, finding: &Finding, target: &str, today: Date) -> Option<Cover> {
        let holds = |waiver: &Waiver| waiver.is_about(target) && !waiver.is_over(today) && waiver.covers(finding);
        if let Some((number, waiver)) = self.waivers.iter().enumerate().find(|(_, waiver)| holds(waiver)) {
            return Some(Cover { number, fact: waiver.fact(), is_partial: waiver.case.is_some() });
        }
        let (number, (file, _)) = self.known.iter().enumerate().find(|(_, (_, known))| known.is(finding))?;
        let reason = "accepted in the baseline".to_owned();
        let fact = Waived { by: file.clone(), reason, until: None };
        Some(Cover { number: self.waivers.len() + number, fact, is_partial: false })
    }

    /// Entries about `target` whose last day is over, and, when everything was looked at, those that described nothing.
    ///
    /// `used` are the numbers of the covers that were needed; `looked_at` says whether a rule was judged wherever it can
    /// be, `None` in place of it that the run saw a part only.
    #[must_use]
    pub fn stale(
        &self,
        target: &str,
        today: Date,
        used: &BTreeSet<usize>,
        looked_at: Option<&dyn Fn(&str) -> bool>,
    ) -> Vec<StaleWaiver> {
        let is_gone =
            |number: usize, rule: &str| !used.contains(&number) && looked_at.is_some_and(|judged| judged(rule));
        let waivers = self.waivers.iter().enumerate().filter(|(_, waiver)| waiver.is_about(target));
        let waivers = waivers.filter_map(|(number, waiver)| {
            let why = match (waiver.is_over(today), is_gone(number, &waiver.rule)) {
                (true, _) => format!("it expired on {}; mend what it is about, or give it a new day", waiver.expires),
                (false, true) => "nothing is found any more that it describes; remove it".to_owned(),
                (false, false) => return None,
            };
            Some(StaleWaiver { by: waiver.by.clone(), rule: waiver.rule.clone(), why })
        });
        let gone = |(number, (file, known)): (usize, &(String, Known))| {
            is_gone(self.waivers.len() + number, &known.rule).then(|| StaleWaiver {
                by: file.clone(),
                rule: known.rule.clone(),
                why: format!("{} {} is not found any more; write the baseline again", known.place, known.cause),
            })
        };
        waivers.chain(self.known.iter().enumerate().filter_map(gone)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::{Date, date};
    use serde_json::json;

    use super::{Cover, Waivers};
    use crate::model::Finding;

    const TODAY: Date = date(2026, 5, 5);
    const FILE: &str = "[[waiver]]\nrule = \"echo-sent\"\nplace = \"/a\"\ncase = \"D06/*\"\nreason = \"r\"\nexpires = 2026-05-05\n\
        [[waiver]]\nrule = \"date\"\ntarget = \"contoso\"\nreason = \"r\"\nexpires = 2026-05-04\n";
    const BASELINE: &str = r#"{"version": 1, "contract": "c", "target": "t",
        "findings": [{"rule": "readback", "place": "/a", "cause": "changed", "message": "m"}]}"#;

    fn waivers() -> Waivers {
        Waivers::default().file("w.toml", FILE, &["echo-sent", "date"]).unwrap().baseline("b.json", BASELINE).unwrap()
    }

    fn finding(rule: &str, case: &str) -> Finding {
        let request = json!({"method": "PATCH", "url": "", "headers": [], "body": {"octets": 0}});
        serde_json::from_value(json!({
            "id": "f", "rule": rule, "level": "must", "case": case, "message": "m", "place": "/a", "cause": "changed",
            "expected": 1, "actual": 2, "source": {"page": "p", "line": 1, "clause": "c"}, "request": request,
            "response": null, "minimal": {"octets": 0}, "occurrences": 1, "seed": "s", "replay": "r", "curl": "c",
        }))
        .unwrap()
    }

    fn cover(rule: &str, case: &str, target: &str) -> Option<Cover> {
        waivers().cover(&finding(rule, case), target, TODAY)
    }

    #[test]
    fn the_last_day_counts_and_the_next_does_not() {
        let by_case = cover("echo-sent", "D06/a/1", "mock").unwrap();
        assert_eq!((by_case.number, by_case.is_partial, by_case.fact.by.as_str()), (0, true, "w.toml:1"));
        assert_eq!(by_case.fact.until.as_deref(), Some("2026-05-05"));
        assert_eq!(cover("echo-sent", "valid/1", "mock"), None, "another case");
        assert_eq!(cover("date", "valid/1", "contoso"), None, "its day is over");
    }

    #[test]
    fn a_baseline_knows_rule_place_and_cause_whatever_the_input() {
        for case in ["valid/1", "D06/a/1"] {
            let known = cover("readback", case, "mock").unwrap();
            assert_eq!((known.number, known.is_partial, known.fact.until), (2, false, None));
        }
        let other = Finding { cause: "lost".to_owned(), ..finding("readback", "valid/1") };
        assert_eq!(waivers().cover(&other, "mock", TODAY), None);
    }

    #[test]
    fn what_is_over_or_describes_nothing_is_stale() {
        let stale = |target: &str, used: &[usize], judged: Option<&dyn Fn(&str) -> bool>| -> Vec<String> {
            let used: BTreeSet<usize> = used.iter().copied().collect();
            waivers()
                .stale(target, TODAY, &used, judged)
                .into_iter()
                .map(|stale| format!("{} {}", stale.by, stale.rule))
                .collect()
        };
        let all: Option<&dyn Fn(&str) -> bool> = Some(&|_| true);
        assert_eq!(stale("contoso", &[0, 2], all), ["w.toml:7 date"]);
        assert_eq!(stale("mock", &[0, 2], all), [""; 0], "it is about another target");
        assert_eq!(stale("mock", &[], all), ["w.toml:1 echo-sent", "b.json readback"]);
        assert_eq!(stale("mock", &[], None), [""; 0], "a part of a run does not tell");
        assert_eq!(stale("mock", &[], Some(&|rule| rule == "readback")), ["b.json readback"]);
    }
}
