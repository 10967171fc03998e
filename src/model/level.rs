//! How binding a rule is and when it is judged.

use serde::{Deserialize, Serialize};

/// RFC 2119 level of a promise.
///
/// ```
/// assert!(docproof::Level::Must < docproof::Level::Should, "the most binding comes first");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Breaking it fails the run.
    Must,
    /// Breaking it is a warning; fails the run with `--deny should`.
    Should,
    /// Breaking it is information.
    May,
}

/// Which set of promises a rule belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// The page and HTTP itself: always judged.
    Page,
    /// Needs nullability from metadata.
    Csdl,
    /// Strict OData: judged on request only.
    StrictOdata,
}
