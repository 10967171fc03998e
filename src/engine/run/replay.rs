//! Sends recorded findings again: fixed, still broken, or undecided.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::begin::begin;
use super::finish::finish;
use crate::engine::judge::group_of;
use crate::engine::mend::{leave, to_state};
use crate::engine::observe::State;
use crate::engine::phases::{breaks_together, input_of, preflight, rewind_together};
use crate::engine::plan::{Plan, RunError, THROWAWAY_STREAM, control_of};
use crate::engine::session::Session;
use crate::engine::tell::{Listener, Obstacle};
use crate::event::CONTROL;
use crate::model::{Finding, Input, InputBody, Role, SeedError, SeedToken, SequenceStep, Verdict};
use crate::rules::Control;
use crate::schema::Schemas;

/// How inputs begin that were sent beside others, perhaps to another entity.
const ELSEWHERE: &str = "parallel/";

/// What became of a recorded finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replayed {
    /// Id of the finding.
    pub id: String,
    /// Its rule.
    pub rule: String,
    /// Its case or input.
    pub case: String,
    /// `held` means fixed.
    pub verdict: Verdict,
    /// Why it is undecided, when it is.
    pub why: Option<String>,
}

/// Replays `findings` against the plan's target.
///
/// # Errors
/// When the run cannot begin.
pub async fn replay(plan: &Plan, findings: &[Finding], listener: Listener<'_>) -> Result<Vec<Replayed>, RunError> {
    let schemas = Schemas::compile(&plan.bundle.contract)?;
    let mut session = begin(plan, &schemas, listener)?;
    preflight(&mut session).await?;
    let original = session.sight.state.clone();
    let mut all = Vec::new();
    for finding in findings {
        all.push(one(&mut session, finding, original.as_ref()).await);
    }
    leave(&mut session, original.as_ref()).await;
    finish(session);
    Ok(all)
}

async fn one(session: &mut Session<'_>, finding: &Finding, original: Option<&State>) -> Replayed {
    let (verdict, why) = match decide(session, finding, original).await {
        Ok(verdict) => (verdict, None),
        Err(why) => (Verdict::Undecided, Some(why)),
    };
    Replayed { id: finding.id.clone(), rule: finding.rule.clone(), case: finding.case.clone(), verdict, why }
}

async fn decide(session: &mut Session<'_>, finding: &Finding, original: Option<&State>) -> Result<Verdict, String> {
    if let Some(obstacle) = session.course.obstacles().first() {
        return Err(obstacle.text.clone());
    }
    if !finding.sequence.is_empty() {
        return sequence(session, finding, original).await;
    }
    let token: SeedToken = finding.seed.parse().map_err(|error: SeedError| error.to_string())?;
    if token.stream() == THROWAWAY_STREAM {
        return Err("it is about the create or delete of a run's own object; run again with --throwaway".to_owned());
    }
    if let Some(identity) = session.plan.lacks_identity(&token) {
        return Err(Obstacle::no_identity(identity).text);
    }
    let input = input_of(session, &token).map_err(|error| error.to_string())?;
    if input.id == CONTROL && finding.case.starts_with(ELSEWHERE) {
        return Err("it is about a second entity, which only a whole run writes to; run again".to_owned());
    }
    let input = with_body(input, finding);
    for _ in 0..tries(finding) {
        to_state(session, original, None, Role::Restore).await;
        if let Verdict::Broken = once(session, finding, &input).await? {
            return Ok(Verdict::Broken);
        }
    }
    gone(finding)
}

/// How often a finding is looked for before it counts as fixed: one that came one time in three is missed by all of
/// these in three replays of a hundred.
fn tries(finding: &Finding) -> usize {
    let is_flaky = finding.reproduced.as_deref().is_some_and(|rate| rate.ends_with("flaky"));
    if is_flaky { 9 } else { 1 }
}

/// What it means that a finding does not show.
fn gone(finding: &Finding) -> Result<Verdict, String> {
    match finding.reproduced.as_deref() {
        Some(rate) if rate.starts_with("0 of") => {
            Err("it was not seen a second time when it was found either".to_owned())
        }
        Some(rate) if rate.ends_with("flaky") && is_parallel(finding) => {
            Err("it takes requests at the same time and did not show each time; that it does not now is no proof"
                .to_owned())
        }
        _ => Ok(Verdict::Held),
    }
}

