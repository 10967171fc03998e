//! What can be said about recorded runs and reviewed answers; syntax only.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// Id of a finding or its beginning, or a rule; all findings when left out
    #[arg(value_name = "FINDING")]
    pub(super) finding: Option<String>,
    /// A recorded run; the last one when left out
    #[arg(long, value_name = "RUN.ndjson")]
    pub(super) from: Option<PathBuf>,
    /// As what to show it
    #[arg(long = "as", value_name = "FORM", default_value = "text")]
    pub(super) form: ShowForm,
}

/// Form of a shown finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ShowForm {
    /// For reading
    Text,
    /// Command lines for a shell
    Curl,
    /// Requests for the REST client of an editor
    Http,
    /// Entries of a Hurl file that assert what was promised
    Hurl,
    /// The finding as the json report has it
    Json,
}

#[derive(Debug, Args)]
pub(super) struct FromArgs {
    /// A recorded run; the last one when left out
    #[arg(long, value_name = "RUN.ndjson")]
    pub(super) from: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct DocPatchArgs {
    /// The documentation page in Markdown
    #[arg(value_name = "PAGE.md")]
    pub(super) page: PathBuf,
    #[command(flatten)]
    pub(super) run: FromArgs,
}

#[derive(Debug, Args)]
pub(super) struct ReviewArgs {
    /// Only snapshots whose path contains one of these
    #[arg(value_name = "SNAPSHOT")]
    pub(super) snapshot: Vec<String>,
    /// Folder of the reviewed answers
    #[arg(long, value_name = "DIR", default_value = "snapshots")]
    pub(super) snapshot_dir: PathBuf,
    /// Accept without asking
    #[arg(long, conflicts_with = "reject")]
    pub(super) accept: bool,
    /// Reject without asking
    #[arg(long)]
    pub(super) reject: bool,
}
