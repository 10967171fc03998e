//! `retry-after`: a throttled client knows how long to wait.

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::{answer, values};
use crate::rules::{Evidence, Rule, Subject};
use crate::value::HttpDate;
use crate::rules::judging::{Decision, decide, settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "retry-after",
    level: Level::Should,
    profile: Profile::Page,
    summary: "say when to come back with 429 and 503",
    clause: "RFC 9110 §10.2.3; Microsoft Graph throttling guidance",
    explain: include_str!("retry_after.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let response = answer(evidence)?;
    let place = "header:retry-after";
    let Some(text) = values(&response.headers, "retry-after").next() else {
        if !matches!(response.status, 429 | 503) {
            return skipped("the target does not throttle");
        }
        let message = format!("the answer {} has no Retry-After", response.status);
        return decide([Observation::at(place, "retry-after-missing", message).expected_actual("seconds or a date", "none")]);
    };
    let seen = match kind(text) {
        Wait::Seconds | Wait::Date => return decide(None),
        Wait::Fraction => {
            let message = format!("the Retry-After `{text}` is a fraction of seconds");
            Observation::at(place, "retry-after-fraction", message)
        }
        Wait::Malformed => {
            let message = format!("the Retry-After `{text}` is neither seconds nor a date");
            Observation::at(place, "retry-after-malformed", message).level(Level::Must)
        }
    };
    decide([seen.expected_actual("whole seconds or a date", text)])
}

/// Forms of the field.
enum Wait {
    Seconds,
    Date,
    /// Not in HTTP, but some services send it and clients can read it.
    Fraction,
    Malformed,
}

fn kind(text: &str) -> Wait {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|octet| octet.is_ascii_digit());
    match text.split_once('.') {
        None if is_number(text) => Wait::Seconds,
        Some((whole, fraction)) if is_number(whole) && is_number(fraction) => Wait::Fraction,
        _ if HttpDate::parse(text).is_some() => Wait::Date,
        _ => Wait::Malformed,
    }
}
