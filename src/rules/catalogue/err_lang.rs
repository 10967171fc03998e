//! `err-lang`: an error message has a language.

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::{error_object, steady_answer, values};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "err-lang",
    level: Level::May,
    profile: Profile::StrictOdata,
    summary: "name the language of an error message in Content-Language",
    clause: "OData 4.01 Protocol §9.4; OData JSON Format 4.01 §21.1",
    explain: include_str!("err_lang.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    error_object(evidence)?;
    let response = steady_answer(evidence)?;
    let is_named = values(&response.headers, "content-language").any(|value| !value.is_empty());
    let message = "the error answer has no Content-Language";
    decide((!is_named).then(|| {
        Observation::at("header:content-language", "language-missing", message).expected_actual("a language tag", "none")
    }))
}
