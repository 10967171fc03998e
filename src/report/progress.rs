//! Live progress of a run, fed by its events.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::words::phase_name;
use crate::event::{Event, EventKind};

/// A line that shows phase, position, rate and findings so far, and is gone when the run ends.
///
/// The caller decides where it is drawn: standard error when that is a terminal, [`ProgressDrawTarget::hidden`] else.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    findings: u64,
    requests: u64,
}

impl Progress {
    /// Progress drawn on `target`.
    #[must_use]
    pub fn new(target: ProgressDrawTarget) -> Self {
        let bar = ProgressBar::with_draw_target(None, target);
        bar.set_style(style("{spinner} {prefix} {pos} {per_sec} {wide_msg}"));
        Self { bar, findings: 0, requests: 0 }
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
            EventKind::PhaseStarted { phase, planned } => self.phase(phase_name(*phase), *planned),
            EventKind::Judged(_) => self.bar.inc(1),
            EventKind::Exchanged { .. } => {
                self.requests += 1;
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

    fn phase(&self, name: &'static str, planned: u64) {
        self.bar.reset();
        self.bar.set_prefix(name);
        if planned == 0 {
            self.bar.unset_length();
            self.bar.set_style(style("{spinner} {prefix} {pos} {wide_msg}"));
        } else {
            self.bar.set_length(planned);
            self.bar.set_style(style("{spinner} {prefix:11} [{bar:20}] {pos}/{len} {per_sec} {eta} left {wide_msg}"));
        }
        self.say();
    }

    fn say(&self) {
        let plural = if self.findings == 1 { "" } else { "s" };
        self.bar.set_message(format!("{} requests, {} finding{plural}", self.requests, self.findings));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the templates are constants that parse").progress_chars("=> ")
}

#[cfg(test)]
mod tests {
    use indicatif::ProgressDrawTarget;

    use super::Progress;
    use crate::report::sample;

    #[test]
    fn the_line_counts_and_ends_with_the_run() {
        let mut progress = Progress::new(ProgressDrawTarget::hidden());
        let events = sample::broken_events();
        let (last, running) = events.split_last().unwrap();
        for event in running {
            progress.event(event);
        }
        let bar = &progress.bar;
        assert_eq!((bar.prefix(), bar.position(), bar.length()), ("invalid".to_owned(), 1, Some(1)));
        assert_eq!(bar.message(), "3 requests, 2 findings");
        assert!(!bar.is_finished());
        progress.event(last);
        assert!(progress.bar.is_finished());
    }
}
