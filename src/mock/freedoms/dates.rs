//! x
use super::Freedom;
pub static FREEDOMS: &[Freedom] = &[];
