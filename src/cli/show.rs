//! `docproof show`: the findings of a recorded run, or one of them with every detail.

use std::error::Error;
use std::path::PathBuf;

use super::args_recorded::{ShowArgs, ShowForm};
use super::exit::Exit;
use super::target::quoted;
use super::{ended_mock, output, recorded, runlog};
use crate::model::Finding;
use crate::report::{Report, Verbosity, View, curl, http_file, hurl, terminal};

pub(super) fn show(args: &ShowArgs) -> Exit {
    match shown(args) {
        Ok(exit) => exit,
        Err(error) => {
            output::error(error.as_ref());
            Exit::Usage
        }
    }
}

fn shown(args: &ShowArgs) -> Result<Exit, Box<dyn Error>> {
    let log = log(args)?;
    let report = recorded::report(&log)?;
    if report.is_interrupted() {
        output::err("warning: the run was interrupted: what it did not reach, it did not find");
    }
    let Some(wanted) = &args.finding else {
        list(&report, args);
        return Ok(if report.findings.is_empty() { Exit::Nothing } else { Exit::Held });
    };
    match matching(&report, wanted).as_slice() {
        [] => Err(format!("no finding of {} has the id or rule `{wanted}`", log.display()).into()),
        [finding] => {
            output::out(&one(finding, args.form));
            if args.form != ShowForm::Json {
                ended_mock::tell(&report, finding);
            }
            Ok(Exit::Held)
        }
        several => {
            let several: Vec<Finding> = several.iter().copied().cloned().collect();
            output::out(&many(&several, args));
            if !matches!(args.form, ShowForm::Text | ShowForm::Json) {
                ended_mock::tell(&report, &several[0]);
            }
            Ok(Exit::Held)
        }
    }
}

/// The named log; else the one of the last runs that has the finding, else the last.
fn log(args: &ShowArgs) -> Result<PathBuf, Box<dyn Error>> {
    if let Some(log) = &args.from {
        return Ok(log.clone());
    }
    let with_finding = args.finding.as_deref().and_then(runlog::find).map(|(log, _)| log);
    Ok(runlog::named_or_latest(with_finding.as_deref())?)
}

/// Findings whose id is or begins with `wanted`, else those of the rule.
fn matching<'r>(report: &'r Report, wanted: &str) -> Vec<&'r Finding> {
    let by_id: Vec<&Finding> = report.findings.iter().filter(|finding| finding.id.starts_with(wanted)).collect();
    if by_id.is_empty() { report.findings.iter().filter(|finding| finding.rule == wanted).collect() } else { by_id }
}

fn list(report: &Report, args: &ShowArgs) {
    if report.findings.is_empty() {
        let until = if report.is_interrupted() { " until it was interrupted" } else { "" };
        output::out(&format!(
            "no promise was seen broken in the run against {} (seed {}){until}\n",
            report.target, report.seed
        ));
    } else {
        output::out(&many(&report.findings, args));
    }
}

fn view() -> View {
    View { width: output::width(), verbosity: Verbosity::Verbose, is_recorded: true }
}

fn many(findings: &[Finding], args: &ShowArgs) -> String {
    match args.form {
        ShowForm::Text => {
            let from = args.from.as_ref().map(|log| quoted(&log.display().to_string()));
            let mut out = String::new();
            terminal::list(&mut out, findings, from.as_deref(), &view());
            out
        }
        ShowForm::Http => http_file::file(findings),
        ShowForm::Hurl => hurl::file(findings),
        form => findings.iter().map(|finding| one(finding, form)).collect(),
    }
}

fn one(finding: &Finding, form: ShowForm) -> String {
    match form {
        ShowForm::Text => terminal::detail(finding, &view()),
        ShowForm::Curl => curl::lines(finding),
        ShowForm::Http => http_file::file(std::slice::from_ref(finding)),
        ShowForm::Hurl => hurl::file(std::slice::from_ref(finding)),
        ShowForm::Json => format!("{}\n", serde_json::to_string(finding).unwrap_or_default()),
    }
}
