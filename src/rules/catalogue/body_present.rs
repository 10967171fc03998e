//! `body-present`: a 200 carries the object.

use serde_json::Value;

use crate::model::{Judgement, Level, Observation, Profile};
use crate::rules::entity::is_documented_operation;
use crate::rules::wire::accepts_json;
use crate::rules::{Evidence, Rule, Subject};
use crate::value::scan_json;
use crate::rules::judging::{settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "body-present",
    level: Level::Must,
    profile: Profile::Page,
    summary: "put the object, as one JSON object, into the body of a 200 answer",
    clause: "the page's Response section; OData JSON Format 4.01 §4.2",
    explain: include_str!("body_present.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    let Some(response) = evidence.response() else { return skipped("no answer came") };
    if response.status != 200 {
        return skipped("the status is not 200");
    }
    if !is_documented_operation(evidence) {
        return skipped("the request is not the documented operation");
    }
    if response.is_cut_short() {
        return skipped("the content did not come whole; answer-given judges that");
    }
    let (cause, seen) = match evidence.json {
        Some(Value::Object(_)) => return Ok(Vec::new()),
        Some(_) => ("not-an-object", "a JSON value that is no object"),
        None if !accepts_json(&evidence.exchange.request) => return skipped("the caller asked for another form than JSON"),
        None if response.content.is_empty() => ("empty", "no body"),
        None => match scan_json(&response.content) {
            Ok(text) if text.value.is_object() => return Ok(Vec::new()),
            _ => ("not-json", "a body that is not JSON"),
        },
    };
    let message = format!("the answer is 200 with {seen}");
    Ok(vec![Observation::at("body", cause, message).expected_actual("one JSON object", seen)])
}
