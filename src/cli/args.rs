//! What can be said on the command line; syntax only.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::args_recorded::{DocPatchArgs, FromArgs, ReviewArgs, ShowArgs};
use super::params;
use super::surroundings::SURROUNDINGS;
use crate::snapshot::SnapshotMode;

/// Proves that an HTTP endpoint keeps the promises of its documentation page.
#[derive(Debug, Parser)]
#[command(name = "docproof", version, max_term_width = 100, disable_help_subcommand = true, after_help = SURROUNDINGS)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check a target; without arguments the embedded mock is started and proved
    Run(Box<RunArgs>),
    /// Read documentation pages into cases, schemas and a contract
    Import(ImportArgs),
    /// Say whether pages agree with themselves, and with the metadata
    Lint(LintArgs),
    /// Say what changed in the contract between two editions of a page, or of a folder of pages
    Diff(DiffArgs),
    /// Print contracts as one OpenAPI 3.1 document
    Openapi(OpenapiArgs),
    /// Start the reference server
    Mock(MockArgs),
    /// Send recorded findings again: fixed, still broken or undecided
    Replay(ReplayArgs),
    /// Put back the values that an interrupted run left changed
    Restore(RestoreArgs),
    /// Sign in to a target of `docproof.toml`, or out of it
    Auth(AuthArgs),
    /// Show the findings of the last run, or one of them with every detail
    Show(ShowArgs),
    /// Make reports of a recorded run, or of all shards of one
    Report(ReportArgs),
    /// Say of each property what page, example, metadata and live answer show, and who disagrees
    Blame(FromArgs),
    /// Print what a page would have to say, as a unified diff
    DocPatch(DocPatchArgs),
    /// Accept or reject answers that differ from the reviewed ones
    Review(ReviewArgs),
    /// Say what is new, gone, changed and the same from one recorded run to another
    Compare(CompareArgs),
    /// List the rules with their clauses, or explain one
    Rules(RulesArgs),
    /// List the faults and freedoms of the mock
    Faults(FaultsArgs),
    /// Print generated inputs as JSON lines
    Generate(GenerateArgs),
    /// Print completions for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// What a target needs. Everything that is not said here may be said by the environment or `docproof.toml`.
#[derive(Debug, Args)]
pub(super) struct TargetArgs {
    /// File with targets and settings; `docproof.toml` of the working folder when left out
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Contract that ships inside, or a folder that `import` wrote
    #[arg(long, value_name = "NAME|DIR")]
    pub(super) contract: Option<String>,
    /// Metadata of the service (CSDL XML), for what pages do not say: nullability, members of enumerations
    #[arg(long, value_name = "FILE")]
    pub(super) csdl: Option<PathBuf>,
    /// Value of a placeholder of the path
    #[arg(long, value_name = "PLACEHOLDER=VALUE", value_parser = params::pair)]
    pub(super) param: Vec<(String, String)>,
    /// Fault of the embedded mock, to see what a broken promise looks like
    #[arg(long, value_name = "NAME", conflicts_with = "target")]
    pub(super) fault: Vec<String>,
    /// Freedom of the embedded mock: a conforming deviation
    #[arg(long, value_name = "NAME", conflicts_with = "target")]
    pub(super) freedom: Vec<String>,
    /// Longest wait for one answer; after a first silence, inputs wait ten times as long as the slowest answer took
    #[arg(long, value_name = "TIME", value_parser = crate::config::duration)]
    pub(super) timeout: Option<Duration>,
    /// Consent to write to a target that is not on this machine
    #[arg(long)]
    pub(super) allow_writes: bool,
    /// Make an object by the documented create, test that one and no other, and delete it at the end
    #[arg(long)]
    pub(super) throwaway: bool,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "one switch each on the command line")]
