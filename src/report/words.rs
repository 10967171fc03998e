//! How verdicts, levels, phases, counts and durations are named in every report.

use crate::event::Phase;
use crate::model::{Level, Verdict, Waived};

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
        Phase::Valid => "valid",
        Phase::Invalid => "invalid",
        Phase::Mixed => "valid and invalid",
        Phase::Sequences => "sequences",
        Phase::Concurrency => "concurrency",
        Phase::Restore => "restore",
    }
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
