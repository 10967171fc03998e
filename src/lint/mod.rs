//! Does a page agree with itself? The importer's remarks and one file per further check.

mod dead_anchor;
mod empty_answer;
mod example_type;
mod fix;
mod media_type;
mod page;
mod sheet;

pub use fix::{diff, fixed};
pub use page::lint;
pub use sheet::Sheet;
