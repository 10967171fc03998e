//! GitHub Actions: a summary on the job's page and annotations at the lines of the documentation page.

use std::io::Write as _;

use super::output;
use crate::report::terminal::Beside;
use crate::report::{Report, github, markdown};

/// Tells a finished run to GitHub Actions, when this is one of its jobs.
pub(super) fn tell(report: &Report, page: Option<&str>, beside: &Beside) {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    if let Some(file) = set("GITHUB_STEP_SUMMARY")
        && let Err(error) = append(&file, &(markdown::render(report) + &summary(beside)))
    {
        output::err(&format!("warning: no summary for the job: {error}"));
    }
    if set("GITHUB_ACTIONS").is_some_and(|value| value == "true") {
        // the runner reads commands from both streams; a report may have the other one
        output::err(github::render(report, page).trim_end());
        for reason in &beside.reasons {
            output::err(&format!("::error title=docproof::{reason}"));
        }
    }
}

/// What fails the job although its promises may have held.
fn summary(beside: &Beside) -> String {
    beside.reasons.iter().map(|reason| format!("\nBeside the promises: **{reason}**.\n")).collect()
}

fn append(file: &str, text: &str) -> std::io::Result<()> {
    fs_err::OpenOptions::new().create(true).append(true).open(file)?.write_all(text.as_bytes())
}
