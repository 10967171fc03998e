//! What the rules about entities read off the evidence, so that each rule says only its promise.

mod answer;
mod change;
mod echo;
mod members;
mod observe;
mod state;
mod twice;

pub use answer::{
    accepted_update, answered_document, answered_entity, asks_for_little, content, is_documented_operation,
};
pub use change::changes;
pub use echo::{Demand, Expectation, expectations};
pub use members::{documented, is_volatile, lookup, property_at};
pub use observe::{difference, differences};
pub use state::states;