pub(super) struct RunArgs {
    /// Name in `docproof.toml`, or a service root with `https://`; the embedded mock when left out.
    /// Several run side by side
    #[arg(long, value_name = "NAME|URL")]
    pub(super) target: Vec<String>,
    #[command(flatten)]
    pub(super) settings: TargetArgs,
    /// How many patches to generate (800)
    #[arg(long, value_name = "N")]
    pub(super) cases: Option<u64>,
    /// Seed of a run (a number), or of one input as a finding prints it
    #[arg(long, value_name = "S", value_parser = params::seed)]
    pub(super) seed: Option<params::Seed>,
    /// One part of the plan, for one machine of several; all parts need the same seed
    #[arg(long, value_name = "NUMBER/ALL", value_parser = params::shard, requires = "seed")]
    pub(super) shard: Option<crate::engine::Shard>,
    /// Send nothing that may change something: reads, and requests that must be refused
    #[arg(long, conflicts_with = "throwaway")]
    pub(super) read_only: bool,
    /// Give the target a while to show an update before a read is judged; a target elsewhere always gets it
    #[arg(long)]
    pub(super) eventual: bool,
    /// Print every request that would be sent, and send none
    #[arg(long, conflicts_with = "report")]
    pub(super) dry_run: bool,
    /// Judge only these rules
    #[arg(long, value_name = "ID")]
    pub(super) rule: Vec<String>,
    /// Only cases and inputs whose id fits: `*` stands for any text
    #[arg(long, value_name = "GLOB")]
    pub(super) case: Vec<String>,
    /// Judge the strict OData rules too
    #[arg(long)]
    pub(super) strict_odata: bool,
    /// What fails the run beside broken promises of level must; may be given several times
    #[arg(long, value_name = "WHAT")]
    pub(super) deny: Vec<Deny>,
    /// Findings that are expected, each with a reason and a last day
    #[arg(long, value_name = "FILE")]
    pub(super) waivers: Vec<PathBuf>,
    /// Accepted findings, as `--report baseline=FILE` wrote them: only new ones fail
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Write a report: html, json, junit, sarif, markdown, …; may be given several times. With several targets the name
    /// of each stands before the ending of FILE
    #[arg(long, value_name = "FORMAT=FILE")]
    pub(super) report: Vec<String>,
    /// Path of the documentation page, for reports that point at its lines
    #[arg(long, value_name = "PAGE.md")]
    pub(super) page: Option<String>,
    /// Longest duration of the run: 500ms, 60s (the default on this machine), 10m (the default elsewhere)
    #[arg(long, value_name = "TIME", value_parser = crate::config::duration)]
    pub(super) max_time: Option<Duration>,
    /// Most requests that may change something
    #[arg(long, value_name = "N")]
    pub(super) budget_writes: Option<u64>,
    /// Compare the answers to the authored cases with the reviewed ones
    #[arg(long, value_name = "auto|check|record|off", default_value = "off")]
    pub(super) snapshots: SnapshotMode,
    /// Folder of the reviewed answers
    #[arg(long, value_name = "DIR", default_value = "snapshots")]
    pub(super) snapshot_dir: PathBuf,
    /// Print the last line only
    #[arg(long, short, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Print every finding and rule in full
    #[arg(long, short)]
    pub(super) verbose: bool,
}

/// What fails a run beside broken promises of level `must`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// Recommended behaviour
    Should,
    /// Waivers that are over or describe nothing any more
    Stale,
}

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// Documentation pages in Markdown, or folders of them
    #[arg(required = true, value_name = "PAGE.md|DIR")]
    pub(super) pages: Vec<PathBuf>,
    /// Folder that gets `cases/` and `schemas/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) out: PathBuf,
    /// Metadata of the service (CSDL XML), for what pages do not say: nullability, members of enumerations
    #[arg(long, value_name = "FILE")]
    pub(super) csdl: Option<PathBuf>,
    /// Resource pages, or folders of them, for the members of nested objects
    #[arg(long, value_name = "PAGE.md|DIR")]
    pub(super) resources: Vec<PathBuf>,
    /// Diagnostics of this severity fail the import
    #[arg(long, value_name = "LEVEL")]
    pub(super) deny: Option<DenyDiagnostics>,
}

