//! Why a mock does not start.

use std::io;

/// Why a mock does not start.
///
/// ```
/// use docproof::{MockOptions, shipped_contract};
///
/// let misspelt = MockOptions::new(shipped_contract()).fault("text-trimed").unwrap_err();
/// assert!(misspelt.to_string().contains("did you mean `text-trimmed`?"));
/// ```
#[derive(Debug, thiserror::Error)]
pub enum MockError {
    /// The port is taken or forbidden.
    #[error("cannot listen on 127.0.0.1:{port}; choose another port, or 0 for a free one")]
    Bind {
        /// The port asked for.
        port: u16,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// No fault has this id.
    #[error("unknown fault `{id}`{}", did_you_mean(.suggestion.as_deref()))]
    UnknownFault {
        /// The id asked for.
        id: String,
        /// The closest known id.
        suggestion: Option<String>,
    },
    /// No freedom has this id.
    #[error("unknown freedom `{id}`{}", did_you_mean(.suggestion.as_deref()))]
    UnknownFreedom {
        /// The id asked for.
        id: String,
        /// The closest known id.
        suggestion: Option<String>,
    },
}

fn did_you_mean(suggestion: Option<&str>) -> String {
    suggestion.map(|id| format!(" (did you mean `{id}`?)")).unwrap_or_default()
}

/// The known id closest to `id`, when one is close enough to be meant.
pub fn closest<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let scored = known.map(|candidate| (strsim::jaro_winkler(id, candidate), candidate));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|(score, _)| *score > 0.75).map(|(_, candidate)| candidate.to_owned())
}
