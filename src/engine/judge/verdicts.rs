//! What was judged so far.

use super::court::Court;
use super::findings::Findings;
use super::promises::Promises;
use crate::engine::plan::Plan;
use crate::schema::Schemas;

/// The court of a run with what it found.
#[derive(Debug)]
pub struct Verdicts<'p> {
    pub court: Court<'p>,
    pub findings: Findings,
    pub promises: Promises,
}

impl<'p> Verdicts<'p> {
    pub fn new(plan: &'p Plan, schemas: &'p Schemas) -> Self {
        let promises = Promises::of(&plan.bundle.contract);
        Self { court: Court::new(plan, schemas), findings: Findings::default(), promises }
    }
}