/// Severity that fails an import or a lint.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum DenyDiagnostics {
    /// Warnings
    Warnings,
}

#[derive(Debug, Args)]
pub(super) struct LintArgs {
    /// Documentation pages in Markdown, or folders of them
    #[arg(required_unless_present = "codes", value_name = "PAGE.md|DIR")]
    pub(super) pages: Vec<PathBuf>,
    /// Metadata of the service (CSDL XML), to compare the pages with
    #[arg(long, value_name = "FILE")]
    pub(super) csdl: Option<PathBuf>,
    /// Diagnostics of this severity fail the lint
    #[arg(long, value_name = "LEVEL")]
    pub(super) deny: Option<DenyDiagnostics>,
    /// How to print
    #[arg(long, value_name = "text|json|sarif", default_value = "text")]
    pub(super) format: LintFormat,
    /// Print what can be mended without a judgement as a unified diff, and nothing else
    #[arg(long, conflicts_with = "format")]
    pub(super) fix: bool,
    /// List the codes of remarks instead, as a table
    #[arg(long)]
    pub(super) codes: bool,
}

/// Form of the remarks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LintFormat {
    /// As a compiler prints them
    Text,
    /// One array of objects
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    /// The older edition: a page, or a folder of pages
    #[arg(value_name = "OLD.md|DIR")]
    pub(super) old: PathBuf,
    /// The newer edition
    #[arg(value_name = "NEW.md|DIR")]
    pub(super) new: PathBuf,
    /// Metadata of the service (CSDL XML), joined with both editions
    #[arg(long, value_name = "FILE")]
    pub(super) csdl: Option<PathBuf>,
    /// Changes of this kind fail the command
    #[arg(long, value_name = "KIND")]
    pub(super) deny: Option<DenyChanges>,
    /// How to print
    #[arg(long, value_name = "text|json", default_value = "text")]
    pub(super) format: Format,
}

/// Changes that fail a diff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DenyChanges {
    /// Those that may break a client of the older edition
    Breaking,
    /// All
    Changes,
}

/// Form of what is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A line each
    Text,
    /// One array of objects
    Json,
}

#[derive(Debug, Args)]
pub(super) struct OpenapiArgs {
    /// Contracts that ship inside, or folders that `import` wrote, with all contracts in them
    #[arg(value_name = "NAME|DIR", default_value = crate::engine::DEFAULT_CONTRACT)]
    pub(super) contracts: Vec<String>,
    /// File to write instead of the standard output
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct MockArgs {
    /// Port on 127.0.0.1; a free one when 0
    #[arg(long, value_name = "P", default_value_t = 0)]
    pub(super) port: u16,
    /// Deviation to show; `docproof faults` lists them
    #[arg(long, value_name = "NAME")]
    pub(super) fault: Vec<String>,
    /// Conforming deviation to show
    #[arg(long, value_name = "NAME")]
    pub(super) freedom: Vec<String>,
    /// A further caller of the page's permission table, as `application=APP_TOKEN`: the environment variable holds the
    /// token that the mock knows as that caller's
    #[arg(long, value_name = "IDENTITY=VARIABLE", value_parser = params::identity)]
    pub(super) identity: Vec<(crate::model::Identity, String)>,
    /// Contract that ships inside, or a folder that `import` wrote
    #[arg(long, value_name = "NAME|DIR", default_value = crate::engine::DEFAULT_CONTRACT)]
    pub(super) contract: String,
}

#[derive(Debug, Args)]
pub(super) struct ReplayArgs {
    /// A recorded run, the id of a finding of the last runs, or a rule that the last run broke
    #[arg(value_name = "RUN.ndjson|FINDING|RULE")]
    pub(super) what: String,
    /// Name in `docproof.toml`, or a service root; the embedded mock when left out
    #[arg(long, value_name = "NAME|URL")]
    pub(super) target: Option<String>,
    #[command(flatten)]
    pub(super) settings: TargetArgs,
}

#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    /// Name in `docproof.toml` or service root of the interrupted runs; all when left out
    #[arg(long, value_name = "NAME|URL")]
    pub(super) target: Option<String>,
    /// File with targets and settings; `docproof.toml` of the working folder when left out
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Longest wait for one answer
    #[arg(long, value_name = "TIME", value_parser = crate::config::duration)]
    pub(super) timeout: Option<Duration>,
}

