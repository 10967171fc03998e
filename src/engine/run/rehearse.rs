//! A run in which nothing is sent: what would go out, and how much of it.

use std::time::Duration;

use super::begin::begin;
use super::run::go;
use crate::engine::ask::duration_of;
use crate::engine::plan::{Plan, RunError};
use crate::engine::tell::{Listener, Mode};
use crate::schema::Schemas;

/// What a run would send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rehearsed {
    /// Requests of a target that keeps every promise.
    pub requests: u64,
    /// Those that may change something, putting back included.
    pub writes: u64,
    /// Most writes whatever the target does; `None` without a limit.
    pub most_writes: Option<u64>,
    /// Least duration of the most writes at the allowed rate; `None` without a rate.
    pub lasts: Option<Duration>,
}

/// Goes through `plan` without sending anything; `listener` hears of every request, with a made-up answer.
///
/// # Errors
/// When the run could not begin.
pub async fn rehearse(plan: &Plan, listener: Listener<'_>) -> Result<Rehearsed, RunError> {
    let schemas = Schemas::compile(&plan.bundle.contract)?;
    let mut session = begin(plan, &schemas, listener)?;
    session.course.mode = Mode::Rehearsing;
    Box::pin(go(&mut session)).await?;
    let put_back = u64::from(!plan.read_only);
    let most_writes = if plan.read_only { Some(0) } else { plan.budget_writes };
    // putting back comes out of the budget, too
    let (planned, stats) = (session.course.stats.writes + put_back, session.course.stats);
    let writes = most_writes.map_or(planned, |most| planned.min(most));
    let lasts = plan.write_rate.map(|rate| duration_of(most_writes.unwrap_or(writes), rate));
    Ok(Rehearsed { requests: stats.requests - stats.writes + writes, writes, most_writes, lasts })
}
