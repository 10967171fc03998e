//! `err-inner`: the inner error is an object.

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::error_object;
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "err-inner",
    level: Level::Should,
    profile: Profile::Page,
    summary: "give innerError the form of an object",
    clause: "OData JSON Format 4.01 §21.1; Microsoft Graph error responses",
    explain: include_str!("err_inner.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

/// OData's name and Graph's.
const NAMES: &[&str] = &["innererror", "innerError"];

fn judge(evidence: &Evidence<'_>) -> Decision {
    let error = error_object(evidence)?;
    let present: Vec<_> = NAMES.iter().filter_map(|name| Some((name, error.get(*name)?))).filter(|(_, inner)| !inner.is_null()).collect();
    if present.is_empty() {
        return skipped("the error has no inner error");
    }
    decide(present.into_iter().filter(|(_, inner)| !inner.is_object()).map(|(name, inner)| {
        let message = format!("the member {name} of the error is no object");
        Observation::at(format!("/error/{name}"), "inner-not-object", message).expected_actual("an object", inner.clone())
    }))
}
