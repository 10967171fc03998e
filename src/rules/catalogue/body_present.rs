//! `body-present`: a 200 carries the object.

use serde_json::Value;

use crate::model::{Judgement, Level, Observation, Profile};
use crate::rules::{Evidence, Rule, Subject};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "body-present",
    level: Level::Must,
    profile: Profile::Page,
    summary: "put the object, as one JSON object, into the body of a 200 answer",
    clause: "the page's Response section; OData JSON Format 4.01 §4.2",
    explain: include_str!("body_present.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge,
};

fn judge(evidence: &Evidence<'_>) -> Judgement {
    let Some(response) = evidence.response() else { return Judgement::Skipped("no answer came") };
    if response.status != 200 {
        return Judgement::Skipped("the status is not 200");
    }
    if evidence.exchange.request.method == "HEAD" {
        return Judgement::Skipped("a HEAD answer has no body");
    }
    let (cause, seen) = match evidence.json {
        Some(Value::Object(_)) => return Judgement::Held,
        Some(_) => ("not-an-object", "a JSON value that is no object"),
        None if response.content.is_empty() => ("empty", "no body"),
        None => ("not-json", "a body that is not JSON"),
    };
    let message = format!("the answer is 200 with {seen}");
    Judgement::Broken(vec![Observation::at("body", cause, message).expected_actual("one JSON object", seen)])
}
