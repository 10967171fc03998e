//! What a page that contradicts itself would have to say: its example changed so that it agrees with the rest.

mod contradicted;
mod draft;
mod example;
mod members;
mod page;
mod row;
mod specimen;
mod status;

pub use page::proposals;
