//! How verdicts, levels, phases, counts and durations are named in every report.

use super::printable::printable;
use crate::event::{Phase, RunFacts};
use crate::model::{Finding, Level, Verdict, Waived};

/// `must`, `should` or `may`.
#[must_use]
pub fn level_name(level: Level) -> &'static str {
    match level {
        Level::Must => "must",
        Level::Should => "should",
        Level::May => "may",
    }
}

/// Who expects a finding, and why: `waived until 2027-01-31 by waivers.toml:4: 204 by design`.
#[must_use]
pub fn waiver(waived: &Waived) -> String {
    let until = waived.until.as_deref().map(|day| format!(" until {day}")).unwrap_or_default();
    format!("waived{until} by {}: {}", waived.by, waived.reason)
}

/// The waiver of a finding as a comment line of a request file; nothing when it has none.
pub fn remark(finding: &Finding) -> String {
    let line = |waived| format!("# {}\n", printable(&waiver(waived)).replace('\n', " "));
    finding.waived.as_ref().map(line).unwrap_or_default()
}

/// `held`, `broken` or `undecided`.
#[must_use]
pub fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Held => "held",
        Verdict::Broken => "broken",
        Verdict::Undecided => "undecided",
    }
}

/// The phase in one word.
#[must_use]
pub fn phase_name(phase: Phase) -> &'static str {
    match phase {
        Phase::Preflight => "preflight",
        Phase::Cases => "cases",
        Phase::Protocol => "protocol",
        Phase::Permissions => "permissions",
        Phase::Valid => "valid",
        Phase::Invalid => "invalid",
        Phase::Mixed => "valid and invalid",
        Phase::Sequences => "sequences",
        Phase::Concurrency => "concurrency",
        Phase::Restore => "restore",
    }
}

/// What a kind of change does, in words: a stream of inputs, or a class of the catalogue as the log tells it.
#[must_use]
pub fn change_words<'r>(run: &'r RunFacts, change: &str) -> Option<&'r str> {
    if let Some(entry) = run.changes.iter().find(|entry| entry.id == change) {
        return Some(&entry.summary);
    }
    Some(match change {
        "boundary" => "valid values at the limits of their types",
        "case" => "the page's own example, and cases written by hand",
        "control" => "valid patches beside refusals",
        "example" => "valid patches of the page's values",
        "pair" => "a valid change beside a value that must be refused",
        "identity" => "requests with the tokens of other callers",
        "parallel" => "valid patches sent at the same time",
        "read" => "reading the entity",
        "sequence" => "random sequences of requests",
        "subset" => "every combination of the page's properties",
        "valid" => "random valid patches",
        "wire" => "answers read octet by octet",
        _ => return None,
    })
}

/// `1 request`, `2 requests`.
#[must_use]
pub fn counted(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// A duration as people read it: `40 ms`, `1.2 s`, `3 min 07 s`.
#[must_use]
pub fn duration(ms: u64) -> String {
    match ms {
        0..1000 => format!("{ms} ms"),
        1000..60_000 => format!("{}.{} s", ms / 1000, ms % 1000 / 100),
        _ => format!("{} min {:02} s", ms / 60_000, ms % 60_000 / 1000),
    }
}

#[cfg(test)]
mod tests {
    use super::{counted, duration};

    #[test]
    fn durations_and_counts_read_like_prose() {
        assert_eq!([duration(40), duration(1250), duration(187_000)], ["40 ms", "1.2 s", "3 min 07 s"]);
        assert_eq!([counted(0, "case"), counted(1, "case"), counted(2, "case")], ["0 cases", "1 case", "2 cases"]);
    }
}
