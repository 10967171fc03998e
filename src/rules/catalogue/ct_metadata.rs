//! `ct-metadata`: the Content-Type says how much control information there is.

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::{has_content, is_json, steady_answer, values};
use crate::rules::{Evidence, Rule, Subject};
use crate::value::MediaType;
use crate::rules::judging::{Decision, decide, settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "ct-metadata",
    level: Level::May,
    profile: Profile::StrictOdata,
    summary: "state the amount of control information in the Content-Type",
    clause: "OData JSON Format 4.01 §4.1",
    explain: include_str!("ct_metadata.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

/// What the parameter may say.
const AMOUNTS: &[&str] = &["minimal", "full", "none"];

fn judge(evidence: &Evidence<'_>) -> Decision {
    let response = steady_answer(evidence)?;
    let Some(json) = values(&response.headers, "content-type").find(|value| is_json(value)) else {
        return skipped("the answer is not called application/json");
    };
    if !response.is_success() || !has_content(evidence, response) {
        return skipped("the answer is no success with a body");
    }
    let is_stated = MediaType::parse(json).is_some_and(|media_type| {
        let amount = media_type.parameter("odata.metadata").or(media_type.parameter("metadata"));
        amount.is_some_and(|amount| AMOUNTS.iter().any(|known| known.eq_ignore_ascii_case(amount)))
    });
    let message = "the Content-Type has no metadata parameter";
    decide((!is_stated).then(|| {
        Observation::at("header:content-type", "metadata-missing", message).expected_actual("odata.metadata=minimal", json)
    }))
}
