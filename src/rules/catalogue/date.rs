//! `date`: an answer says when it was made.

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::{steady_answer, values};
use crate::rules::{Evidence, Rule, Subject};
use crate::value::{HttpDate, HttpDateForm};
use crate::rules::judging::{Decision, decide, settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "date",
    level: Level::Must,
    profile: Profile::Page,
    summary: "date its answers in the form that HTTP gives",
    clause: "RFC 9110 §6.6.1, §5.6.7",
    explain: include_str!("date.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let response = steady_answer(evidence)?;
    let place = "header:date";
    let stated: Vec<&str> = values(&response.headers, "date").collect();
    if stated.is_empty() {
        if response.status >= 500 {
            return skipped("a failing server need not date its answers");
        }
        let absent = Observation::at(place, "date-missing", "the answer has no Date").level(Level::May);
        return decide([absent.expected_actual("a date", "none")]);
    }
    if stated.len() > 1 {
        let message = "the answer has more than one Date";
        return decide([Observation::at(place, "date-twice", message).expected_actual("one date", stated.join(", "))]);
    }
    decide(stated.into_iter().find(|text| HttpDate::parse(text).is_none_or(|date| date.form != HttpDateForm::ImfFixdate)).map(|text| {
        let message = format!("the Date `{text}` is no date in the form of HTTP");
        Observation::at(place, "date-malformed", message).expected_actual("Sun, 06 Nov 1994 08:49:37 GMT", text)
    }))
}
