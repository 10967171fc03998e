//! Where the events of a run go: the log, the reports, the progress line.

use std::error::Error;
use std::io::{self, IsTerminal as _, Write};
use std::path::Path;

use indicatif::ProgressDrawTarget;

use super::runlog::RunLog;
use super::{output, report_files};
use crate::event::{Event, EventKind};
use crate::model::Level;
use crate::report::{Options, Progress, ReportSpec, Reporter, Verbosity, reporter};

/// A report is not whole: the disk is full, say.
#[derive(Debug, thiserror::Error)]
#[error("a report cannot be written")]
pub(super) struct Unwritten(#[source] pub(super) io::Error);

/// Everything that listens to a run.
#[derive(Debug)]
pub(super) struct Sinks {
    log: Option<RunLog>,
    reports: Vec<(String, Box<dyn Reporter>)>,
    progress: Option<Progress>,
    failed: Vec<String>,
}

impl Sinks {
    /// Opens the files of `reports` (`FORMAT=FILE`) before anything is sent.
    pub(super) fn open(
        reports: &[String],
        deny: Level,
        page: Option<&str>,
        progress: bool,
    ) -> Result<Self, Box<dyn Error>> {
        let specs = report_files::specs(reports, &[])?;
        let reports = specs
            .iter()
            .zip(reports)
            .map(|(spec, text)| Ok((text.clone(), open(spec, deny, page)?)))
            .collect::<Result<_, Box<dyn Error>>>()?;
        let target = if progress && io::stderr().is_terminal() { Some(ProgressDrawTarget::stderr()) } else { None };
        Ok(Self {
            log: None,
            reports,
            progress: target.map(|target| Progress::new(target).ticking()),
            failed: Vec::new(),
        })
    }

    /// Hands an event to everyone. A sink that fails is named once, at the end; the run goes on.
    pub(super) fn event(&mut self, event: &Event) {
        if let EventKind::RunStarted(facts) = &event.kind {
            match RunLog::create(facts) {
                Ok(log) => self.log = Some(log),
                Err(error) => self.failed.push(format!("no event log is kept: {error}")),
            }
        }
        if let Some(log) = &mut self.log {
            log.event(event);
        }
        for (name, report) in &mut self.reports {
            if let Err(error) = report.event(event) {
                self.failed.push(format!("report {name}: {error}"));
            }
        }
        if let Some(progress) = &mut self.progress {
            progress.event(event);
        }
    }

    /// Writes what is left. The path of the log, and whether everything was written.
    pub(super) fn finish(mut self) -> (Option<String>, bool) {
        drop(self.progress.take());
        for (name, report) in self.reports.drain(..) {
            if let Err(error) = report.finish() {
                self.failed.push(format!("report {name}: {error}"));
            }
        }
        if let Some(error) = self.log.as_ref().and_then(RunLog::failure) {
            self.failed.push(format!("the event log is not whole: {error}"));
        }
        self.failed.dedup();
        for failure in &self.failed {
            output::err(&format!("warning: {failure}"));
        }
        (self.log.map(|log| log.path.display().to_string()), self.failed.is_empty())
    }
}

/// The reports of one of several targets: its name goes before the ending of each file, as in `json=night.contoso.json`.
pub(super) fn named(reports: &[String], target: &str) -> Result<Vec<String>, String> {
    let safe: String =
        target.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '-' }).collect();
    let one = |spec: &String| match spec.split_once('=') {
        Some((_, "-")) => Err(format!("`{spec}`: several targets need a file for each report, not standard output")),
        Some((format, file)) => {
            let path = Path::new(file);
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
            Ok(format!("{format}={}", path.with_file_name(format!("{stem}.{safe}{ending}")).display()))
        }
        // Its own reader says what is wrong with it.
        None => Ok(spec.clone()),
    };
    reports.iter().map(one).collect()
}

/// The reporter of a report, whose file is emptied; `-` is standard output.
pub(super) fn open(spec: &ReportSpec, deny: Level, page: Option<&str>) -> Result<Box<dyn Reporter>, Box<dyn Error>> {
    let out: Box<dyn Write + Send> =
        if spec.is_stdout() { Box::new(output::stream()) } else { Box::new(fs_err::File::create(&spec.file)?) };
    let options =
        Options { width: output::width(), verbosity: Verbosity::Verbose, deny, page: page.map(str::to_owned) };
    Ok(reporter(spec.format, out, options))
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn each_target_has_its_own_files() {
        let reports = ["json=out/night.json".to_owned(), "junit=x".to_owned()];
        assert_eq!(named(&reports, "contoso").unwrap(), ["json=out/night.contoso.json", "junit=x.contoso"]);
        assert_eq!(named(&reports, "http://a:1/v1.0").unwrap()[1], "junit=x.http---a-1-v1.0");
        assert!(named(&["json=-".to_owned()], "contoso").is_err());
    }
}
