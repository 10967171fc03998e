//! Doors for our own tests and benches into private modules: no part of the library's promises.

mod fixture;
mod generic;
/// Laws for any octets, for `fuzz/`.
pub mod laws;
mod page;
mod proof;
mod whole;

pub use crate::mock::{FAULTS, FREEDOMS, Fault};
pub use crate::model::Level;
pub use crate::rules::RULES;
pub use fixture::{Fixture, Observed, Outcome, rule_ids, strict_rule_ids};
pub use generic::{fault_rule, generic_faults, rarer_generic_faults};
pub use page::{ExamplePair, Page, PageDiagnostic};
pub use whole::{
    case_names, generated, import_bytes, judge_many, lint_codes, nested, nested_contract, ranged, ranged_contract,
    rule_level, rule_table, sample_page,
};
