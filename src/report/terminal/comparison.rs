//! Two runs side by side, for people.

use std::fmt::Write as _;

use super::style::{BAD, BOLD, DIM, GOOD, UNSURE, painted};
use super::{Verbosity, View, wrap};
use crate::report::printable::printable;
use crate::report::words::{counted, level_name};
use crate::report::{Comparison, Line};

/// The comparison; what is the same is counted, and listed when verbose. Ends with a line end.
#[must_use]
pub fn comparison(comparison: &Comparison, view: &View) -> String {
    let mut out = String::new();
    if view.verbosity != Verbosity::Quiet {
        for finding in &comparison.new {
            entry(&mut out, &painted(BAD, "new"), finding, &[], view);
        }
        for changed in &comparison.changed {
            entry(&mut out, &painted(UNSURE, "changed"), &changed.finding, &changed.changes, view);
        }
        for finding in &comparison.gone {
            entry(&mut out, &painted(GOOD, "gone"), finding, &[], view);
        }
        for finding in &comparison.not_looked_at {
            entry(&mut out, &painted(DIM, "not looked at"), finding, &[], view);
        }
        for finding in comparison.same.iter().filter(|_| view.verbosity == Verbosity::Verbose) {
            entry(&mut out, &painted(DIM, "same"), finding, &[], view);
        }
    }
    for caveat in comparison.caveats("the earlier run", "the later run") {
        wrap::paragraph(&mut out, &caveat, 0, 2, view.width);
    }
    let counts = [
        (comparison.new.len(), "new"),
        (comparison.changed.len(), "changed"),
        (comparison.gone.len(), "gone"),
        (comparison.same.len(), "the same"),
        (comparison.not_looked_at.len(), "not looked at"),
    ];
    let counts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    let counts = if counts.is_empty() { counted(0, "finding") } else { counts.join(", ") };
    let since = painted(BOLD, &format!("since {}", printable(&comparison.before.started)));
    let _ = writeln!(out, "{since}: {counts}");
    out
}

fn entry(out: &mut String, word: &str, finding: &Line, more: &[String], view: &View) {
    let waived = if finding.waived { ", waived" } else { "" };
    let title = format!("{} ({}{waived}) at {}", finding.rule, level_name(finding.level), finding.place);
    let _ = writeln!(out, "{word} {}", printable(&title));
    wrap::paragraph(out, &printable(&finding.message), 2, 4, view.width);
    for line in more {
        wrap::paragraph(out, &printable(line), 2, 4, view.width);
    }
}

#[cfg(test)]
mod tests {
    use super::comparison;
    use crate::report::{Comparison, View, sample};

    #[test]
    fn only_what_is_different_is_listed() {
        let shown = |before, after| {
            let view = View::default();
            anstream::adapter::strip_str(&comparison(&Comparison::of(before, after), &view)).to_string()
        };
        let (held, broken) = (sample::held(), sample::broken());
        let text = shown(&held, &broken);
        assert!(text.starts_with("new echo-sent (must) at /displayName\n  the answer does not echo"), "{text}");
        assert!(text.ends_with("since 2026-01-02T03:04:05Z: 2 new\n"), "{text}");
        assert_eq!(shown(&broken, &broken), "since 2026-01-02T03:04:05Z: 2 the same\n");
        assert_eq!(shown(&held, &held), "since 2026-01-02T03:04:05Z: 0 findings\n");
    }
}
