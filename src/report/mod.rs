//! Events → bytes: every report is a fold over the event log, or a view of that fold.

mod assertion;
mod compare;
mod csv;
pub mod curl;
mod fold;
mod format;
mod har;
mod html;
mod junit;
mod markdown;
mod matrix;
mod merge;
mod printable;
mod progress;
mod reporter;
mod reporting;
mod result;
#[cfg(test)]
mod sample;
mod sarif;
#[cfg(test)]
mod schema_tests;
pub mod terminal;
mod words;

pub use compare::{Comparison, Line};
pub use fold::ReportFold;
pub use format::{Format, ReportSpec};
pub use merge::Merged;
pub use progress::Progress;
pub use reporter::{Options, reporter};
pub use reporting::Reporter;
pub use result::{MatrixCell, Obstacle, OwnedCount, PhaseCount, ReadBackCount, ReasonCount, Report, RuleCount};
pub use terminal::{Verbosity, View};
