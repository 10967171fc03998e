//! Doors for our own tests into private modules: no part of the library's promises.

mod fixture;

pub use fixture::{Fixture, Observed, Outcome, rule_ids, strict_rule_ids};
