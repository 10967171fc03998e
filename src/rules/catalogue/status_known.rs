//! `status-known`: only statuses that a client of the service is told of.

use crate::model::{Level, Observation, Profile, Strength};
use crate::rules::wire::steady_answer;
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "status-known",
    level: Level::Should,
    profile: Profile::Page,
    summary: "answer only with statuses that the page or the service's error documentation lists",
    clause: "Microsoft Graph error responses, HTTP status codes",
    explain: include_str!("status_known.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

/// Error statuses that Graph's documentation of errors lists.
const LISTED: &[u16] = &[
    400, 401, 402, 403, 404, 405, 406, 409, 410, 411, 412, 413, 415, 416, 422, 423, 429, 500, 501, 503, 504, 507, 509,
];
/// Error statuses that HTTP itself gives for what docproof sends (RFC 9110, RFC 6585): any server may use them.
const OF_HTTP: &[u16] = &[408, 414, 417, 421, 426, 428, 431, 502, 505, 511];
/// Success statuses that OData uses.
const SUCCESS: &[u16] = &[200, 201, 202, 204];

fn judge(evidence: &Evidence<'_>) -> Decision {
    let status = steady_answer(evidence)?.status;
    let known = match status {
        200..=299 if evidence.subject == Subject::Write && evidence.input.strength == Strength::Valid => {
            return skipped("status-success judges the success of a valid patch");
        }
        300..=399 => return skipped("redirect-same-origin judges redirects"),
        200..=299 => SUCCESS.contains(&status),
        _ => LISTED.contains(&status) || OF_HTTP.contains(&status),
    } || evidence.contract.success.iter().any(|fact| fact.code == status);
    let message = format!("the status {status} is in no list that a client of the service is given");
    decide((!known).then(|| Observation::at("status", "unlisted-status", message).expected_actual("a listed status", status)))
}
