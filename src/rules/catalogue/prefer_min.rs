//! `prefer-min`: a wish for less is no fault.

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::{applied, preferring, refused_for_preference, steady_answer};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "prefer-min",
    level: Level::Should,
    profile: Profile::Page,
    summary: "accept return=minimal, and do what Preference-Applied says",
    clause: "RFC 7240 §2, §3, §4.2; OData 4.01 Protocol §8.2.8.7",
    explain: include_str!("prefer_min.md"),
    subjects: &[Subject::Write],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    if !preferring(evidence)?.has("return", "minimal") {
        return skipped("the request does not prefer return=minimal");
    }
    let response = steady_answer(evidence)?;
    let status = response.status;
    if refused_for_preference(evidence, status)? {
        let message = format!("a valid patch with return=minimal is refused with {status}");
        return decide([Observation::at("header:prefer", "preference-refused", message).expected_actual(vec![200, 204], status)]);
    }
    let documented = evidence.contract.success.iter().any(|fact| fact.code == status);
    if !documented && !matches!(status, 200 | 204) {
        let message = format!("a valid patch with return=minimal is answered {status}");
        return decide([Observation::at("status", "unexpected-success", message).expected_actual(vec![200, 204], status)]);
    }
    let place = "header:preference-applied";
    let returned = !evidence.input.patch.is_empty()
        && evidence.json.is_some_and(|body| evidence.input.patch.keys().all(|name| body.get(name).is_some()));
    decide(if applied(response, "return", "minimal") && returned {
        let message = "return=minimal is said to be applied, and the object is returned";
        Some(Observation::at(place, "applied-not-done", message).expected_actual("no object", "the object"))
    } else if applied(response, "return", "representation") {
        let message = "return=representation is said to be applied where return=minimal was preferred";
        Some(Observation::at(place, "other-preference-applied", message).expected_actual("return=minimal", "return=representation"))
    } else {
        None
    })
}
