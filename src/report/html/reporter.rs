//! Collects what the page shows.

use std::fmt;
use std::io::{self, Write};

use super::page;
use crate::event::Event;
use crate::report::timeline::Timeline;
use crate::report::{ReportFold, Reporter};

/// Writes the page at the end of the run.
pub struct HtmlReporter {
    fold: ReportFold,
    timeline: Timeline,
    out: Box<dyn Write + Send>,
}

impl fmt::Debug for HtmlReporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HtmlReporter").field("requests", &self.timeline.rows.len()).finish_non_exhaustive()
    }
}

impl HtmlReporter {
    /// A page that has seen nothing.
    #[must_use]
    pub fn new(out: Box<dyn Write + Send>) -> Self {
        Self { fold: ReportFold::new(), timeline: Timeline::default(), out }
    }
}

impl Reporter for HtmlReporter {
    fn event(&mut self, event: &Event) -> io::Result<()> {
        self.fold.event(event);
        self.timeline.event(event);
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let report = self.fold.finish();
        self.out.write_all(page::render(&report, &self.timeline).as_bytes())?;
        self.out.flush()
    }
}
