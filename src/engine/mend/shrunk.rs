//! What is left of a finding once it is small.

use super::again::Quest;
use super::steadiness::reproduced;
use crate::engine::judge::{Broken, finding, group_of, steps_of};
use crate::engine::observe::{Observed, State};
use crate::engine::session::Session;
use crate::event::EventKind;
use crate::model::{Input, Level};
use crate::rules::{Control, Subject};

/// The findings of `ids` that are worth the requests of making them small.
pub fn worthwhile(
    session: &Session<'_>,
    observed: &Observed,
    control: Control,
    ids: &[String],
) -> Vec<(String, Broken)> {
    // Who may call does not depend on what they send.
    if ids.is_empty() || session.plan.first_only || observed.subject == Subject::Permission {
        return Vec::new();
    }
    let broken = session.ruling(observed, control).broken.into_iter();
    let named = broken.map(|broken| (group_of(&broken), broken));
    named.filter(|(id, broken)| ids.contains(id) && broken.level() <= Level::Should).collect()
}

/// What is left of a finding: the steps that show it from `start`, the last one failing.
#[derive(Debug)]
pub struct Shrunk {
    pub steps: Vec<Input>,
    pub start: Option<State>,
    pub broken: Broken,
    pub tries: u64,
}

impl Shrunk {
    /// A finding as it was seen: one input, nothing tried.
    pub fn as_seen(observed: &Observed, broken: Broken) -> Self {
        Self { steps: vec![observed.input.clone()], start: observed.before.clone(), broken, tries: 0 }
    }
}

/// Tells the shrunken finding and how steady it is.
pub async fn tell(session: &mut Session<'_>, quest: &Quest<'_>, shrunk: Shrunk) {
    let quest = Quest { start: shrunk.start, ..quest.clone() };
    let reproduced = reproduced(session, &quest, &shrunk.steps).await;
    let Some(last) = shrunk.steps.last() else { return };
    let mut finding = finding(quest.id.to_owned(), &shrunk.broken, last, session.plan);
    finding.reproduced = reproduced;
    if shrunk.steps.len() > 1 {
        finding.sequence = steps_of(&shrunk.steps, false);
    }
    session.course.emit(EventKind::FindingShrunk { finding: Box::new(finding), tries: shrunk.tries });
}
