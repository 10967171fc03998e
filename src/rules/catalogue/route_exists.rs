//! `route-exists`: the documented operation is there at all.

use crate::model::{Level, Observation, Profile, Resource, Strength};
use crate::rules::wire::{RouteSign, message_of, steady_answer, unrouted, why_unrelated};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped, undecided};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "route-exists",
    level: Level::Must,
    profile: Profile::Page,
    summary: "serve the documented method on the documented path",
    clause: "the page's HTTP Request section",
    explain: include_str!("route_exists.md"),
    subjects: &[Subject::Write],
    judge: |evidence| settle(judge(evidence)),
};

/// Longest part of the router's own words that a finding quotes, in characters.
const QUOTED: usize = 120;

fn judge(evidence: &Evidence<'_>) -> Decision {
    let operation = &evidence.contract.operation;
    if evidence.input.strength != Strength::Valid || evidence.input.resource != Resource::Entity {
        return skipped("the input is not a valid request for the documented operation");
    }
    if evidence.exchange.request.method != operation.method {
        return skipped("the request uses another method than the documented one");
    }
    let response = steady_answer(evidence)?;
    let Some(sign) = unrouted(evidence) else {
        return match why_unrelated(response.status).filter(|_| !response.is_success()) {
            Some(reason) => undecided(reason),
            None => decide(None),
        };
    };
    let what = format!("{} {}", operation.method, operation.path.0);
    let (cause, message) = match sign {
        RouteSign::NotFoundThoughReadable => {
            ("not-found-though-readable", format!("{what} answers 404 for an entity that a read shows"))
        }
        RouteSign::MethodRefused => ("method-refused", format!("{what} answers {}", response.status)),
        RouteSign::RouterMessage => {
            let words: String = message_of(evidence, response).chars().take(QUOTED).collect();
            ("no-route", format!("{what} answers {} with a router's words: {words}", response.status))
        }
    };
    let documented: Vec<u16> = evidence.contract.success.iter().map(|fact| fact.code).collect();
    decide([Observation::at("status", cause, message).expected_actual(documented, response.status).line(operation.line)])
}
