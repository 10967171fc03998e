//! What may be written when an answer differs from its snapshot.

use std::str::FromStr;

/// What the user asked for: `--snapshots auto|check|record|off`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SnapshotMode {
    /// Compare where snapshots of the target are kept already; a target without any is left alone.
    #[default]
    Auto,
    /// Compare; what is new or differs is left as `.snap.new` for review.
    Check,
    /// Take the answers as they are.
    Record,
    /// Neither read nor write.
    Off,
}

impl FromStr for SnapshotMode {
    type Err = UpdateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "auto" => Ok(Self::Auto),
            "check" => Ok(Self::Check),
            "record" => Ok(Self::Record),
            "off" => Ok(Self::Off),
            other => Err(UpdateError::Mode(other.to_owned())),
        }
    }
}

/// The value of an option or variable names no way to treat snapshots.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UpdateError {
    /// Of the option.
    #[error("unknown snapshot mode `{0}`; modes: auto, check, record, off")]
    Mode(String),
    /// Of the variable.
    #[error("unknown INSTA_UPDATE value `{0}`; values: auto, new, always, unseen, no, force")]
    Variable(String),
}

/// What a store does with answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// Snapshots are off.
    Off,
    /// Compare, write nothing.
    Nothing,
    /// Leave new and different answers beside, for review.
    Pending,
    /// As `Pending`, but only for a target that has snapshots already.
    PendingIfKept,
    /// Accept what has no snapshot yet, leave the rest for review.
    AcceptUnseen,
    /// Accept everything.
    Accept,
}

impl Writing {
    /// Decides from the option, the value of `INSTA_UPDATE`, and whether this is a CI machine.
    ///
    /// On CI nothing is written unless `INSTA_UPDATE` says so, as with insta itself.
    ///
    /// # Errors
    /// When `INSTA_UPDATE` has a value that insta does not know.
    pub fn resolve(mode: SnapshotMode, insta_update: Option<&str>, ci: bool) -> Result<Self, UpdateError> {
        let by_variable = match insta_update {
            None | Some("" | "auto") => None,
            Some("new") => Some(Self::Pending),
            Some("always" | "force") => Some(Self::Accept),
            Some("unseen") => Some(Self::AcceptUnseen),
            Some("no") => Some(Self::Nothing),
            Some(other) => return Err(UpdateError::Variable(other.to_owned())),
        };
        Ok(match (mode, by_variable, ci) {
            (SnapshotMode::Off, _, _) => Self::Off,
            (_, Some(writing), _) => writing,
            (_, None, true) => Self::Nothing,
            (SnapshotMode::Record, None, false) => Self::Accept,
            (SnapshotMode::Check, None, false) => Self::Pending,
            (SnapshotMode::Auto, None, false) => Self::PendingIfKept,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{SnapshotMode, UpdateError, Writing};

    #[test]
    fn ci_writes_nothing_unless_told() {
        for mode in [SnapshotMode::Auto, SnapshotMode::Check, SnapshotMode::Record] {
            assert_eq!(Writing::resolve(mode, None, true), Ok(Writing::Nothing));
            assert_eq!(Writing::resolve(mode, Some("auto"), true), Ok(Writing::Nothing));
            assert_eq!(Writing::resolve(mode, Some("always"), true), Ok(Writing::Accept));
        }
    }

    #[test]
    fn off_is_off_and_an_unknown_value_is_an_error() {
        assert_eq!(Writing::resolve(SnapshotMode::Off, Some("always"), false), Ok(Writing::Off));
        let unknown = Writing::resolve(SnapshotMode::Check, Some("maybe"), false);
        assert_eq!(unknown, Err(UpdateError::Variable("maybe".to_owned())));
        assert!("chekc".parse::<SnapshotMode>().is_err());
    }
}
