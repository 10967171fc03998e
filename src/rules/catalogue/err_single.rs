//! `err-single`: an error answer is the error and nothing else.

use serde_json::Value;

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::error_object;
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, pointer, settle};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "err-single",
    level: Level::Should,
    profile: Profile::Page,
    summary: "put nothing beside the member error in an error answer",
    clause: "OData JSON Format 4.01 §21.1",
    explain: include_str!("err_single.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    error_object(evidence)?;
    let members = evidence.json.and_then(Value::as_object).into_iter().flat_map(|body| body.keys());
    decide(members.filter(|name| *name != "error" && !name.contains('@')).map(|name| {
        let message = format!("the error answer has a member `{name}` beside `error`");
        Observation::at(pointer(name), "member-beside-error", message).expected_actual("error", name.as_str())
    }))
}