#[derive(Debug, Args)]
pub(super) struct AuthArgs {
    /// What to do
    #[arg(value_name = "login|status|logout")]
    pub(super) command: AuthCommand,
    /// Name in `docproof.toml`; all when left out
    #[arg(long, value_name = "NAME")]
    pub(super) target: Option<String>,
    /// File with targets and settings; `docproof.toml` of the working folder when left out
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
}

/// What to do about a sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum AuthCommand {
    /// Show a code, wait until a user has entered it in a browser, and keep the refresh token
    Login,
    /// Say for each sign-in whether it yields a token
    Status,
    /// Forget the refresh token
    Logout,
}

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// A recorded run, the last one when left out; several are the shards of one
    #[arg(long, value_name = "RUN.ndjson")]
    pub(super) from: Vec<PathBuf>,
    /// Reports to write: json, junit, ndjson, text, markdown, sarif, har, csv, html, http, hurl, github, baseline
    #[arg(required = true, value_name = "FORMAT=FILE")]
    pub(super) reports: Vec<String>,
    /// Path of the documentation page, for reports that point at its lines
    #[arg(long, value_name = "PAGE.md")]
    pub(super) page: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct CompareArgs {
    /// The earlier run and the later one: event logs, or reports in JSON
    #[arg(value_name = "RUN", num_args = 2, required_unless_present = "target", conflicts_with = "target")]
    pub(super) runs: Vec<PathBuf>,
    /// The last two recorded runs of this target instead
    #[arg(long, value_name = "NAME|URL")]
    pub(super) target: Option<String>,
    /// Contract of the runs of the target
    #[arg(long, value_name = "NAME", default_value = crate::engine::DEFAULT_CONTRACT)]
    pub(super) contract: String,
    /// How to print
    #[arg(long, value_name = "text|json", default_value = "text")]
    pub(super) format: CompareFormat,
    /// New findings of this level fail too
    #[arg(long, value_name = "LEVEL", value_parser = ["should"], hide_possible_values = true)]
    pub(super) deny: Option<String>,
    /// List what is the same too
    #[arg(long, short)]
    pub(super) verbose: bool,
}

/// Form of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CompareFormat {
    /// For people
    Text,
    /// One object
    Json,
}

#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    /// Explain this rule
    #[arg(value_name = "ID")]
    pub(super) id: Option<String>,
    /// Print the list as Markdown, as it stands in the README
    #[arg(long)]
    pub(super) markdown: bool,
}

#[derive(Debug, Args)]
pub(super) struct FaultsArgs {
    /// List the freedoms instead: conforming behaviour that no rule may flag
    #[arg(long)]
    pub(super) freedoms: bool,
    /// Run all of them and print what is found by which rule, after how many requests
    #[arg(long, conflicts_with = "freedoms")]
    pub(super) score: bool,
}

#[derive(Debug, Args)]
pub(super) struct GenerateArgs {
    /// Contract that ships inside, or a folder that `import` wrote
    #[arg(long, value_name = "NAME|DIR", default_value = crate::engine::DEFAULT_CONTRACT)]
    pub(super) contract: String,
    /// Seed of a run (a number), or of one input as a finding prints it
    #[arg(long, value_name = "S", default_value = "0", value_parser = params::seed)]
    pub(super) seed: params::Seed,
    /// How many inputs
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(super) cases: u64,
    /// Only inputs whose id fits: `*` stands for any text
    #[arg(long, value_name = "GLOB")]
    pub(super) case: Vec<String>,
    /// List the classes of invalid inputs instead
    #[arg(long)]
    pub(super) list: bool,
}
