//! Metadata of the service (OData CSDL XML) → what its types say beyond the page: nullability, members, who may write.
//!
//! A page never says whether a value may be null, and often leaves the members of an enumeration out. The metadata
//! document does not contradict the page's promises: where both speak, the page's word stays and the difference is told.

mod disagreement;
mod entity;
mod error;
mod join;
#[cfg(test)]
mod join_tests;
mod load;
mod metadata;
mod names;
mod parse;
mod value_types;

pub use disagreement::Disagreement;
pub use join::{declared, join};
pub use metadata::Metadata;
