//! Live progress of a run, fed by its events.

use std::fmt;
use std::time::Duration;

use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::words::{counted, phase_name};
use crate::event::{CONTROL, Event, EventKind};

/// A line that shows phase, position in the whole run, rate, time left and findings so far; gone when the run ends.
///
/// The caller decides where it is drawn: standard error when that is a terminal, [`ProgressDrawTarget::hidden`] else.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    findings: u64,
    requests: u64,
    retried: u64,
}

impl Progress {
    /// Progress drawn on `target`.
    #[must_use]
    pub fn new(target: ProgressDrawTarget) -> Self {
        // a length of 0 would be drawn as all of it done
        let bar = ProgressBar::with_draw_target(None, target);
        bar.set_style(style("{spinner} [{bar:10}] {pos}/{len} {rate}{left} · {prefix} · {wide_msg}"));
        Self { bar, findings: 0, requests: 0, retried: 0 }
    }

    /// Keeps the line moving while a slow target is waited for. Needs a thread; for terminals only.
    #[must_use]
    pub fn ticking(self) -> Self {
        self.bar.enable_steady_tick(Duration::from_millis(120));
        self
    }

    /// Takes in the next event.
    pub fn event(&mut self, event: &Event) {
        match &event.kind {
            EventKind::RunStarted(facts) if facts.planned > 0 => self.bar.set_length(facts.planned),
            EventKind::PhaseStarted { phase, planned } => self.phase(phase_name(*phase), *planned),
            EventKind::Judged(judged) if judged.case != CONTROL => self.bar.inc(1),
            EventKind::Exchanged { exchange, .. } => {
                self.requests += 1;
                self.retried += u64::from(matches!(exchange.status(), Some(429 | 503)));
                self.say();
            }
            EventKind::FindingFound { .. } => {
                self.findings += 1;
                self.say();
            }
            EventKind::RunFinished { .. } => self.bar.finish_and_clear(),
            _ => {}
        }
    }

    /// The plan of the run is an estimate: a phase may bring more than it foresaw.
    fn phase(&self, name: &'static str, planned: u64) {
        self.bar.set_prefix(name);
        let known = self.bar.length().unwrap_or(0);
        self.bar.set_length(known.max(self.bar.position() + planned));
        self.say();
    }

    fn say(&self) {
        let throttled = if self.retried > 0 { format!(", {} throttled", self.retried) } else { String::new() };
        let findings = counted(self.findings, "finding");
        self.bar.set_message(format!("{findings}{throttled}, {} sent", self.requests));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    let style = ProgressStyle::with_template(template).expect("the templates are constants that parse");
    let rate = |state: &ProgressState, out: &mut dyn fmt::Write| {
        let _ = write!(out, "{:.0}/s", state.per_sec());
    };
    let left = |state: &ProgressState, out: &mut dyn fmt::Write| {
        let _ = out.write_str(&left(state.pos(), state.eta()));
    };
    style.with_key("rate", rate).with_key("left", left).progress_chars("=> ")
}

/// The time left, which nobody knows before something was judged.
fn left(judged: u64, eta: Duration) -> String {
    if judged == 0 { String::new() } else { format!(" {:#} left", HumanDuration(eta)) }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use indicatif::ProgressDrawTarget;

    use super::{Progress, left};
    use crate::report::sample;

    #[test]
    fn nothing_is_done_and_no_time_is_left_before_something_was_judged() {
        let progress = Progress::new(ProgressDrawTarget::hidden());
        let bar = &progress.bar;
        assert_eq!((bar.position(), bar.length()), (0, None), "0 of 0 is drawn as a full bar");
        assert_eq!([left(0, Duration::ZERO), left(1, Duration::from_secs(50))], ["", " 50s left"]);
    }

    #[test]
    fn the_line_counts_and_ends_with_the_run() {
        let mut progress = Progress::new(ProgressDrawTarget::hidden());
        let events = sample::broken_events();
        let (last, running) = events.split_last().unwrap();
        for event in running {
            progress.event(event);
        }
        let bar = &progress.bar;
        assert_eq!((bar.prefix(), bar.position(), bar.length()), ("invalid".to_owned(), 3, Some(5)));
        assert_eq!(bar.message(), "2 findings, 3 sent");
        assert!(!bar.is_finished());
        progress.event(last);
        assert!(progress.bar.is_finished());
    }
}
