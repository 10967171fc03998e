//! One run against one entity: the parts that change while it goes on.

use super::effort::Effort;
use super::inputs::Inputs;
use crate::engine::ask::Line;
use crate::engine::judge::Verdicts;
use crate::engine::observe::{History, Ledger, Sight};
use crate::engine::plan::Plan;
use crate::engine::tell::{Budget, Course, Listener};
use crate::model::Identity;
use crate::schema::Schemas;
use crate::target::Client;

/// Everything that changes while a run goes on.
#[derive(Debug)]
pub struct Session<'p> {
    pub plan: &'p Plan,
    /// What is told, counted and spent.
    pub course: Course<'p>,
    /// Where requests go out.
    pub line: Line<'p>,
    /// What is known of the entity.
    pub sight: Sight,
    /// What this run wrote to the entity.
    pub ledger: Ledger,
    /// The last inputs, for findings that need more than one.
    pub history: History,
    /// What was judged.
    pub verdicts: Verdicts<'p>,
    /// Where inputs come from.
    pub inputs: Inputs,
    /// What was sent to make findings small.
    pub effort: Effort,
    /// Whose token the target does not accept, though the page's row lets it in.
    pub unaccepted: Option<Identity>,
}

impl<'p> Session<'p> {
    pub fn new(plan: &'p Plan, schemas: &'p Schemas, client: Client, inputs: Inputs, listener: Listener<'p>) -> Self {
        Self {
            plan,
            course: Course::new(listener, Budget::new(plan.max_time, plan.budget_writes)),
            line: Line::new(plan, client, inputs.documented.clone()),
            sight: Sight::default(),
            ledger: Ledger::new(plan.journal.clone()),
            history: History::default(),
            verdicts: Verdicts::new(plan, schemas),
            inputs,
            effort: Effort::new(plan.max_time, plan.budget_writes),
            unaccepted: None,
        }
    }

    /// Whether the run must go no further: cancelled, out of budget, or content with one finding.
    pub fn ended(&self) -> bool {
        self.plan.is_cancelled()
            || self.course.spent().is_some()
            || self.course.is_obstructed()
            || (self.plan.first_only && self.verdicts.findings.failing(self.plan.deny))
    }
}
