//! Does a page agree with itself? The importer's remarks and one file per further check.

mod codes;
#[cfg(test)]
mod codes_tests;
mod dead_anchor;
mod empty_answer;
mod example_type;
mod fix;
mod media_type;
mod null_value;
mod page;
mod propose;
mod sarif;
mod sheet;

pub use codes::markdown;
pub use fix::{diff, fixed};
pub use page::check;
pub use propose::proposals;
pub use sarif::sarif;
pub use sheet::Sheet;
