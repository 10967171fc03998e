//! Sends recorded findings again: fixed, still broken, or undecided.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::begin::begin;
use super::finish::finish;
use crate::engine::judge::group_of;
use crate::engine::mend::put_original_back;
use crate::engine::phases::{input_of, preflight};
use crate::engine::plan::{Plan, RunError, control_of};
use crate::engine::session::Session;
use crate::engine::tell::Listener;
use crate::model::{Finding, Input, InputBody, Role, SeedError, Verdict};
use crate::rules::Control;
use crate::schema::Schemas;

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
        all.push(one(&mut session, finding).await);
    }
    put_original_back(&mut session, original.as_ref()).await;
    finish(session);
    Ok(all)
}

async fn one(session: &mut Session<'_>, finding: &Finding) -> Replayed {
    let (verdict, why) = match decide(session, finding).await {
        Ok(verdict) => (verdict, None),
        Err(why) => (Verdict::Undecided, Some(why)),
    };
    Replayed { id: finding.id.clone(), rule: finding.rule.clone(), case: finding.case.clone(), verdict, why }
}

async fn decide(session: &mut Session<'_>, finding: &Finding) -> Result<Verdict, String> {
    if let Some(obstacle) = session.course.obstacles().first() {
        return Err(obstacle.text.clone());
    }
    if !finding.sequence.is_empty() {
        return sequence(session, finding).await;
    }
    let token = finding.seed.parse().map_err(|error: SeedError| error.to_string())?;
    let input = input_of(session, &token).map_err(|error| error.to_string())?;
    let input = with_body(input, finding);
    let control = session.inputs.control().cloned().map(|control| control_of(&control));
    let mut accepted = true;
    if let Some(control) = &control {
        accepted &= session.observe(control.clone(), Role::Control).await.accepted();
    }
    let observed = session.observe(input, Role::Subject).await;
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

/// Sends the steps of a finding again, in order. Steps that were sent together are sent one after the other, which
/// shows nothing when it holds.
async fn sequence(session: &mut Session<'_>, finding: &Finding) -> Result<Verdict, String> {
    let mut guard = Control::Accepted;
    for step in &finding.sequence {
        let token = step.seed.parse().map_err(|error: SeedError| error.to_string())?;
        let input = input_of(session, &token).map_err(|error| error.to_string())?;
        let recorded = Finding { minimal: step.body.clone(), ..finding.clone() };
        let input = match step.method.as_str() {
            "GET" => Input { body: InputBody::None, patch: Map::new(), method: step.method.clone(), ..input },
            _ => with_body(input, &recorded),
        };
        let observed = session.observe(input, Role::Subject).await;
        if observed.input.mutation.is_none() {
            guard = if observed.accepted() { Control::Accepted } else { Control::Refused };
        }
        let broken = session.ruling(&observed, guard).broken;
        if broken.iter().any(|broken| group_of(broken) == finding.id) {
            return Ok(Verdict::Broken);
        }
    }
    if finding.sequence.iter().any(|step| step.parallel) {
        return Err(
            "it takes requests at the same time, which a replay sends one after the other; run again".to_owned()
        );
    }
    Ok(Verdict::Held)
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
