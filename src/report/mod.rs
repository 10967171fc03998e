//! Events → bytes: every report is a fold over the event log, or a view of that fold.

mod assertion;
mod behaviour;
pub mod blame;
mod compare;
mod csv;
pub mod curl;
pub mod doc_patch;
mod echo;
mod fold;
mod format;
pub mod github;
mod har;
mod html;
pub mod http_file;
pub mod hurl;
mod hurl_asserts;
mod hurl_text;
mod hurl_types;
mod junit;
mod live;
pub mod markdown;
mod matrix;
mod merge;
mod printable;
mod progress;
mod reporter;
mod reporting;
mod requests;
mod result;
#[cfg(test)]
mod sample;
mod sarif;
#[cfg(test)]
mod schema_tests;
pub mod terminal;
mod timeline;
mod words;

pub use behaviour::Behaviour;
pub use compare::{Comparison, Line};
pub use fold::ReportFold;
pub use format::{Format, FormatError, ReportSpec};
pub use live::LiveProperty;
pub use merge::Merged;
pub use progress::Progress;
pub use reporter::{Options, reporter};
pub use reporting::Reporter;
pub use result::{
    MatrixCell, Obstacle, OwnedCount, PhaseCount, ReadBackCount, ReasonCount, RefusalCount, Report, RuleCount,
};
pub use terminal::{Verbosity, View};
