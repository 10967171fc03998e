//! The judge: one promise per file, pure, documented beside it.

mod rule;

pub use rule::{Control, Evidence, Rule, Subject};
