//! `allow-405`: a 405 says which methods are allowed.

use crate::model::{Level, Observation, Profile, Resource};
use crate::rules::wire::{is_token, members, steady_answer, values};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "allow-405",
    level: Level::Must,
    profile: Profile::Page,
    summary: "send Allow with every 405, and list what it serves",
    clause: "RFC 9110 §15.5.6, §10.2.1; OData 4.01 Protocol §9.2.2",
    explain: include_str!("allow_405.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let response = steady_answer(evidence)?;
    if response.status != 405 {
        return skipped("the status is not 405");
    }
    let place = "header:allow";
    if values(&response.headers, "allow").next().is_none() {
        let absent = Observation::at(place, "allow-missing", "the 405 has no Allow");
        return decide([absent.expected_actual("a list of methods", "none")]);
    }
    let listed = members(&response.headers, "allow");
    let refused = evidence.exchange.request.method.as_str();
    let documented = evidence.contract.operation.method.as_str();
    let is_entity = evidence.subject == Subject::Read || evidence.input.resource == Resource::Entity;
    let (cause, message) = if listed.iter().any(|method| !is_token(method)) {
        ("allow-malformed", "the Allow of the 405 is no list of methods".to_owned())
    } else if listed.contains(&refused) {
        ("refused-method-listed", format!("{refused} is refused with 405, and listed in its Allow"))
    } else if is_entity && refused != documented && !listed.contains(&documented) {
        ("documented-method-missing", format!("the Allow of the 405 lacks the documented {documented}"))
    } else {
        return decide(None);
    };
    let line = evidence.contract.operation.line;
    decide([Observation::at(place, cause, message).expected_actual(documented, listed).level(Level::Should).line(line)])
}
