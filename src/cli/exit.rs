//! Exit codes: part of the public contract of the command line.

use std::process::ExitCode;

use crate::model::Verdict;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// Every promise held, or the command did what it was asked.
    Held = 0,
    /// A promise is broken.
    Broken = 1,
    /// Wrong usage or configuration.
    Usage = 2,
    /// The run could not decide: unreachable, not authorised, throttled out, budget spent.
    Undecided = 3,
    /// Nothing was selected.
    Nothing = 4,
    /// A bug of docproof.
    Bug = 70,
    /// What was found could not be written: a full disk, say.
    Unwritten = 74,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

impl From<Verdict> for Exit {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Held => Self::Held,
            Verdict::Broken => Self::Broken,
            Verdict::Undecided => Self::Undecided,
        }
    }
}

/// The worse of two ends: a bug of ours, then what could not begin, then a broken promise, then no decision, then what
/// could not be written.
pub(super) fn worst(one: Exit, other: Exit) -> Exit {
    const ORDER: [Exit; 7] =
        [Exit::Bug, Exit::Usage, Exit::Broken, Exit::Undecided, Exit::Unwritten, Exit::Nothing, Exit::Held];
    ORDER.into_iter().find(|exit| [one, other].contains(exit)).unwrap_or(Exit::Bug)
}

#[cfg(test)]
mod tests {
    use super::{Exit, worst};

    #[test]
    fn a_broken_promise_is_worse_than_an_undecided_one_and_both_than_none() {
        for (one, other, expected) in [
            (Exit::Held, Exit::Held, Exit::Held),
            (Exit::Held, Exit::Nothing, Exit::Nothing),
            (Exit::Undecided, Exit::Held, Exit::Undecided),
            (Exit::Broken, Exit::Undecided, Exit::Broken),
            (Exit::Usage, Exit::Broken, Exit::Usage),
            (Exit::Usage, Exit::Bug, Exit::Bug),
        ] {
            assert_eq!((worst(one, other), worst(other, one)), (expected, expected));
        }
    }

    #[test]
    fn the_codes_are_the_documented_ones() {
        use Exit::{Broken, Bug, Held, Nothing, Undecided, Unwritten, Usage};
        let codes = [Held, Broken, Usage, Undecided, Nothing, Bug, Unwritten].map(|exit| exit as u8);
        assert_eq!(codes, [0, 1, 2, 3, 4, 70, 74]);
    }
}
