//! For our own tests and benches: nothing here is stable.

pub use crate::mock::{FAULTS, FREEDOMS};
pub use crate::model::Level;
pub use crate::rules::RULES;
