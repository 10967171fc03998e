//! The rules on what was observed, and what they found so far.

mod court;
mod finding;
mod findings;
#[cfg(test)]
mod fixture;
mod promises;
mod properties;
mod refusal;
mod ruling;
mod service_owned;
mod verdicts;

pub use finding::{finding, group_of, steps_of};
pub use findings::Sighting;
pub use ruling::{Broken, Ruling};
pub use service_owned::service_owned;
pub use verdicts::Verdicts;
