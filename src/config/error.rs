//! Why a configuration cannot be used.

use crate::model::FileFault;
use crate::value::did_you_mean;

use super::Origin;

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A place in the file does not fit.
    #[error(transparent)]
    File(#[from] Box<FileFault>),
    /// The file cannot be read; the cause names it.
    #[error("cannot read the configuration")]
    Io(#[from] std::io::Error),
    /// A value does not fit.
    #[error("`{key}` from {origin}: {what}")]
    Setting {
        /// Name of the setting.
        key: String,
        /// Where it was said.
        origin: Origin,
        /// What is wrong and what is expected.
        what: String,
    },
    /// No table has this name.
    #[error("no [target.{name}] in {file}{}; a target is such a name or a URL{}", did_you_mean(.like.as_deref()), listed(.known))]
    UnknownTarget {
        /// What was asked for.
        name: String,
        /// The file that was searched.
        file: String,
        /// The nearest known name.
        like: Option<String>,
        /// All known names.
        known: Vec<String>,
    },
    /// A name without a file that could explain it.
    #[error("`{name}` is no URL, and there is no docproof.toml here that has a [target.{name}]")]
    NoFile {
        /// What was asked for.
        name: String,
    },
}

fn listed(known: &[String]) -> String {
    if known.is_empty() { String::new() } else { format!("; there is: {}", known.join(", ")) }
}
