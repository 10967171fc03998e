//! `err-details`: details are errors of their own.

use serde_json::Value;

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::error_object;
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "err-details",
    level: Level::Should,
    profile: Profile::Page,
    summary: "give each item of error.details a code and a message",
    clause: "OData JSON Format 4.01 §21.1",
    explain: include_str!("err_details.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let Some(details) = error_object(evidence)?.get("details").filter(|details| !details.is_null()) else {
        return skipped("the error has no details");
    };
    let place = "/error/details";
    let Some(items) = details.as_array() else {
        let message = "the details of the error are no array";
        return decide([Observation::at(place, "details-not-array", message).expected_actual("an array", details.clone())]);
    };
    let is_whole = |item: &Value| ["code", "message"].iter().all(|name| item.get(name).is_some_and(Value::is_string));
    decide(items.iter().find(|item| !is_whole(item)).map(|item| {
        let message = "an item of the error's details lacks code or message";
        Observation::at(place, "detail-incomplete", message).expected_actual("code and message", item.clone())
    }))
}
