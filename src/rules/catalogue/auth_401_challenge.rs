//! `auth-401-challenge`: a 401 says how to authenticate.

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::{is_token, steady_answer, values};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "auth-401-challenge",
    level: Level::Must,
    profile: Profile::Page,
    summary: "send WWW-Authenticate with every 401",
    clause: "RFC 9110 §15.5.2, §11.6.1",
    explain: include_str!("auth_401_challenge.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let response = steady_answer(evidence)?;
    if response.status != 401 {
        return skipped("the status is not 401");
    }
    let challenges: Vec<&str> = values(&response.headers, "www-authenticate").collect();
    let place = "header:www-authenticate";
    let has_scheme = |challenge: &&str| challenge.split_whitespace().next().is_some_and(|scheme| is_token(scheme.trim_end_matches(',')));
    decide(if challenges.is_empty() {
        Some(Observation::at(place, "challenge-missing", "the 401 has no WWW-Authenticate").expected_actual("a challenge", "none"))
    } else if challenges.iter().any(has_scheme) {
        None
    } else {
        let message = "the WWW-Authenticate of the 401 names no scheme";
        Some(Observation::at(place, "challenge-malformed", message).expected_actual("a challenge", challenges.join(", ")))
    })
}
