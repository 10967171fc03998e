//! x
use super::Fault;
pub static FAULTS: &[Fault] = &[];
