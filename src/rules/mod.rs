//! The judge: one promise per file, pure, documented beside it.

mod catalogue;
mod declare;
mod entity;
mod judging;
mod lifecycle;
mod registry;
mod rule;
mod select;
mod wire;

pub use catalogue::RULES;
pub use registry::rule_by_id;
pub use rule::{Control, Evidence, Listed, Rule, States, Subject};
pub use select::{UnknownRule, rule_named};
