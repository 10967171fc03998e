//! `prefer-rep`: a wish for the object is no fault.

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::{applied, has_content, preferring, refused_for_preference, steady_answer};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "prefer-rep",
    level: Level::Should,
    profile: Profile::Page,
    summary: "accept return=representation, and do what Preference-Applied says",
    clause: "RFC 7240 §2, §3, §4.2; OData 4.01 Protocol §8.2.8.7",
    explain: include_str!("prefer_rep.md"),
    subjects: &[Subject::Write],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    if !preferring(evidence)?.has("return", "representation") {
        return skipped("the request does not prefer return=representation");
    }
    let response = steady_answer(evidence)?;
    let status = response.status;
    if refused_for_preference(evidence, status)? {
        let message = format!("a valid patch with return=representation is refused with {status}");
        return decide([Observation::at("header:prefer", "preference-refused", message).expected_actual(200, status)]);
    }
    let place = "header:preference-applied";
    decide(if applied(response, "return", "representation") && !has_content(evidence, response) {
        let message = "return=representation is said to be applied, and nothing is returned";
        Some(Observation::at(place, "applied-not-done", message).expected_actual("the object", "no body"))
    } else if applied(response, "return", "minimal") {
        let message = "return=minimal is said to be applied where return=representation was preferred";
        Some(Observation::at(place, "other-preference-applied", message).expected_actual("return=representation", "return=minimal"))
    } else {
        None
    })
}
