//! What the rules about a documented create and delete read off the evidence.

mod performed;
mod status;

pub use performed::{performed, performed_action};
pub use status::documented_status;
