//! The reporter of each format.

use std::fmt;
use std::io::{self, Write};

use super::terminal::{self, Verbosity, View};
use super::{Format, Report, ReportFold, Reporter, csv, github, har, html, http_file, hurl, junit, markdown, sarif};
use crate::event::{Event, to_line};
use crate::model::Level;
use crate::waivers::Baseline;

/// How reports are laid out and which findings fail.
#[derive(Debug, Clone)]
pub struct Options {
    /// Columns of the text report.
    pub width: usize,
    /// How much the text report says.
    pub verbosity: Verbosity,
    /// Weakest level that fails a test in JUnit: `must`, or `should` with `--deny should`.
    pub deny: Level,
    /// Path of the documentation page, for reports that point at its lines; its file name when unknown.
    pub page: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { width: 80, verbosity: Verbosity::Normal, deny: Level::Must, page: None }
    }
}

/// The reporter that writes `format` to `out`.
#[must_use]
pub fn reporter(format: Format, out: Box<dyn Write + Send>, options: Options) -> Box<dyn Reporter> {
    match format {
        Format::Ndjson => Box::new(Ndjson { out: Out(out) }),
        Format::Har => Box::new(har::HarReporter::new(out)),
        Format::Junit => Box::new(junit::JunitReporter::new(out, options.deny)),
        Format::Json => folded(out, options, |report, _| json(report)),
        Format::Text => folded(out, options, text),
        Format::Markdown => folded(out, options, |report, _| markdown::render(report)),
        Format::Sarif => folded(out, options, |report, options| sarif::render(report, options.page.as_deref())),
        Format::Csv => folded(out, options, |report, _| csv::render(report)),
        Format::Http => folded(out, options, |report, _| http_file::render(report)),
        Format::Hurl => folded(out, options, |report, _| hurl::render(report)),
        Format::Github => folded(out, options, |report, options| github::render(report, options.page.as_deref())),
        Format::Html => Box::new(html::HtmlReporter::new(out)),
        Format::Baseline => folded(out, options, |report, _| baseline(report)),
    }
}

fn json(report: &Report) -> String {
    let mut text = serde_json::to_string_pretty(report).expect("a report holds only types that serialise");
    text.push('\n');
    text
}

fn baseline(report: &Report) -> String {
    let baseline = Baseline::of(&report.contract, &report.target, &report.findings);
    let mut text = serde_json::to_string_pretty(&baseline).expect("a baseline holds only types that serialise");
    text.push('\n');
    text
}

fn text(report: &Report, options: &Options) -> String {
    let view = View { width: options.width, verbosity: options.verbosity, is_recorded: false };
    anstream::adapter::strip_str(&terminal::render(report, &view)).to_string()
}

fn folded(out: Box<dyn Write + Send>, options: Options, render: fn(&Report, &Options) -> String) -> Box<dyn Reporter> {
    Box::new(Folded { fold: ReportFold::new(), out: Out(out), options, render })
}

/// Where a report goes.
struct Out(Box<dyn Write + Send>);

impl fmt::Debug for Out {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Out")
    }
}

/// The event log: each event is a line as soon as it happens.
#[derive(Debug)]
struct Ndjson {
    out: Out,
}

impl Reporter for Ndjson {
    fn event(&mut self, event: &Event) -> io::Result<()> {
        self.out.0.write_all(&to_line(event))
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.0.flush()
    }
}

/// A view of the whole fold, written at the end.
#[derive(Debug)]
struct Folded {
    fold: ReportFold,
    out: Out,
    options: Options,
    render: fn(&Report, &Options) -> String,
}

impl Reporter for Folded {
    fn event(&mut self, event: &Event) -> io::Result<()> {
        self.fold.event(event);
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let report = self.fold.finish();
        self.out.0.write_all((self.render)(&report, &self.options).as_bytes())?;
        self.out.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::Options;
    use crate::event::{Event, read_log};
    use crate::report::{Format, Report, ReportFold, sample};

    #[test]
    fn every_format_says_the_same_of_the_same_events() {
        for format in Format::ALL {
            let events = sample::broken_events();
            let once = sample::written(*format, &events, Options::default());
            assert_eq!(once, sample::written(*format, &events, Options::default()), "{format}");
            // an archive holds the exchanges, not what was found in them
            assert!(*format == Format::Har || once.contains("/displayName"), "{format} names no place:\n{once}");
        }
    }

    #[test]
    fn what_somebody_expects_is_marked_in_every_format() {
        let mut events = sample::broken_events();
        sample::waive(&mut events);
        for format in Format::ALL {
            let text = sample::written(*format, &events, Options::default());
            let words = match format {
                // exchanges are not judged in an archive; what has a last day is in no baseline
                Format::Har | Format::Baseline => continue,
                Format::Csv => "(waived)",
                _ => "ticket 17",
            };
            assert!(text.contains(words), "{format} does not show {words}:\n{text}");
        }
    }

    #[test]
    fn the_log_reads_back_to_the_same_report() {
        let events = sample::broken_events();
        let log = sample::written(Format::Ndjson, &events, Options::default());
        let read: Vec<Event> = read_log(log.as_bytes()).collect::<Result<_, _>>().unwrap();
        assert_eq!(ReportFold::of(&read), ReportFold::of(&events));
    }

    #[test]
    fn the_json_report_reads_back() {
        let text = sample::written(Format::Json, &sample::broken_events(), Options::default());
        assert_eq!(serde_json::from_str::<Report>(&text).unwrap(), sample::broken());
    }
}
