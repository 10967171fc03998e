//! `docproof review`: answers that wait for review, without cargo-insta.

use std::error::Error;
use std::io::{BufRead as _, IsTerminal as _};
use std::path::PathBuf;

use super::args_recorded::ReviewArgs;
use super::exit::Exit;
use super::output;
use crate::report::terminal;
use crate::snapshot::Pending;

/// What happens to a waiting answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Decision {
    Accept,
    Reject,
    Skip,
    Quit,
}

impl Decision {
    /// What an answer at the terminal means; an empty line skips.
    fn from_answer(line: &str) -> Option<Self> {
        match line.trim() {
            "a" | "accept" => Some(Self::Accept),
            "r" | "reject" => Some(Self::Reject),
            "s" | "skip" | "" => Some(Self::Skip),
            "q" | "quit" => Some(Self::Quit),
            _ => None,
        }
    }
}

pub(super) fn review(args: &ReviewArgs) -> Exit {
    match reviewed(args) {
        Ok(exit) => exit,
        Err(error) => {
            output::error(error.as_ref());
            Exit::Usage
        }
    }
}

/// Walks through what waits. A file that is no snapshot stays as it is and keeps nothing else from its review.
fn reviewed(args: &ReviewArgs) -> Result<Exit, Box<dyn Error>> {
    let named = |file: &PathBuf| {
        args.snapshot.is_empty() || args.snapshot.iter().any(|name| file.to_string_lossy().contains(name))
    };
    let waiting: Vec<PathBuf> = Pending::files(&args.snapshot_dir)?.into_iter().filter(named).collect();
    if waiting.is_empty() {
        output::out(&format!("no snapshot below {} waits for review\n", args.snapshot_dir.display()));
    }
    let (mut left, mut unusable) = (waiting.len(), false);
    for (at, file) in (1..).zip(&waiting) {
        let pending = match Pending::of(file.clone()) {
            Ok(pending) => pending,
            Err(error) => {
                output::error(&error);
                unusable = true;
                continue;
            }
        };
        output::out(&shown(&pending, at, waiting.len()));
        match decision(args) {
            Decision::Accept => {
                pending.accept()?;
                output::out(&format!("accepted as {}\n\n", pending.accepted.display()));
                left -= 1;
            }
            Decision::Reject => {
                pending.reject()?;
                output::out("rejected\n\n");
                left -= 1;
            }
            Decision::Skip => output::out("\n"),
            Decision::Quit => break,
        }
    }
    if left > 0 {
        let how = if unusable { "" } else { "; --accept or --reject decides without asking" };
        output::err(&format!("{left} of {} left{how}", waiting.len()));
    }
    Ok(match (unusable, left) {
        (true, _) => Exit::Usage,
        (false, 0) => Exit::Held,
        (false, _) => Exit::Broken,
    })
}

fn shown(pending: &Pending, at: usize, of: usize) -> String {
    let reviewed = if pending.accepted.exists() { "< reviewed, > seen" } else { "nothing is reviewed yet" };
    let width = output::room(&std::io::stdout());
    let title = format!("{at} of {of}: {} ({reviewed})", pending.accepted.display());
    terminal::prose(&title, width) + &terminal::difference(pending.diff.trim_end(), width)
}

fn decision(args: &ReviewArgs) -> Decision {
    match (args.accept, args.reject) {
        (true, _) => Decision::Accept,
        (_, true) => Decision::Reject,
        _ if std::io::stdin().is_terminal() => asked(),
        _ => Decision::Skip,
    }
}

/// Asks at the terminal until the answer is one of the four; the end of input quits.
fn asked() -> Decision {
    prompt();
    for line in std::io::stdin().lock().lines() {
        match Decision::from_answer(&line.unwrap_or_default()) {
            Some(decision) => return decision,
            None => prompt(),
        }
    }
    Decision::Quit
}

fn prompt() {
    output::out("(a)ccept, (r)eject, (s)kip, (q)uit: ");
}

#[cfg(test)]
mod tests {
    use super::Decision;

    #[test]
    fn an_answer_is_a_letter_a_word_or_nothing_and_else_asked_again() {
        for (line, meant) in [
            ("a\n", Some(Decision::Accept)),
            ("reject\r\n", Some(Decision::Reject)),
            ("\n", Some(Decision::Skip)),
            (" q ", Some(Decision::Quit)),
            ("yes", None),
        ] {
            assert_eq!(Decision::from_answer(line), meant, "{line:?}");
        }
    }
}
