//! Names of the report formats, and `FORMAT=FILE` as written on the command line.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::value::{closest, did_you_mean};

/// A form of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// The result object of `schemas/report.schema.json`.
    Json,
    /// JUnit XML, one suite a rule.
    Junit,
    /// The event log itself, one JSON object a line.
    Ndjson,
    /// The terminal view without colours.
    Text,
    /// A summary for pull requests and `$GITHUB_STEP_SUMMARY`.
    Markdown,
    /// SARIF 2.1.0, results at the lines of the page.
    Sarif,
    /// HTTP Archive 1.2 of all exchanges.
    Har,
    /// Property by kind of change, as comma-separated values.
    Csv,
    /// The findings by rule, place and cause: what `--baseline` accepts later.
    Baseline,
    /// One self-contained page for looking.
    Html,
    /// The findings as requests for the REST clients of editors.
    Http,
    /// The findings as a Hurl file that asserts what was promised.
    Hurl,
    /// Annotations for GitHub Actions.
    Github,
}

impl Format {
    /// All formats, in the order in which help lists them.
    pub const ALL: &'static [Self] = &[
        Self::Json,
        Self::Junit,
        Self::Ndjson,
        Self::Text,
        Self::Markdown,
        Self::Sarif,
        Self::Har,
        Self::Csv,
        Self::Baseline,
        Self::Html,
        Self::Http,
        Self::Hurl,
        Self::Github,
    ];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Junit => "junit",
            Self::Ndjson => "ndjson",
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Sarif => "sarif",
            Self::Har => "har",
            Self::Csv => "csv",
            Self::Baseline => "baseline",
            Self::Html => "html",
            Self::Http => "http",
            Self::Hurl => "hurl",
            Self::Github => "github",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A report was asked for in a way that names no format or no file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// No format of that name.
    #[error("unknown report format `{name}`{}; formats: {}", did_you_mean(nearest(.name)), names())]
    Unknown {
        /// The name as given.
        name: String,
    },
    /// The equals sign or the file is missing.
    #[error("`{0}` names no report file; write FORMAT=FILE, as in `json=report.json` (`-` is standard output)")]
    NoFile(String),
}

fn names() -> String {
    Format::ALL.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ")
}

fn nearest(name: &str) -> Option<&'static str> {
    closest(name, Format::ALL.iter().map(|format| format.name()))
}

impl FromStr for Format {
    type Err = FormatError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.iter().find(|format| format.name() == name);
        found.copied().ok_or_else(|| FormatError::Unknown { name: name.to_owned() })
    }
}

/// A report to write: `FORMAT=FILE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportSpec {
    /// What to write.
    pub format: Format,
    /// Where to; `-` is standard output.
    pub file: PathBuf,
}

impl ReportSpec {
    /// Whether the report goes to standard output.
    #[must_use]
    pub fn is_stdout(&self) -> bool {
        self.file.as_os_str() == "-"
    }
}

impl FromStr for ReportSpec {
    type Err = FormatError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (format, file) = text.split_once('=').unwrap_or((text, ""));
        let format = format.parse()?;
        if file.is_empty() {
            return Err(FormatError::NoFile(text.to_owned()));
        }
        Ok(Self { format, file: PathBuf::from(file) })
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, FormatError, ReportSpec};

    #[test]
    fn every_format_is_found_by_its_name() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(*format));
        }
    }

    #[test]
    fn a_misspelt_format_gets_a_suggestion_and_the_list() {
        let message = "jnuit=x.xml".parse::<ReportSpec>().unwrap_err().to_string();
        assert!(message.contains("unknown report format `jnuit` (did you mean `junit`?); formats: json, junit"));
        let message = "postscript".parse::<Format>().unwrap_err().to_string();
        assert!(!message.contains("did you mean"), "{message}");
    }

    #[test]
    fn a_format_without_a_file_is_refused_and_a_file_may_hold_equals_signs() {
        assert_eq!("json=".parse::<ReportSpec>(), Err(FormatError::NoFile("json=".to_owned())));
        assert_eq!("json".parse::<ReportSpec>(), Err(FormatError::NoFile("json".to_owned())));
        let spec: ReportSpec = "csv=a=b.csv".parse().unwrap();
        assert_eq!((spec.format, spec.file.to_str()), (Format::Csv, Some("a=b.csv")));
        assert!("text=-".parse::<ReportSpec>().unwrap().is_stdout());
    }
}
