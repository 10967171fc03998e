//! From arguments to an exit code.

use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;

use super::args::{Cli, Command};
use super::exit::{Exit, worst};
use super::{
    auth, blame, compare, completions, diff, doc_patch, faults, generate, import, lint, mock, openapi, output, replay,
    report, restore, review, rules, run, show,
};

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    // A panic is a bug of ours: say so, with its own exit code.
    written(std::panic::catch_unwind(|| dispatch(cli.command)).unwrap_or(Exit::Bug)).into()
}

/// How the program ends when its output could not be written: an answer that nobody can read is none.
fn written(exit: Exit) -> Exit {
    match output::lost() {
        Some(error) => {
            output::err(&format!("error: standard output cannot be written: {error}"));
            worst(exit, Exit::Unwritten)
        }
        None => exit,
    }
}

fn dispatch(command: Command) -> Exit {
    match command {
        Command::Run(args) => run::run(&args),
        Command::Import(args) => import::import(&args),
        Command::Lint(args) => lint::lint(&args),
        Command::Diff(args) => diff::diff(&args),
        Command::Openapi(args) => openapi::openapi(&args),
        Command::Mock(args) => mock::mock(&args),
        Command::Replay(args) => replay::replay(&args),
        Command::Restore(args) => restore::restore(&args),
        Command::Auth(args) => auth::auth(&args),
        Command::Show(args) => show::show(&args),
        Command::Compare(args) => compare::compare(&args),
        Command::Report(args) => report::report(&args),
        Command::Blame(args) => blame::blame(&args),
        Command::DocPatch(args) => doc_patch::doc_patch(&args),
        Command::Review(args) => review::review(&args),
        Command::Rules(args) => rules::rules(&args),
        Command::Faults(args) => faults::faults(&args),
        Command::Generate(args) => generate::generate(&args),
        Command::Completions { shell } => completions::completions(shell),
        Command::Man => completions::man(),
    }
}

fn usage(error: &clap::Error) -> ExitCode {
    let exit = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Exit::Held,
        _ => Exit::Usage,
    };
    let text = error.render().ansi().to_string();
    if exit == Exit::Held {
        output::out(&text);
    } else {
        output::err(text.trim_end());
    }
    written(exit).into()
}