fn is_parallel(finding: &Finding) -> bool {
    finding.sequence.iter().any(|step| step.parallel)
}

/// The input between two controls, as the run sent it.
async fn once(session: &mut Session<'_>, finding: &Finding, input: &Input) -> Result<Verdict, String> {
    let control = session.inputs.control().map(control_of);
    let mut accepted = true;
    if let Some(control) = &control {
        accepted &= session.observe(control.clone(), Role::Control).await.accepted();
    }
    let observed = session.observe(input.clone(), Role::Subject).await;
    if let Some(control) = control {
        accepted &= session.observe(control, Role::Control).await.accepted();
    }
    let guard = if accepted { Control::Accepted } else { Control::Refused };
    let ruling = session.ruling(&observed, guard);
    if ruling.broken.iter().any(|broken| group_of(broken) == finding.id) {
        return Ok(Verdict::Broken);
    }
    let undecided = ruling.undecided.iter().find(|(_, rules)| rules.contains(&finding.rule.as_str()));
    match undecided {
        Some((reason, _)) => Err((*reason).to_owned()),
        None => Ok(Verdict::Held),
    }
}

/// Sends the steps of a finding again: in order, or at once where they were sent so.
async fn sequence(session: &mut Session<'_>, finding: &Finding, original: Option<&State>) -> Result<Verdict, String> {
    let steps = finding.sequence.iter().map(|step| step_input(session, finding, step));
    let steps = steps.collect::<Result<Vec<Input>, String>>()?;
    let parallel = is_parallel(finding);
    // Who comes first is chance; and what depends on the place of a request on its connection shows with a read before
    // it, or without.
    let tries = if parallel { 3 * tries(finding) } else { 2 * tries(finding) };
    for number in 0..tries {
        // What was sent once changes nothing the next time: each try begins where the first did.
        let shows = if parallel {
            rewind_together(session, &steps, original).await;
            breaks_together(session, &steps, &finding.rule, Role::Subject).await
        } else {
            to_state(session, original, steps.first(), Role::Restore).await;
            session.line.reconnect();
            if number % 2 == 1 {
                session.look(&finding.case, Role::Read).await;
            }
            in_order(session, &steps, &finding.id).await
        };
        if shows {
            return Ok(Verdict::Broken);
        }
    }
    gone(finding)
}

fn step_input(session: &Session<'_>, finding: &Finding, step: &SequenceStep) -> Result<Input, String> {
    let token = step.seed.parse().map_err(|error: SeedError| error.to_string())?;
    let input = input_of(session, &token).map_err(|error| error.to_string())?;
    let recorded = Finding { minimal: step.body.clone(), ..finding.clone() };
    let input = match step.method.as_str() {
        "GET" => Input { body: InputBody::None, patch: Map::new(), method: step.method.clone(), ..input },
        _ => with_body(input, &recorded),
    };
    Ok(Input { id: step.id.clone(), ..input })
}

/// Whether a step shows the finding when each is sent after the other.
async fn in_order(session: &mut Session<'_>, steps: &[Input], id: &str) -> bool {
    let mut guard = Control::Accepted;
    for step in steps {
        let observed = session.observe(step.clone(), Role::Subject).await;
        if observed.input.mutation.is_none() {
            guard = if observed.accepted() { Control::Accepted } else { Control::Refused };
        }
        if session.ruling(&observed, guard).broken.iter().any(|broken| group_of(broken) == id) {
            return true;
        }
    }
    false
}

/// The input with the recorded minimal body in place of its own.
fn with_body(input: Input, finding: &Finding) -> Input {
    let bytes = finding.minimal.bytes();
    let object: Option<Map<String, Value>> = serde_json::from_slice(&bytes).ok();
    match (object, &input.body) {
        (_, InputBody::None) => input,
        (Some(body), InputBody::Patch(_)) => {
            let kept =
                |name: &String| input.patch.contains_key(name) || (input.mutation.is_none() && !name.contains('@'));
            let patch = body.iter().filter(|(name, _)| kept(name)).map(|(n, v)| (n.clone(), v.clone())).collect();
            Input { body: InputBody::Patch(body), patch, ..input }
        }
        _ => Input { body: InputBody::Raw(bytes), ..input },
    }
}
