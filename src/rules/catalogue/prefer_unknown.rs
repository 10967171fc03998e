//! `prefer-unknown`: an unknown preference changes nothing.

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::{preferring, refused_for_preference, steady_answer};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "prefer-unknown",
    level: Level::Must,
    profile: Profile::Page,
    summary: "ignore preferences that it does not know",
    clause: "OData 4.01 Protocol §8.2.8; RFC 7240 §2",
    explain: include_str!("prefer_unknown.md"),
    subjects: &[Subject::Write],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    if !preferring(evidence)?.are_all_unknown() {
        return skipped("the request states a preference that a target may know");
    }
    let status = steady_answer(evidence)?.status;
    let refused = refused_for_preference(evidence, status)?;
    let message = format!("a valid patch with an unknown preference is refused with {status}");
    decide(refused.then(|| {
        Observation::at("header:prefer", "unknown-preference-refused", message).expected_actual("the preference is ignored", status)
    }))
}
