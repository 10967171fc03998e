//! `ct-json`: a body is what its Content-Type says.

use crate::model::{Level, Observation, Profile, Resource};
use crate::rules::wire::{accepts_json, has_content, header_line, is_json, steady_answer, values};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "ct-json",
    level: Level::Must,
    profile: Profile::Page,
    summary: "call a JSON body application/json",
    clause: "the page's Accept row; OData 4.01 Protocol §8.1.1",
    explain: include_str!("ct_json.md"),
    subjects: &[Subject::Write, Subject::Read, Subject::Create],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let response = steady_answer(evidence)?;
    if !response.is_success() || !has_content(evidence, response) {
        return skipped("the answer is no success with a body");
    }
    if evidence.subject == Subject::Write && evidence.input.resource != Resource::Entity {
        return skipped("the request is not about the entity");
    }
    if !accepts_json(&evidence.exchange.request) {
        return skipped("the request asks for another format");
    }
    let place = "header:content-type";
    let types: Vec<&str> = values(&response.headers, "content-type").collect();
    let seen = match types.iter().find(|value| !is_json(value)) {
        _ if types.is_empty() => {
            let absent = Observation::at(place, "content-type-missing", "the answer has a body and no Content-Type");
            absent.expected_actual("application/json", "none")
        }
        None => return decide(None),
        Some(other) => {
            let message = format!("the body of the answer is called {other}");
            Observation::at(place, "content-type-not-json", message).expected_actual("application/json", *other)
        }
    };
    decide([Observation { line: header_line(evidence.contract, "accept"), ..seen }])
}
