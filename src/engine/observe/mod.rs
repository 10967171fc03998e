//! What came of an input: the answer, the state around it, whose values are where, and what was sent before.

mod attribution;
mod body;
mod collection;
mod history;
mod ledger;
mod observed;
mod page;
mod sight;

pub use attribution::{difference, missing, value};
pub use body::{State, json_of, state_of};
pub use collection::Collection;
pub use history::History;
pub use ledger::Ledger;
pub use observed::Observed;
pub use page::{Entry, Page};
pub use sight::Sight;
