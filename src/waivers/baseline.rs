//! A baseline: the findings of a run that somebody accepted, by what is stable about them.

use serde::{Deserialize, Serialize};

use crate::model::{FileFault, Finding};

/// Version of the format; raised when a reader of the old one would go wrong.
const VERSION: u32 = 1;

/// What a run found and somebody accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// Version of the format; 1 today.
    pub version: u32,
    /// Name of the contract.
    pub contract: String,
    /// Service root, name of the target, or `mock`.
    pub target: String,
    /// What was found.
    pub findings: Vec<Known>,
}

/// A finding without what changes from run to run: no seed, no input, no count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// Rule that is broken.
    pub rule: String,
    /// Where in the exchange.
    pub place: String,
    /// Name of the deviation.
    pub cause: String,
    /// One sentence, for the reader; not compared.
    pub message: String,
}

impl Known {
    /// What is stable about a finding.
    #[must_use]
    pub fn of(finding: &Finding) -> Self {
        Self {
            rule: finding.rule.clone(),
            place: finding.place.clone(),
            cause: finding.cause.clone(),
            message: finding.message.clone(),
        }
    }

    /// Whether the finding is this one.
    #[must_use]
    pub fn is(&self, finding: &Finding) -> bool {
        (self.rule.as_str(), self.place.as_str(), self.cause.as_str()) == finding.identity()
    }
}

impl Baseline {
    /// The findings of a run. What a waiver expects until a day stays out: a baseline has no last day.
    #[must_use]
    pub fn of(contract: &str, target: &str, findings: &[Finding]) -> Self {
        let has_no_end = |finding: &&Finding| finding.waived.as_ref().is_none_or(|waived| waived.until.is_none());
        let mut known: Vec<Known> = findings.iter().filter(has_no_end).map(Known::of).collect();
        known.sort_by(|a, b| (&a.rule, &a.place, &a.cause).cmp(&(&b.rule, &b.place, &b.cause)));
        Self { version: VERSION, contract: contract.to_owned(), target: target.to_owned(), findings: known }
    }

    /// Reads a baseline.
    ///
    /// # Errors
    /// The place that does not fit.
    pub fn read(file: &str, text: &str) -> Result<Self, Box<FileFault>> {
        let fault = |at: usize, key: &str, what: String| FileFault::new(file, text, at..at, key, what);
        let read: Self = serde_json::from_str(text).map_err(|error| {
            let what = error.to_string();
            let what = what.split(" at line ").next().unwrap_or_default();
            let hint = "write one with `docproof run --report baseline=FILE`";
            fault(offset(text, error.line(), error.column()), "", format!("this is no baseline: {what}; {hint}"))
        })?;
        if read.version == VERSION {
            return Ok(read);
        }
        Err(fault(0, "version", format!("version {} is not known; this program reads {VERSION}", read.version)))
    }
}

/// The octet at a line and column (both 1-based) as the JSON parser counts them.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (before + column.saturating_sub(1)).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::{Baseline, Known};

    #[test]
    fn what_is_written_is_read() {
        let known = |rule: &str| Known {
            rule: rule.to_owned(),
            place: "/a".to_owned(),
            cause: "changed".to_owned(),
            message: "m".to_owned(),
        };
        let baseline = Baseline { findings: vec![known("a"), known("b")], ..Baseline::of("c", "mock", &[]) };
        let text = serde_json::to_string_pretty(&baseline).unwrap();
        assert_eq!(Baseline::read("b.json", &text).unwrap(), baseline);
    }

    #[test]
    fn what_is_none_is_refused_with_its_place() {
        for (text, place, words) in [
            ("", "b.json:1:1:", "no baseline"),
            ("{\n  \"version\": 1,\n  \"contrac\": \"c\"\n}", "b.json:3:", "`contrac`"),
            (r#"{"version": 9, "contract": "c", "target": "t", "findings": []}"#, "b.json:1:1: version:", "9"),
        ] {
            let message = Baseline::read("b.json", text).unwrap_err().to_string();
            assert!(message.starts_with(place) && message.contains(words), "{text}: {message}");
        }
    }
}
